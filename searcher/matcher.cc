// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs queries on a view of the index.

#include "searcher/matcher.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>

#include "common/schema.h"
#include "searcher/ranking.h"

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

bool near_tie(double greater, double less) {
  return greater - less <= kNearTie * std::max(1.0, greater);
}

// Ranks of an MSet with the documents of each near-tie in order of their ids.
std::vector<Xapian::doccount> settled_ranks(const Xapian::MSet& mset) {
  std::vector<double> weights;
  std::vector<Xapian::docid> ids;
  for (auto hit = mset.begin(); hit != mset.end(); ++hit) {
    weights.push_back(hit.get_weight());
    ids.push_back(*hit);
  }
  std::vector<Xapian::doccount> ranks(weights.size());
  std::iota(ranks.begin(), ranks.end(), Xapian::doccount{0});
  for (std::size_t begin = 0, end = 0; begin < ranks.size(); begin = end) {
    end = begin + 1;
    while (end < ranks.size() && near_tie(weights[end - 1], weights[end])) {
      ++end;
    }
    const auto at = [&](std::size_t i) {
      return ranks.begin() + static_cast<std::ptrdiff_t>(i);
    };
    std::sort(at(begin), at(end),
              [&](auto a, auto b) { return ids[a] < ids[b]; });
  }
  return ranks;
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
Xapian::Query Matcher::guarded(const Xapian::Query& match) const {
  Xapian::Query guarded = match;
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

// Totals that are written in the index.
std::optional<std::uint64_t> Matcher::known_total(
    const Xapian::Query& match) const {
  if (match.empty()) return 0;
  if (view_.info.hidden) return std::nullopt;
  if (match.get_type() == Xapian::Query::LEAF_MATCH_ALL) {
    return view_.database.get_doccount();
  }
  if (match.get_type() == Xapian::Query::LEAF_TERM) {
    return view_.database.get_termfreq(*match.get_terms_begin());
  }
  return std::nullopt;
}

MatchedPage Matcher::page(const Xapian::Query& match, const RankParts& parts,
                          const MatchOrder& order) const {
  deadline_.check();
  MatchedPage page;
  const auto known = known_total(match);
  const bool counts = order.counts != nullptr && !order.counts->empty();
  if (known && !counts && (*known == 0 || order.limit == 0)) {
    page.documents = *known;
    return page;
  }
  const bool visit_all = counts || (order.exact_total && !known);
  const Xapian::doccount visit =
      visit_all ? view_.database.get_doccount() : Xapian::doccount{0};
  Xapian::Enquire enquire(view_.database);
  const bool ranked = order.sort == SortOrder::kRelevance && order.limit > 0;
  enquire.set_query(ranked ? ranked_query(guarded(match), parts)
                           : guarded(match));
  if (counts && view_.info.local) order.counts->attach(enquire);
  if (ranked) {
    enquire.set_weighting_scheme(*text_weight(parts));
    page_by_relevance(enquire, order, visit, page);
  } else {
    page_by_date(enquire, order, visit, page);
  }
  if (counts && !view_.info.local) count_values(match, *order.counts);
  if (visit_all) {
    page.documents = page.documents_read.get_matches_lower_bound();
  } else {
    page.documents = known.value_or(0);
  }
  return page;
}

// Matching local and remote segments at once, Xapian 1.4.22 counts documents of
// the remote ones twice; values need no weights, so each is asked by itself.
void Matcher::count_values(const Xapian::Query& match,
                           ValueCounts& counts) const {
  for (const Xapian::Database& segment : view_.segments) {
    Xapian::Enquire enquire(segment);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(match);
    counts.attach(enquire);
    static_cast<void>(enquire.get_mset(0, 0, segment.get_doccount()));
  }
}

void Matcher::page_by_relevance(Xapian::Enquire& enquire,
                                const MatchOrder& order, Xapian::doccount visit,
                                MatchedPage& page) const {
  const Xapian::doccount first = to_doccount(order.offset);
  const Xapian::doccount wanted = first + to_doccount(order.limit);
  Xapian::doccount read = wanted;
  for (Xapian::doccount slack = kTieSlack;; slack *= 2) {
    read = wanted + slack;
    page.documents_read = enquire.get_mset(0, read, visit);
    enquire.clear_matchspies();  // they have counted
    if (slack >= kMaxTieSlack) break;
    if (!tie_may_go_on(page.documents_read, wanted, read)) break;
  }
  page.ranks = settled_ranks(page.documents_read);
  const auto at = [&](Xapian::doccount rank) {
    return page.ranks.begin() +
           static_cast<std::ptrdiff_t>(
               std::min<std::size_t>(rank, page.ranks.size()));
  };
  page.ranks = std::vector<Xapian::doccount>(at(first), at(wanted));
}

void Matcher::page_by_date(Xapian::Enquire& enquire, const MatchOrder& order,
                           Xapian::doccount visit, MatchedPage& page) const {
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const bool newest = order.sort != SortOrder::kOldest;
  // Where document order is newest first, it need not be sorted for.
  if (order.limit > 0 && !(newest && view_.info.newest_first)) {
    enquire.set_sort_by_value(
        newest ? slot::kPublished : slot::kPublishedReversed, true);
  }
  page.documents_read = enquire.get_mset(to_doccount(order.offset),
                                         to_doccount(order.limit), visit);
  page.ranks.resize(page.documents_read.size());
  std::iota(page.ranks.begin(), page.ranks.end(), Xapian::doccount{0});
}

std::uint64_t Matcher::count(const Xapian::Query& match,
                             ValueCounts* counts) const {
  MatchOrder order;
  order.counts = counts;
  return page(match, {}, order).documents;
}

}  // namespace lede
