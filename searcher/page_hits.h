// SPDX-License-Identifier: GPL-3.0-or-later
//
// A page of matching documents -> its hits.

#pragma once

#include <vector>

#include "common/lexicon/lexicon.h"
#include "searcher/highlight.h"
#include "searcher/index_reader.h"
#include "searcher/matcher.h"
#include <lede/request.h>
#include <lede/response.h>
#include <lede/result.h>

namespace lede {

// The hits of a page that `matcher` found in `view`, each with its story,
// highlighted by `patterns`. `partial`: they hold some of the words only.
// Throws what Xapian throws; kCorrupt if what is stored does not read.
Result<std::vector<Hit>> hits_of_page(const SearchRequest& request,
                                      IndexView& view, const Lexicon& lexicon,
                                      const MatchPatterns& patterns,
                                      const Matcher& matcher,
                                      const MatchedPage& page, bool partial);

}  // namespace lede
