// SPDX-License-Identifier: GPL-3.0-or-later
//
// What to ask instead of a request that found nothing.

#pragma once

#include <optional>
#include <vector>

#include "searcher/answer_counter.h"
#include "searcher/query/plan.h"
#include "searcher/query/tree.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

// A query that found nothing.
struct FoundNothing {
  const ParsedQuery& query;
  const QueryPlan& plan;                        // of it
  const std::optional<Suggestion>& suggestion;  // instead of it
};

// The query suggested, if it is not the one answered; then requests that ask
// for less than `request`, whose query is that of `nothing`: each filter, the
// dates, quotation marks and each word left out in turn, and all filters at
// once if none alone helps. Those that find something, six at most; not more
// than twelve are counted.
std::vector<Alternative> find_alternatives(const SearchRequest& request,
                                           const FoundNothing& nothing,
                                           const AnswerCounter& counter);

}  // namespace lede
