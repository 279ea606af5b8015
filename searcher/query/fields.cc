// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text fields and filters of the schema, and the four fields of the date.

#include "searcher/query/fields.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/schema.h"

namespace lede::internal {

FieldKind field_kind(std::string_view name) {
  if (name.empty()) return FieldKind::kNone;
  if (std::ranges::find(kTextFields, name, &TextFieldRow::query_name) !=
      std::end(kTextFields)) {
    return FieldKind::kText;
  }
  if (find_filter_field(name) != nullptr) return FieldKind::kFilter;
  const bool date =
      name == "date" || name == "since" || name == "before" || name == "after";
  return date ? FieldKind::kDate : FieldKind::kNone;
}

std::optional<QueryNode> make_filter(std::string_view field, std::string value,
                                     Span source, const DateContext& dates) {
  QueryNode node;
  node.kind = NodeKind::kFilter;
  node.field = field;
  node.source = source;
  if (field_kind(field) == FieldKind::kDate) {
    node.kind = NodeKind::kDate;
    const Result<DateInterval> interval =
        parse_interval(value, dates.zone, dates.now);
    if (!interval) return std::nullopt;
    node.interval = *interval;
    if (field == "before") {
      node.interval = {kEarliestDate, interval->begin};
    } else if (field != "date") {
      node.interval.end = std::numeric_limits<std::int64_t>::max();
    }
  }
  node.text = std::move(value);
  return node;
}

}  // namespace lede::internal
