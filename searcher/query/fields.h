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

// Of kDate the value has to read as a date.
enum class FieldKind { kNone, kText, kFilter, kDate };
FieldKind field_kind(std::string_view name);

// True if `node` is to stand inside quotation marks.
bool is_quotation(const QueryNode& node);

// The filter `field`:`value`; nullopt if the value has to read and does not.
std::optional<QueryNode> make_filter(std::string_view field, std::string value,
                                     Span source, const DateContext& dates);

}  // namespace lede::internal
