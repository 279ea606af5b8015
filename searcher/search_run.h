// SPDX-License-Identifier: GPL-3.0-or-later
//
// One search on one view of the index, from the request to the answer.

#pragma once

#include <cstdint>

#include "common/lexicon/lexicon.h"
#include "searcher/deadline.h"
#include "searcher/index_reader.h"
#include "searcher/query/index_query.h"
#include "searcher/saved_reader.h"
#include "searcher/spelling/word_lists.h"
#include <lede/request.h>
#include <lede/response.h>
#include <lede/result.h>
#include <lede/stages.h>

namespace lede {

// What else is wanted of a search, or not.
struct RunOptions {
  // Set to what the answer's documents match, filters included, to go on
  // counting in it.
  IndexQuery* matched = nullptr;
  // The hits alone of a request that is answered as typed: no totals, nothing
  // offered, no words let go, stories not folded. Costs no more than finding
  // the hits.
  bool hits_alone = false;
  // Set to where the time went. Not with hits_alone.
  StageTimes* stages = nullptr;
};

// Answers `request`. `saved`: what "query:NAME" stands for. `lists`: where
// misspelt words are looked up. `now`: seconds since 1970. kInvalidArgument
// names the parameter at fault. Throws what Xapian throws, and DeadlinePassed.
Result<SearchResponse> run_search(const SearchRequest& request, IndexView& view,
                                  const Lexicon& lexicon, const SavedSet& saved,
                                  WordLists& lists, const Deadline& deadline,
                                  std::int64_t now,
                                  const RunOptions& options = {});

}  // namespace lede
