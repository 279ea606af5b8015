// SPDX-License-Identifier: GPL-3.0-or-later
//
//   for each segment, for each block of 65,536 documents:
//     fill()  which match: words of bitmaps, lists   -> total, counts, dates
//     rank()  the best of them, or, where any of some terms will do, of those
//             that bounds leave                      -> the page

#include "searcher/match/array_matcher.h"

#include <algorithm>

#include "common/postings/prefetch.h"
#include "searcher/match/date_hits.h"

namespace lede {
namespace {

// True if documents that were left out of `hits`, a ranking, may belong on the
// page of its first `wanted`.
bool tie_may_go_on(const std::vector<MatchedDocument>& hits, std::size_t wanted,
                   bool left_out_near) {
  if (hits.size() < wanted + kTieSlack || wanted == 0) return false;
  const double worst = hits.back().weight;
  if (!near_tie(hits[wanted - 1].weight, worst)) return false;
  if (left_out_near) return true;
  // All left out that are in the tie weigh as much as the worst and have higher
  // ids. Those of its weight that are in are enough for the page, unless more
  // are heavier than were read beyond it, which may stand behind by their ids.
  auto first = std::ranges::find(hits, worst, &MatchedDocument::weight);
  std::size_t heavier = 0;
  while (first != hits.begin() &&
         near_tie((first - 1)->weight, first->weight)) {
    --first;
    ++heavier;
  }
  return heavier > kTieSlack;
}

}  // namespace

// What is to be had of the documents that match; null, of no interest.
struct ArrayMatcher::Wanted {
  std::uint64_t* total = nullptr;
  ValueCounts* counts = nullptr;
  StoryCounts* stories = nullptr;
  TopHits* top = nullptr;
  DateHits* dates = nullptr;

  [[nodiscard]] bool all() const {
    return total != nullptr || counts != nullptr || stories != nullptr;
  }
};

std::optional<std::uint64_t> ArrayMatcher::known_total(
    const IndexQuery& match) const {
  if (match.empty()) return 0;
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < postings_.size(); ++i) {
    const SegmentPostings& segment = postings_.segment(i);
    if (!segment.all_seen()) return std::nullopt;
    if (match.op() == IndexQuery::Op::kAll) {
      total += segment.documents();
    } else if (match.op() == IndexQuery::Op::kTerm) {
      const auto list = segment.file().find(match.term());
      if (list) total += list->frequency();
    } else {
      return std::nullopt;
    }
  }
  return total;
}

std::list<SegmentMatch> ArrayMatcher::compile(const IndexQuery& match,
                                              const RankParts& parts,
                                              bool ranked) const {
  FrequencyEstimate estimate(
      postings_, match, ranked ? bonuses(parts) : std::vector<IndexQuery>());
  std::list<SegmentMatch> segments;
  for (std::size_t i = 0; i < postings_.size(); ++i) {
    segments.emplace_back(SegmentContext{postings_, i}, estimate, match, parts,
                          ranked);
  }
  return segments;
}

// Where the only segment stands in the order of dates, the first postings of a
// word are the newest.
std::optional<MatchedPage> ArrayMatcher::first_postings(
    const IndexQuery& match, const MatchOrder& order) const {
  if (match.empty() || match.op() != IndexQuery::Op::kTerm ||
      order.sort != SortOrder::kNewest || postings_.size() != 1) {
    return std::nullopt;
  }
  const SegmentPostings& segment = postings_.segment(0);
  if (!segment.in_date_order() || !segment.all_seen()) return std::nullopt;
  const PostingList list =
      segment.file().find(match.term()).value_or(PostingList());
  MatchedPage page;
  page.documents = list.frequency();
  std::size_t left =
      std::min<std::size_t>(list.frequency(), order.offset + order.limit);
  page.hits.reserve(left);
  for (std::uint32_t i = 0; left > 0 && i < list.blocks(); ++i) {
    const PostingBlock block = list.block(i);
    const std::size_t taken = std::min(left, block.low.size());
    add_ids(block, taken, page.hits);
    left -= taken;
  }
  cut_page(page.hits, order);
  return page;
}

// They lie far apart, and are fetched side by side.
void ArrayMatcher::add_ids(const PostingBlock& block, std::size_t count,
                           std::vector<MatchedDocument>& hits) const {
  const PostingsFile& file = postings_.segment(0).file();
  const std::span<const std::uint32_t> ids = file.ids();
  const std::uint32_t first = block.block * kPostingBlock;
  const auto low = block.low.first(count);
  for (const std::uint16_t at : low) {
    internal::prefetch(ids.data() + first + at);
  }
  for (const std::uint16_t at : low) {
    if (first + at >= file.documents()) return;  // the file is damaged
    hits.push_back({postings_.id(0, first + at), 0.0});
  }
}

MatchedPage ArrayMatcher::page(const IndexQuery& match, const RankParts& parts,
                               const MatchOrder& order) const {
  Wanted wanted;
  if (order.counts != nullptr && !order.counts->empty()) {
    wanted.counts = order.counts;
  }
  wanted.stories = order.stories;
  if (!wanted.all()) {
    if (auto first = first_postings(match, order)) return std::move(*first);
  }
  MatchedPage page;
  const auto known = known_total(match);
  page.documents = known.value_or(0);
  if (order.exact_total && !known) wanted.total = &page.documents;
  if (match.empty() || (order.limit == 0 && !wanted.all())) return page;
  const bool ranked = order.sort == SortOrder::kRelevance && order.limit > 0;
  std::list<SegmentMatch> segments = compile(match, parts, ranked);
  if (ranked) {
    rank(segments, order, wanted, page);
    return page;
  }
  DateHits dates(order.sort, order.offset + order.limit);
  if (order.limit > 0) wanted.dates = &dates;
  run(segments, wanted);
  page.hits = std::move(dates).sorted();
  cut_page(page.hits, order);
  return page;
}

void ArrayMatcher::rank(std::list<SegmentMatch>& segments,
                        const MatchOrder& order, Wanted& wanted,
                        MatchedPage& page) const {
  const std::size_t last = order.offset + order.limit;
  TopHits top(last + kTieSlack);
  wanted.top = &top;
  run(segments, wanted);
  const bool left_out_near = top.left_out_near();
  page.hits = std::move(top).sorted();
  if (tie_may_go_on(page.hits, last, left_out_near)) {
    TopHits tied(last + kMaxTieSlack, least_in_tie(page.hits[last - 1].weight));
    wanted = Wanted();  // all has been counted
    wanted.top = &tied;
    run(segments, wanted);
    page.hits = std::move(tied).sorted();
  }
  settle_near_ties(page.hits);
  cut_page(page.hits, order);
}

void ArrayMatcher::run(std::list<SegmentMatch>& segments,
                       const Wanted& wanted) const {
  DocSet set;
  for (SegmentMatch& segment : segments) {
    if (wanted.dates != nullptr) wanted.dates->begin(segment.context());
    const std::uint32_t blocks = segment.context().segment().blocks();
    for (std::uint32_t block = 0; block < blocks; ++block) {
      deadline_.check();
      run_block(segment, block, wanted, set);
    }
  }
}

void ArrayMatcher::run_block(SegmentMatch& segment, std::uint32_t block,
                             const Wanted& wanted, DocSet& set) const {
  const bool all = wanted.all();
  const bool by_date = wanted.dates != nullptr && wanted.dates->wants_more();
  const bool by_rank = wanted.top != nullptr;
  if (all) {
    segment.fill_exactly(block, set);
  } else if (by_date || (by_rank && segment.ranks_sets())) {
    segment.fill(block, set);
  }
  if (wanted.total != nullptr) *wanted.total += set.count();
  if (wanted.counts != nullptr) {
    wanted.counts->add(segment.context().number, segment.context().file(),
                       block * kPostingBlock, set);
  }
  if (wanted.stories != nullptr) {
    wanted.stories->add(segment.context().number,
                        segment.context().file().ids(), block * kPostingBlock,
                        set);
  }
  if (by_rank) segment.rank(block, &set, all, *wanted.top);
  if (by_date) {
    wanted.dates->add(block, set,
                      all || segment.exact() ? nullptr : &segment.match());
  }
}

bool ArrayMatcher::any(const IndexQuery& match) const {
  if (match.empty()) return false;
  std::list<SegmentMatch> segments = compile(match, {}, false);
  DocSet set;
  for (SegmentMatch& segment : segments) {
    const std::uint32_t blocks = segment.context().segment().blocks();
    for (std::uint32_t block = 0; block < blocks; ++block) {
      deadline_.check();
      segment.fill(block, set);
      bool found = false;
      // Only until one is confirmed.
      set.keep_if([&](std::uint16_t low) {
        found = found || segment.exact() ||
                segment.match().confirm(block * kPostingBlock + low);
        return found;
      });
      if (found) return true;
    }
  }
  return false;
}

}  // namespace lede
