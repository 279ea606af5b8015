// SPDX-License-Identifier: GPL-3.0-or-later
//
// What may stand before a colon, and filters made of it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/date.h"
#include "searcher/query/tree.h"

namespace lede::internal {

// What relative dates are resolved with.
struct DateContext {
  const TimeZone& zone;
  std::int64_t now;
};

// Typed as a filter, but what it names is put in its place before anything is
// looked up; see saved_includes.h.
inline constexpr std::string_view kSavedField = "query";

// Of kDate and kAmount the value has to read as such.
enum class FieldKind { kNone, kText, kFilter, kDate, kAmount };
FieldKind field_kind(std::string_view name);

// True if `node` is to stand inside quotation marks.
bool is_quotation(const QueryNode& node);

// True for the fields of filters.
inline bool narrows(FieldKind kind) {
  return kind != FieldKind::kNone && kind != FieldKind::kText;
}

// What is said of a value that does not read: "\"foo\" is no date".
std::string no_value(std::string_view field, std::string_view value);

// The filter `field`:`value`; nullopt if the value has to read and does not.
std::optional<QueryNode> make_filter(std::string_view field, std::string value,
                                     Span source, const DateContext& dates);

}  // namespace lede::internal
