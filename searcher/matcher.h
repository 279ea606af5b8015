// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs queries on a view of the index: one page in order, and exact totals.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "searcher/deadline.h"
#include "searcher/index_reader.h"
#include "searcher/ranking.h"
#include "searcher/value_counts.h"
#include "searcher/view_stories.h"
#include <lede/request.h>

namespace lede {

// What is wanted of one match.
struct MatchOrder {
  SortOrder sort = SortOrder::kRelevance;
  std::size_t offset = 0;
  std::size_t limit = 0;
  // False: the total need not be known; MatchedPage::documents is then 0.
  bool exact_total = true;
  ValueCounts* counts = nullptr;   // filled from all matching documents
  StoryCounts* stories = nullptr;  // likewise
};

struct MatchedDocument {
  Xapian::docid id = 0;  // in IndexView::database
  double weight = 0.0;
};

// A page of matching documents, in order.
struct MatchedPage {
  std::uint64_t documents = 0;  // all that match
  std::vector<MatchedDocument> hits;
  // Of a page of stories, see folded_page(): how many match, and how many
  // documents do of that of each hit.
  std::uint64_t stories = 0;
  std::vector<std::uint32_t> matched;
  // Of a view with remote shards: the hits' documents, read in one round trip.
  std::vector<Xapian::Document> fetched;

  [[nodiscard]] std::size_t size() const { return hits.size(); }
};

// Weights closer than this are equal, as a share of the greater: the order in
// which Xapian sums the parts of a weight changes its last bits.
inline constexpr double kNearTie = 1e-9;
bool near_tie(double greater, double less);
// Puts the documents of each near-tie of a ranking in order of their ids.
void settle_near_ties(std::vector<MatchedDocument>& hits);
// Leaves of a ranking from its first document on what `order` asks for.
void cut_page(std::vector<MatchedDocument>& hits, const MatchOrder& order);

// Matches the article with that key.
IndexQuery article_query(std::string_view key);

// Matches on one view, until a deadline. Throws what Xapian throws, and
// DeadlinePassed.
class Matcher {
 public:
  // Both arguments outlive it.
  Matcher(const IndexView& view, const Deadline& deadline)
      : view_(view), deadline_(deadline) {}

  // What matches `match`. By relevance: weighed by `parts`, highest first,
  // near-ties by document id. By date: as published, undated last, ties by
  // document id; these are not weighed. As indexed: ties by document id, which
  // within a batch is newest first.
  [[nodiscard]] MatchedPage page(const IndexQuery& match,
                                 const RankParts& parts,
                                 const MatchOrder& order) const;

  // The article with that key, as a page of one; an empty page if there is
  // none.
  [[nodiscard]] MatchedPage article(std::string_view key) const;

  // Of a page this view gave.
  [[nodiscard]] Xapian::Document document(const MatchedPage& page,
                                          std::size_t i) const {
    return page.fetched.empty() ? view_.database.get_document(page.hits[i].id)
                                : page.fetched[i];
  }

  // The id of its article. Without postings files, a look at the document.
  [[nodiscard]] std::string article_id(const MatchedPage& page,
                                       std::size_t i) const;

  // Documents that match; fills `counts` if given.
  [[nodiscard]] std::uint64_t count(const IndexQuery& match,
                                    ValueCounts* counts = nullptr) const;

 private:
  const IndexView& view_;
  const Deadline& deadline_;
};

}  // namespace lede
