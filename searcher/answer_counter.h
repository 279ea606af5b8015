// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many documents another request would find: the counts beside what is
// suggested.

#pragma once

#include <cstdint>

#include "common/date.h"
#include "searcher/matcher.h"
#include "searcher/query/plan.h"
#include "searcher/query/tree.h"
#include <lede/request.h>

namespace lede {

// Made for one request, on its view of the index and under its deadline. What
// it is made of outlives it.
class AnswerCounter {
 public:
  AnswerCounter(const PlanContext& context, const Matcher& matcher,
                const TimeZone& zone, std::int64_t now)
      : context_(context), matcher_(matcher), zone_(zone), now_(now) {}

  // SearchResponse::documents of `request`, spelling as typed; 0 if it cannot
  // be answered. Costs a match without a page. Throws what Xapian throws, and
  // DeadlinePassed.
  [[nodiscard]] std::uint64_t documents(const SearchRequest& request) const;

  // True if articles hold the words of `query`, filters apart and none let go.
  [[nodiscard]] bool finds_words(const ParsedQuery& query,
                                 MatchMode mode) const;

 private:
  const PlanContext& context_;
  const Matcher& matcher_;
  const TimeZone& zone_;
  std::int64_t now_;
};

}  // namespace lede
