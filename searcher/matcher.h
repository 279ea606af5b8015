// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs queries on a view of the index: one page in order, and exact totals.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <xapian.h>

#include "searcher/deadline.h"
#include "searcher/index_reader.h"
#include "searcher/ranking.h"
#include "searcher/value_counts.h"
#include <lede/request.h>

namespace lede {

// What is wanted of one match.
struct MatchOrder {
  SortOrder sort = SortOrder::kRelevance;
  std::size_t offset = 0;
  std::size_t limit = 0;
  // False: the total need not be known; MatchedPage::documents is then 0.
  bool exact_total = true;
  ValueCounts* counts = nullptr;  // filled from all matching documents
};

// A page of matching documents. The documents are read from the view lazily:
// it must be the one that matched, unchanged.
struct MatchedPage {
  std::uint64_t documents = 0;  // all that match
  Xapian::MSet documents_read;
  std::vector<Xapian::doccount> ranks;  // into documents_read, in order

  [[nodiscard]] std::size_t size() const { return ranks.size(); }
  [[nodiscard]] Xapian::MSetIterator operator[](std::size_t i) const {
    return documents_read[ranks[i]];
  }
};

// Weights closer than this are equal, as a share of the greater: the order in
// which Xapian sums the parts of a weight changes its last bits.
inline constexpr double kNearTie = 1e-9;

// Matches on one view, until a deadline. Throws what Xapian throws, and
// DeadlinePassed.
class Matcher {
 public:
  // Both arguments outlive it.
  Matcher(const IndexView& view, const Deadline& deadline)
      : view_(view), deadline_(deadline) {}

  // What matches `match`. By relevance: weighed by `parts`, highest first,
  // near-ties by document id. By date: as published, undated last, ties by
  // document id; these are not weighed.
  [[nodiscard]] MatchedPage page(const Xapian::Query& match,
                                 const RankParts& parts,
                                 const MatchOrder& order) const;

  // Documents that match; fills `counts` if given.
  [[nodiscard]] std::uint64_t count(const Xapian::Query& match,
                                    ValueCounts* counts = nullptr) const;

 private:
  [[nodiscard]] Xapian::Query guarded(const Xapian::Query& match) const;
  [[nodiscard]] std::optional<std::uint64_t> known_total(
      const Xapian::Query& match) const;
  void count_values(const Xapian::Query& match, ValueCounts& counts) const;
  void page_by_relevance(Xapian::Enquire& enquire, const MatchOrder& order,
                         Xapian::doccount visit, MatchedPage& page) const;
  void page_by_date(Xapian::Enquire& enquire, const MatchOrder& order,
                    Xapian::doccount visit, MatchedPage& page) const;

  const IndexView& view_;
  const Deadline& deadline_;
};

}  // namespace lede
