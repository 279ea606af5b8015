// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why a hit stands where it stands: its score, part by part.

#pragma once

#include <cstdint>
#include <span>

#include "common/lexicon/lexicon.h"
#include "searcher/freshness.h"
#include "searcher/index_reader.h"
#include "searcher/matcher.h"
#include "searcher/query/plan.h"
#include "searcher/ranking.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

// What found a page.
struct FoundBy {
  const QueryPlan& plan;
  MatchMode mode;
  const RankParts& parts;
  const Freshness& freshness;
  bool weighed = true;  // false: by date, so that all weights are 0
  std::int64_t now = 0;
};

// Fills the explanation of each of `hits`, which are those of `page` in order:
// matches the parts one by one among its documents and looks for the words in
// their texts. Costs a query a word and some more. kCorrupt if a stored
// article does not read.
//
// REQUIRES: hits.size() == page.size().
Result<void> explain_hits(IndexView& view, const Lexicon& lexicon,
                          const FoundBy& found_by, const Matcher& matcher,
                          const MatchedPage& page, std::span<Hit> hits);

}  // namespace lede
