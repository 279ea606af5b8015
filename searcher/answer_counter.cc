// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many documents another request would find.

#include "searcher/answer_counter.h"

#include <vector>

#include "common/analysis/text.h"
#include "searcher/query/parse.h"
#include "searcher/request_filters.h"
#include "searcher/word_choice.h"

namespace lede {

std::uint64_t AnswerCounter::documents(const SearchRequest& request) const {
  const ParsedQuery typed =
      parse_query(sanitize_utf8(request.query), zone_, now_);
  std::vector<Warning> unheard;
  const auto filters =
      make_filters(request, typed, context_, zone_, now_, unheard);
  if (!filters) return 0;
  const auto count = [&](const QueryPlan& plan) {
    return matcher_.count(filters->all(words_query(
        plan, request.match, std::vector<bool>(plan.units.size()))));
  };
  const QueryPlan plan = plan_words(typed, context_);
  const std::uint64_t documents = count(plan);
  if (documents > 0 || request.match != MatchMode::kAuto) return documents;
  const auto dropped = words_to_drop(plan, context_.statistics);
  if (dropped.empty()) return 0;
  return count(plan_words(without_units(typed, plan, dropped), context_));
}

bool AnswerCounter::finds_words(const ParsedQuery& query,
                                MatchMode mode) const {
  const QueryPlan plan = plan_words(query, context_);
  return matcher_.count(
             words_query(plan, mode, std::vector<bool>(plan.units.size()))) > 0;
}

}  // namespace lede
