// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text fields and filters of the schema, and the fields of dates.

#include "searcher/query/fields.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/amount_terms.h"
#include "common/calendar_terms.h"
#include "common/schema.h"

namespace lede::internal {

FieldKind field_kind(std::string_view name) {
  if (name.empty()) return FieldKind::kNone;
  if (std::ranges::find(kTextFields, name, &TextFieldRow::query_name) !=
      std::end(kTextFields)) {
    return FieldKind::kText;
  }
  if (find_filter_field(name) != nullptr || name == kSavedField) {
    return FieldKind::kFilter;
  }
  if (name == kAmountField) return FieldKind::kAmount;
  const bool date = name == "date" || name == "since" || name == "before" ||
                    name == "after" || name == kMentionsField;
  return date ? FieldKind::kDate : FieldKind::kNone;
}

bool is_quotation(const QueryNode& node) {
  return node.field == row_of(TextField::kQuotation).query_name;
}

std::string no_value(std::string_view field, std::string_view value) {
  const bool amount = field_kind(field) == FieldKind::kAmount;
  return "\"" + std::string(value) + "\" is no " + (amount ? "amount" : "date");
}

std::optional<QueryNode> make_filter(std::string_view field, std::string value,
                                     Span source, const DateContext& dates) {
  QueryNode node;
  node.kind = NodeKind::kFilter;
  node.field = field;
  node.source = source;
  if (field_kind(field) == FieldKind::kAmount) {
    node.kind = NodeKind::kAmount;
    if (!read_amount_range(value)) return std::nullopt;
  }
  if (field_kind(field) == FieldKind::kDate) {
    node.kind = NodeKind::kDate;
    const Result<DateInterval> interval =
        parse_interval(value, dates.zone, dates.now);
    if (!interval) return std::nullopt;
    node.interval = *interval;
    if (field == kMentionsField) {
      node.kind = NodeKind::kMentions;
      node.interval = whole_days(*interval, dates.zone);
    } else if (field == "before") {
      node.interval = {kEarliestDate, interval->begin};
    } else if (field != "date") {
      node.interval.end = std::numeric_limits<std::int64_t>::max();
    }
  }
  node.text = std::move(value);
  return node;
}

}  // namespace lede::internal
