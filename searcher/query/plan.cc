// SPDX-License-Identifier: GPL-3.0-or-later
//
// The top level of a query: a unit a word, name or group, what is forbidden,
// and what the match mode makes of them.

#include "searcher/query/plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <utility>

#include "searcher/query/fields.h"
#include "searcher/query/parse.h"
#include "searcher/query/tree_forms.h"
#include "searcher/query/word_units.h"

namespace lede {
namespace {

using Op = IndexQuery::Op;

constexpr std::size_t kMaxCloseWords = 4;
constexpr std::uint32_t kCloseWindow = 4;
// Of the weight of the two words.
constexpr double kClosenessScale = 0.2;
// Of a word's weight, once more where it stands in the very form typed.
constexpr double kExactFormScale = 0.1;
// Of a code point's weight. Pairs match; single ones tell apart what shares few
// of them.
constexpr double kCodePointScale = 0.8;
// A word typed n times weighs (k3 + 1) n / (k3 + n) (Robertson and others,
// Okapi at TREC-3, 1994): long questions repeat what they are about.
constexpr double kK3 = 8;

double repeated_weight(std::size_t times) {
  const auto n = static_cast<double>(times);
  return (kK3 + 1) * n / (kK3 + n);
}

// The terms, each once; empty for none.
IndexQuery any_term(const std::set<std::string>& terms) {
  return IndexQuery::of(Op::kOr,
                        std::vector<std::string>(terms.begin(), terms.end()));
}

class Planner {
 public:
  Planner(const ParsedQuery& query, const PlanContext& context)
      : query_(query),
        context_(context),
        forms_(!query.all_capitals, context, plan_.warnings) {}

  QueryPlan run() {
    std::vector<QueryNode> top;
    if (query_.root.kind == NodeKind::kWords) {
      top = query_.root.children;
    } else if (query_.root.kind != NodeKind::kAll) {
      top = {query_.root};
    }
    plan_.forbidden = forms_.forbidden(top);
    for (std::size_t i = 0; i < top.size();) {
      i += add(std::span(top).subspan(i));
    }
    plan_.everything = plan_.units.empty();
    if (plan_.everything && plan_.forbidden.empty() && !top.empty()) {
      plan_.warnings.push_back(
          {"nothing in the query can be looked up: all articles are listed",
           top.front().source.begin});
    }
    plan_.exact = forms_.exact();
    plan_.closeness = closeness();
    plan_.details = details();
    plan_.cjk = !code_points_.empty();
    gather_repeated();
    return std::move(plan_);
  }

 private:
  // Plans the first of `nodes` with what belongs to it; how many that were.
  std::size_t add(std::span<const QueryNode> nodes) {
    const QueryNode& node = nodes.front();
    if (node.kind == NodeKind::kNot) return 1;
    const bool must = node.kind == NodeKind::kMust;
    const QueryNode& inner = must ? node.children.front() : node;
    std::size_t taken = 1;
    if (inner.kind == NodeKind::kWord) {
      if (!must) taken = internal::run_length(nodes);
      const auto words = must ? std::span(&inner, 1) : nodes.first(taken);
      for (internal::PlannedUnit& planned :
           internal::plan_run(words, !query_.all_capitals, context_)) {
        planned.unit.required = must;
        planned.unit.optional = planned.unit.optional && !must;
        add(std::move(planned));
      }
    } else {
      add_group(node, inner);
    }
    return taken;
  }

  // A word with a mark on it is wanted as words are.
  static bool is_word(NodeKind kind) {
    return kind == NodeKind::kExact || kind == NodeKind::kPrefix ||
           kind == NodeKind::kFuzzy;
  }

  void add_group(const QueryNode& node, const QueryNode& inner) {
    internal::Form form = forms_.form(inner);
    if (!form.asks) return;
    internal::PlannedUnit planned;
    planned.unit.query = form.query;
    planned.unit.any_query = form.query;
    if (inner.kind == NodeKind::kPhrase && &node == &inner &&
        !internal::is_quotation(inner)) {
      planned.unit.quoted = true;
      planned.unit.any_query = forms_.any_word(inner).query;
    }
    planned.unit.source = node.source;
    planned.unit.label = print_node(node);
    planned.unit.required = &node != &inner || !is_word(inner.kind);
    planned.unit.optional = !planned.unit.required && form.frequency == 0;
    planned.unit.frequency = form.frequency;
    planned.patterns = std::move(form.patterns);
    add(std::move(planned));
  }

  void add(internal::PlannedUnit planned) {
    const double idf = std::log((context_.statistics.documents() + 1.0) /
                                (planned.unit.frequency + 0.5));
    for (MatchPattern& pattern : planned.patterns) {
      pattern.group = plan_.units.size();
      pattern.weight = std::max(idf, 0.1);
      plan_.patterns.push_back(std::move(pattern));
    }
    plan_.units.push_back(std::move(planned.unit));
    code_points_.insert(planned.code_points.begin(), planned.code_points.end());
    exact_terms_.push_back(std::move(planned.exact_term));
  }

  // Neighbours in the query that are neighbours in an article, too. Longer
  // queries tell enough without, and pay for every pair.
  [[nodiscard]] IndexQuery closeness() const {
    if (exact_terms_.size() < 2 || exact_terms_.size() > kMaxCloseWords) {
      return {};
    }
    std::vector<IndexQuery> pairs;
    for (std::size_t i = 1; i < exact_terms_.size(); ++i) {
      const std::string& first = exact_terms_[i - 1];
      const std::string& second = exact_terms_[i];
      if (first.empty() || second.empty() || first == second) continue;
      pairs.push_back(IndexQuery::near({first, second}, kCloseWindow));
    }
    return IndexQuery::of(Op::kOr, std::move(pairs)).scaled(kClosenessScale);
  }

  [[nodiscard]] IndexQuery details() const {
    std::set<std::string> exact(exact_terms_.begin(), exact_terms_.end());
    exact.erase("");
    return IndexQuery::of(Op::kOr,
                          {any_term(exact).scaled(kExactFormScale),
                           any_term(code_points_).scaled(kCodePointScale)});
  }

  // Under kAny the first of several units that look up the same stands for all:
  // heavier than one, less than all together; a stop word no heavier.
  void gather_repeated() {
    std::map<std::string, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < plan_.units.size(); ++i) {
      const IndexQuery& query = plan_.units[i].any_query;
      if (!query.empty()) places[query.describe()].push_back(i);
    }
    for (const auto& [description, units] : places) {
      if (units.size() == 1) continue;
      PlanUnit& first = plan_.units[units.front()];
      if (!first.optional) {
        first.any_query = first.any_query.scaled(repeated_weight(units.size()));
      }
      for (std::size_t i = 1; i < units.size(); ++i) {
        plan_.units[units[i]].any_query = IndexQuery();
      }
    }
  }

  const ParsedQuery& query_;
  const PlanContext& context_;
  QueryPlan plan_;
  internal::TreeForms forms_;
  std::vector<std::string> exact_terms_;  // one a unit; empty if it has none
  std::set<std::string> code_points_;
};

// Whatever is dropped.
bool is_required(const PlanUnit& unit, MatchMode mode) {
  return unit.required && !(unit.quoted && mode == MatchMode::kAny);
}

}  // namespace

bool QueryPlan::is_wanted(const PlanUnit& unit, MatchMode mode) {
  return is_required(unit, mode) || (mode != MatchMode::kAny && !unit.optional);
}

const IndexQuery& QueryPlan::query_of(const PlanUnit& unit, MatchMode mode) {
  return mode == MatchMode::kAny && !is_required(unit, mode) ? unit.any_query
                                                             : unit.query;
}

IndexQuery QueryPlan::words(MatchMode mode,
                            const std::vector<bool>& dropped) const {
  if (everything) return IndexQuery::all();
  std::vector<IndexQuery> wanted;
  std::vector<IndexQuery> extra;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const PlanUnit& unit = units[i];
    const bool gone = i < dropped.size() && dropped[i];
    const IndexQuery& query = query_of(unit, mode);
    if (is_wanted(unit, mode) && (is_required(unit, mode) || !gone)) {
      wanted.push_back(query);
    } else if (mode != MatchMode::kAny || !query.empty()) {
      extra.push_back(query);
    }
  }
  IndexQuery any = IndexQuery::of(Op::kOr, std::move(extra));
  if (wanted.empty()) return any;
  return IndexQuery::of(Op::kAndMaybe,
                        IndexQuery::of(Op::kAnd, std::move(wanted)),
                        std::move(any));
}

QueryPlan plan_words(const ParsedQuery& query, const PlanContext& context) {
  return Planner(query, context).run();
}

std::vector<std::size_t> drop_order(const QueryPlan& plan) {
  std::vector<std::size_t> order;
  bool others = false;
  for (std::size_t i = 0; i < plan.units.size(); ++i) {
    const PlanUnit& unit = plan.units[i];
    if (!unit.required && !unit.optional) order.push_back(i);
    others = others || unit.required;
  }
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) {
    return plan.units[i].frequency;
  });
  // Something must stay wanted.
  if (!order.empty() && !others) order.pop_back();
  return order;
}

}  // namespace lede
