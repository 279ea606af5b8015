// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several searches within one call of the library: all on one view of the
// index, under one deadline.

#pragma once

#include <cstdint>

#include "common/lexicon/lexicon.h"
#include "searcher/deadline.h"
#include "searcher/index_reader.h"
#include "searcher/saved_reader.h"
#include "searcher/search_run.h"
#include "searcher/spelling/word_lists.h"

namespace lede {

// What they share; all of it outlives them.
struct SearchScope {
  IndexView& view;
  const Lexicon& lexicon;
  const SavedSet& saved;
  WordLists& lists;
  const Deadline& deadline;
  std::int64_t now = 0;  // seconds since 1970

  // As run_search().
  Result<SearchResponse> search(const SearchRequest& request,
                                const RunOptions& options = {}) const {
    return run_search(request, view, lexicon, saved, lists, deadline, now,
                      options);
  }
};

}  // namespace lede
