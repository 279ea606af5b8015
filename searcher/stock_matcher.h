// SPDX-License-Identifier: GPL-3.0-or-later
//
// Matches by Xapian's own matcher: what every index can be asked by, remote
// shards included.

#pragma once

#include <cstdint>
#include <optional>

#include <xapian.h>

#include "searcher/deadline.h"
#include "searcher/index_reader.h"
#include "searcher/matcher.h"
#include "searcher/ranking.h"

namespace lede {

// Answers as Matcher does.
class StockMatcher {
 public:
  // Both arguments outlive it.
  StockMatcher(const IndexView& view, const Deadline& deadline)
      : view_(view), deadline_(deadline) {}

  [[nodiscard]] MatchedPage page(const IndexQuery& match,
                                 const RankParts& parts,
                                 const MatchOrder& order) const;

 private:
  [[nodiscard]] Xapian::Query guarded(const IndexQuery& match) const;
  [[nodiscard]] Xapian::Query ranked(const IndexQuery& match,
                                     const RankParts& parts) const;
  [[nodiscard]] std::optional<std::uint64_t> known_total(
      const IndexQuery& match) const;
  // Adds every document that matches, in one list.
  void count_stories(const IndexQuery& match, StoryCounts& stories) const;
  void count_values(const IndexQuery& match, ValueCounts& counts) const;
  Xapian::MSet page_by_relevance(Xapian::Enquire& enquire,
                                 const MatchOrder& order,
                                 Xapian::doccount visit,
                                 MatchedPage& page) const;
  Xapian::MSet page_by_date(Xapian::Enquire& enquire, const MatchOrder& order,
                            Xapian::doccount visit, MatchedPage& page) const;

  const IndexView& view_;
  const Deadline& deadline_;
};

}  // namespace lede
