// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a query was read, as it is told to whoever typed it.

#include "searcher/query_reading.h"

#include <algorithm>
#include <string>
#include <utility>

#include "searcher/query/parse.h"

namespace lede {
namespace {

struct PlacedPart {
  std::size_t begin = 0;  // in the query as typed
  ReadAsPart part;
};

void add_forbidden(const QueryNode& node, std::vector<PlacedPart>& parts) {
  if (node.kind == NodeKind::kNot) {
    ReadAsPart part;
    part.text = print_node(node);
    parts.push_back({node.source.begin, std::move(part)});
  } else if (node.kind == NodeKind::kWords || node.kind == NodeKind::kAnd) {
    for (const QueryNode& child : node.children) add_forbidden(child, parts);
  }
}

}  // namespace

std::vector<ReadAsPart> read_as_parts(const ParsedQuery& query,
                                      const QueryPlan& plan,
                                      const std::vector<std::size_t>& dropped) {
  std::vector<PlacedPart> placed;
  for (std::size_t i = 0; i < plan.units.size(); ++i) {
    ReadAsPart part;
    part.text = plan.units[i].label;
    part.aliases = plan.units[i].aliases;
    part.dropped = std::ranges::find(dropped, i) != dropped.end();
    placed.push_back({plan.units[i].source.begin, std::move(part)});
  }
  add_forbidden(query.root, placed);
  for (const QueryNode& filter : query.filters) {
    ReadAsPart part;
    part.text = print_node(filter);
    part.filter = true;
    placed.push_back({filter.source.begin, std::move(part)});
  }
  std::ranges::stable_sort(placed, {}, &PlacedPart::begin);
  std::vector<ReadAsPart> parts;
  parts.reserve(placed.size());
  for (PlacedPart& part : placed) parts.push_back(std::move(part.part));
  return parts;
}

std::vector<Warning> warnings_as_typed(const ParsedQuery& query,
                                       const std::vector<Warning>& of_plan) {
  std::vector<Warning> warnings = query.warnings;
  for (Warning warning : of_plan) {
    if (warning.position) {
      warning.position = typed_position(query, *warning.position);
    }
    warnings.push_back(std::move(warning));
  }
  return warnings;
}

Warning undated_warning(std::uint64_t documents) {
  return {std::to_string(documents) +
              (documents == 1 ? " article" : " articles") +
              " without a date left out by the date filter",
          std::nullopt};
}

Warning dropped_warning(const ParsedQuery& query, const QueryPlan& plan,
                        const std::vector<std::size_t>& dropped) {
  std::vector<std::size_t> units = dropped;
  std::ranges::sort(units);
  Warning warning;
  warning.message = "no article holds all the words; left out: ";
  for (const std::size_t unit : units) {
    if (unit != units.front()) warning.message += ", ";
    warning.message += plan.units[unit].label;
  }
  if (!units.empty()) {
    warning.position =
        typed_position(query, plan.units[units.front()].source.begin);
  }
  return warning;
}

MatchMode match_read_as(MatchMode asked, bool dropped_words) {
  if (asked != MatchMode::kAuto) return asked;
  return dropped_words ? MatchMode::kAny : MatchMode::kAll;
}

}  // namespace lede
