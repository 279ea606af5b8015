// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which words of a query an article must hold.

#include "searcher/word_choice.h"

#include <algorithm>
#include <string>
#include <utility>

#include "common/analysis/analyzer.h"
#include "common/analysis/text.h"

namespace lede {
namespace {

bool inside(const Span& inner, const Span& outer) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

// A typed word without the stretch `gone`: what stood before and after it.
std::vector<QueryNode> pieces_without(const QueryNode& word, const Span& gone) {
  std::vector<QueryNode> pieces;
  const auto keep = [&](std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    QueryNode piece = word;
    piece.source = {begin, end};
    piece.text = word.text.substr(begin - word.source.begin, end - begin);
    pieces.push_back(std::move(piece));
  };
  keep(word.source.begin, gone.begin);
  keep(gone.end, word.source.end);
  return pieces;
}

// True if `gone` is a part of a word whose text is just what was typed.
bool cuts_word(const QueryNode& node, const Span& gone) {
  return node.kind == NodeKind::kWord && inside(gone, node.source) &&
         node.text.size() == node.source.end - node.source.begin;
}

void remove_span(const Span& gone, std::vector<QueryNode>& nodes) {
  std::vector<QueryNode> kept;
  for (QueryNode& node : nodes) {
    if (inside(node.source, gone)) continue;
    if (cuts_word(node, gone)) {
      for (QueryNode& piece : pieces_without(node, gone)) {
        kept.push_back(std::move(piece));
      }
    } else {
      kept.push_back(std::move(node));
    }
  }
  nodes = std::move(kept);
}

}  // namespace

IndexQuery words_query(const QueryPlan& plan, MatchMode mode,
                       const std::vector<bool>& dropped) {
  return IndexQuery::of(IndexQuery::Op::kAndNot, plan.words(mode, dropped),
                        plan.forbidden);
}

std::vector<std::size_t> words_to_drop(const QueryPlan& plan,
                                       const TermStatistics& statistics) {
  if (plan.everything) return {};
  std::vector<bool> flags(plan.units.size(), false);
  const auto matches = [&] {
    return statistics.matches(words_query(plan, MatchMode::kAuto, flags));
  };
  const std::vector<std::size_t> order = drop_order(plan);
  if (order.empty() || matches()) return {};
  std::vector<std::size_t> dropped;
  for (const std::size_t unit : order) {
    flags[unit] = true;
    dropped.push_back(unit);
    if (matches()) return dropped;
  }
  return {};
}

ParsedQuery without_units(const ParsedQuery& query, const QueryPlan& plan,
                          const std::vector<std::size_t>& dropped) {
  ParsedQuery reduced = query;
  if (reduced.root.kind != NodeKind::kWords) return reduced;
  for (const std::size_t unit : dropped) {
    remove_span(plan.units[unit].source, reduced.root.children);
  }
  if (reduced.root.children.empty()) return query;
  return reduced;
}

void want_unknown_words(QueryPlan& plan) {
  for (PlanUnit& unit : plan.units) {
    if (unit.frequency == 0 && !is_stop_word(fold_value(unit.label))) {
      unit.optional = false;
      unit.required = true;
    }
  }
}

}  // namespace lede
