// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs queries on a view of the index by Xapian.

#include "searcher/stock_matcher.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string>

#include "common/schema.h"
#include "searcher/hidden_documents.h"
#include "searcher/stock_query.h"

namespace lede {
namespace {

// Documents read beyond a page to see whether its last one is in a near-tie
// with the next; doubled while it is, up to the bound.
constexpr Xapian::doccount kTieSlack = 8;
constexpr Xapian::doccount kMaxTieSlack = 1024;

Xapian::doccount to_doccount(std::size_t number) {
  return static_cast<Xapian::doccount>(std::min<std::size_t>(
      number, std::numeric_limits<Xapian::doccount>::max() / 2));
}

std::vector<MatchedDocument> documents_of(const Xapian::MSet& mset) {
  std::vector<MatchedDocument> hits;
  for (auto hit = mset.begin(); hit != mset.end(); ++hit) {
    hits.push_back({*hit, hit.get_weight()});
  }
  return hits;
}

// One round trip for all of a remote shard's documents.
void fetch_documents(const Xapian::MSet& found, MatchedPage& page) {
  if (page.hits.empty()) return;
  found.fetch();
  std::map<Xapian::docid, Xapian::doccount> rank_of;
  for (auto hit = found.begin(); hit != found.end(); ++hit) {
    rank_of[*hit] = hit.get_rank();
  }
  for (const MatchedDocument& hit : page.hits) {
    const auto rank = rank_of.at(hit.id) - found.get_firstitem();
    page.fetched.push_back(found[rank].get_document());
  }
}

// The slot whose values, descending, give an order.
Xapian::valueno slot_to_sort_by(SortOrder order) {
  switch (order) {
    case SortOrder::kOldest:
      return slot::kPublishedReversed;
    case SortOrder::kLastIndexed:
      return slot::kIndexedAt;
    case SortOrder::kRelevance:
    case SortOrder::kNewest:
      break;
  }
  return slot::kPublished;
}

// True if a document beyond those read may belong before rank `wanted`.
bool tie_may_go_on(const Xapian::MSet& mset, Xapian::doccount wanted,
                   Xapian::doccount read) {
  if (mset.size() < read || wanted == 0 || mset.size() < wanted) return false;
  return near_tie(mset[wanted - 1].get_weight(), mset.back().get_weight());
}

}  // namespace

// The guards bind what matches, below the parts of the rank: with a filter
// above a weight that is added where it is there, Xapian 1.4.22 gives some
// documents the weight of others.
Xapian::Query StockMatcher::guarded(const IndexQuery& match) const {
  Xapian::Query guarded = stock_query(match, view_.dates());
  if (view_.info.hidden) {
    guarded = Xapian::Query(Xapian::Query::OP_AND_NOT, guarded,
                            hidden_query(view_.info.hidden));
  }
  // Remote servers know stock posting sources only.
  if (deadline_.is_set() && view_.info.local) {
    guarded = Xapian::Query(Xapian::Query::OP_FILTER, guarded,
                            deadline_query(deadline_));
  }
  return guarded;
}

Xapian::Query StockMatcher::ranked(const IndexQuery& match,
                                   const RankParts& parts) const {
  Xapian::Query ranked = guarded(match);
  for (const IndexQuery& bonus : bonuses(parts)) {
    ranked = Xapian::Query(Xapian::Query::OP_AND_MAYBE, ranked,
                           stock_query(bonus, view_.dates()));
  }
  return ranked;
}

// Totals that are written in the index.
std::optional<std::uint64_t> StockMatcher::known_total(
    const IndexQuery& match) const {
  if (match.empty()) return 0;
  if (view_.info.hidden) return std::nullopt;
  if (match.op() == IndexQuery::Op::kAll) {
    return view_.database.get_doccount();
  }
  if (match.op() == IndexQuery::Op::kTerm) {
    return view_.database.get_termfreq(match.term());
  }
  return std::nullopt;
}

MatchedPage StockMatcher::page(const IndexQuery& match, const RankParts& parts,
                               const MatchOrder& order) const {
  MatchedPage page;
  const auto known = known_total(match);
  const bool counts = order.counts != nullptr && !order.counts->empty();
  if (order.stories != nullptr) count_stories(match, *order.stories);
  if (known && !counts && (*known == 0 || order.limit == 0)) {
    page.documents = *known;
    return page;
  }
  const bool visit_all = counts || (order.exact_total && !known);
  const Xapian::doccount visit =
      visit_all ? view_.database.get_doccount() : Xapian::doccount{0};
  Xapian::Enquire enquire(view_.database);
  const bool weighed = order.sort == SortOrder::kRelevance && order.limit > 0;
  enquire.set_query(weighed ? ranked(match, parts) : guarded(match));
  if (counts && view_.info.local) order.counts->attach(enquire);
  Xapian::MSet found;
  if (weighed) {
    enquire.set_weighting_scheme(*text_weight(parts));
    found = page_by_relevance(enquire, order, visit, page);
  } else {
    found = page_by_date(enquire, order, visit, page);
  }
  if (counts && !view_.info.local) count_values(match, *order.counts);
  page.documents =
      visit_all ? found.get_matches_lower_bound() : known.value_or(0);
  if (!view_.info.local) fetch_documents(found, page);
  return page;
}

void StockMatcher::count_stories(const IndexQuery& match,
                                 StoryCounts& stories) const {
  Xapian::Enquire enquire(view_.database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(guarded(match));
  const Xapian::MSet all = enquire.get_mset(0, view_.database.get_doccount());
  for (auto hit = all.begin(); hit != all.end(); ++hit) stories.add(*hit);
}

// Matching local and remote segments at once, Xapian 1.4.22 counts documents of
// the remote ones twice; values need no weights, so each is asked by itself.
void StockMatcher::count_values(const IndexQuery& match,
                                ValueCounts& counts) const {
  for (const Xapian::Database& segment : view_.segments) {
    Xapian::Enquire enquire(segment);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(stock_query(match));
    counts.attach(enquire);
    static_cast<void>(enquire.get_mset(0, 0, segment.get_doccount()));
  }
}

Xapian::MSet StockMatcher::page_by_relevance(Xapian::Enquire& enquire,
                                             const MatchOrder& order,
                                             Xapian::doccount visit,
                                             MatchedPage& page) const {
  const Xapian::doccount first = to_doccount(order.offset);
  const Xapian::doccount wanted = first + to_doccount(order.limit);
  Xapian::MSet found;
  for (Xapian::doccount slack = kTieSlack;; slack *= 2) {
    const Xapian::doccount read = wanted + slack;
    found = enquire.get_mset(0, read, visit);
    enquire.clear_matchspies();  // they have counted
    if (slack >= kMaxTieSlack || !tie_may_go_on(found, wanted, read)) break;
  }
  page.hits = documents_of(found);
  settle_near_ties(page.hits);
  cut_page(page.hits, order);
  return found;
}

Xapian::MSet StockMatcher::page_by_date(Xapian::Enquire& enquire,
                                        const MatchOrder& order,
                                        Xapian::doccount visit,
                                        MatchedPage& page) const {
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  // Where document order is newest first, it need not be sorted for.
  const bool sorted =
      order.sort == SortOrder::kNewest && view_.info.newest_first;
  if (order.limit > 0 && !sorted) {
    enquire.set_sort_by_value(slot_to_sort_by(order.sort), true);
  }
  Xapian::MSet found = enquire.get_mset(to_doccount(order.offset),
                                        to_doccount(order.limit), visit);
  page.hits = documents_of(found);
  return found;
}

}  // namespace lede
