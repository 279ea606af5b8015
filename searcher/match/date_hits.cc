// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/date_hits.h"

#include <algorithm>

#include "common/postings/prefetch.h"

namespace lede {
namespace {

constexpr std::size_t kMostPrefetched = 32;
// Of a usual page; more grow as they come.
constexpr std::size_t kReserved = 32;

}  // namespace

DateHits::DateHits(SortOrder order, std::size_t wanted)
    : newest_(order != SortOrder::kOldest), wanted_(wanted) {
  hits_.reserve(std::min(wanted, kReserved));
}

void DateHits::begin(const SegmentContext& context) {
  context_ = &context;
  in_order_ = newest_ && context.segment().in_date_order();
  alone_ = in_order_ && context.view.size() == 1;
  done_ = false;
}

bool DateHits::before(const DatePlace& a, const DatePlace& b) const {
  const bool dated = a.published != kNoDate && b.published != kNoDate;
  if (newest_ || !dated || a.published == b.published) return a < b;
  return a.published < b.published;
}

// Dates lie where their documents do, mostly far apart: the first, which are
// looked at in any case, are fetched side by side.
void DateHits::prefetch_first(std::uint32_t block, const DocSet& set) const {
  const std::uint32_t first = block * kPostingBlock;
  const auto dates = context_->file().published();
  const auto ids = context_->file().ids();
  std::size_t left = std::min(wanted_ - hits_.size() + 1, kMostPrefetched);
  set.for_each_while(0, kPostingBlock, [&](std::uint16_t low) {
    if (!alone_) internal::prefetch(dates.data() + first + low);
    internal::prefetch(ids.data() + first + low);
    return --left > 0;
  });
}

void DateHits::add(std::uint32_t block, const DocSet& set, MatchNode* match) {
  const std::uint32_t first = block * kPostingBlock;
  const auto dates = context_->file().published();
  if (match == nullptr) prefetch_first(block, set);
  set.for_each_while(0, kPostingBlock, [&](std::uint16_t low) {
    const std::uint32_t ordinal = first + low;
    // Most that are to be confirmed are not: their dates are read only where
    // these may spare it.
    const bool full = hits_.size() == wanted_;
    if (!full && match != nullptr && !match->confirm(ordinal)) return true;
    if (alone_) {
      hits_.push_back({kNoDate, context_->id(ordinal)});
      done_ = hits_.size() == wanted_;
      return !done_;
    }
    const DatePlace hit{dates[ordinal], context_->id(ordinal)};
    if (full && !before(hit, hits_.front())) {
      done_ = in_order_;  // nor will those behind it be
      return !done_;
    }
    if (full && match != nullptr && !match->confirm(ordinal)) return true;
    add(hit);
    return true;
  });
}

void DateHits::add(const DatePlace& hit) {
  const auto order = [&](const DatePlace& a, const DatePlace& b) {
    return before(a, b);
  };
  if (hits_.size() == wanted_) {
    std::ranges::pop_heap(hits_, order);
    hits_.pop_back();
  }
  hits_.push_back(hit);
  std::ranges::push_heap(hits_, order);
}

std::vector<MatchedDocument> DateHits::sorted() && {
  if (!alone_) {
    std::ranges::sort(hits_, [&](const DatePlace& a, const DatePlace& b) {
      return before(a, b);
    });
  }
  std::vector<MatchedDocument> sorted;
  sorted.reserve(hits_.size());
  for (const DatePlace& hit : hits_) sorted.push_back({hit.id, 0.0});
  return sorted;
}

}  // namespace lede
