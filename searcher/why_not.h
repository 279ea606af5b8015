// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why an article is not among the hits.

#pragma once

#include <string>

#include "searcher/matcher.h"
#include "searcher/query/plan.h"
#include "searcher/query/tree.h"
#include "searcher/ranking.h"
#include "searcher/request_filters.h"
#include "searcher/view_stories.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

// What was asked, as it was answered: `words` is what matches before filters.
struct Answered {
  const ParsedQuery& query;
  const QueryPlan& plan;
  MatchMode mode;
  const IndexQuery& words;
  const RequestFilters& filters;
  const RankParts& parts;
  SortOrder sort;
  const SearchResponse& response;  // its hits are built, its totals known
  const ViewStories* folded;       // null if hits are documents
};

// `id`: of an article, or its key. An article that matches is looked for among
// all that do: linear in these. Else a few look-ups a word and filter.
WhyNot find_why_not(const std::string& id, const Answered& answered,
                    const Matcher& matcher, const PlanContext& context);

}  // namespace lede
