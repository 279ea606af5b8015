// SPDX-License-Identifier: GPL-3.0-or-later
//
// What makes one matching article better than another: BM25 of its words,
// headlines, closeness and freshness.

#pragma once

#include <memory>
#include <vector>

#include <xapian.h>

#include "searcher/index_reader.h"
#include "searcher/query/plan.h"

namespace lede {

// The parts of a score; an empty query is a part that is not there. None but
// `words` matches by itself.
struct RankParts {
  IndexQuery words;
  IndexQuery closeness;
  IndexQuery headline;   // the words once more, where they stand in a title
  IndexQuery details;    // plan.details
  IndexQuery freshness;  // by publication date, halving with age
  bool cjk = false;      // plan.cjk
};

// What words weigh, k1 1 and b 0.65: BM25 (Robertson and others, Okapi at
// TREC-3, 1994); for a query with CJK BM25+ (Lv and Zhai, CIKM 2011), delta
// 0.5: of its many bigrams it tells most which are there at all.
std::unique_ptr<Xapian::Weight> text_weight(const RankParts& parts);

// `words` is what was chosen of plan.words(), `freshness` Freshness::part.
RankParts rank_parts(const QueryPlan& plan, const IndexQuery& words,
                     const IndexQuery& freshness, const IndexView& view);

// What is there of the parts besides words. Each adds to a score what it weighs
// where it is there.
std::vector<IndexQuery> bonuses(const RankParts& parts);

}  // namespace lede
