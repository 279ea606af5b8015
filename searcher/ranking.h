// SPDX-License-Identifier: GPL-3.0-or-later
//
// What makes one matching article better than another: BM25 of its words,
// headlines, closeness and freshness. Stock operators and posting sources
// alone, so that the same ranking runs over Xapian's remote engine.

#pragma once

#include <cstdint>

#include <xapian.h>

#include "searcher/query/plan.h"
#include <lede/request.h>

namespace lede {

// BM25 (Robertson and others, Okapi at TREC-3, 1994), k1 1 and b 0.65.
Xapian::BM25Weight text_weight();

// The parts of a score; an empty query is a part that is not there. None but
// `words` matches by itself.
struct RankParts {
  Xapian::Query words;
  Xapian::Query closeness;
  Xapian::Query headline;   // the words once more, where they stand in a title
  Xapian::Query details;    // plan.details
  Xapian::Query freshness;  // by publication date, halving with age
};

// `words` is what was chosen of plan.words(). `now`: seconds since 1970.
RankParts rank_parts(const QueryPlan& plan, const Xapian::Query& words,
                     RankMode mode, const Xapian::Database& database,
                     std::int64_t now);

// `match` (whose weights are those of parts.words) weighed by all parts.
Xapian::Query ranked_query(const Xapian::Query& match, const RankParts& parts);

}  // namespace lede
