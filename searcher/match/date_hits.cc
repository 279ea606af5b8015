// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/date_hits.h"

#include <algorithm>

#include "common/postings/prefetch.h"

namespace lede {
namespace {

constexpr std::size_t kMostPrefetched = 32;

}  // namespace

void DateHits::begin(const SegmentContext& context) {
  context_ = &context;
  runs_known_ = newest_ && !context.segment().runs().empty();
  run_ = 0;
  run_is_done_ = false;
  of_run_ = 0;
}

bool DateHits::before(const Hit& a, const Hit& b) const {
  if (a.published == b.published) return a.id < b.id;
  if (a.published == kNoDate || b.published == kNoDate) {
    return b.published == kNoDate;
  }
  return newest_ == (a.published > b.published);
}

bool DateHits::wants(std::uint32_t block) const {
  if (!runs_known_ || !run_is_done_) return true;
  const auto runs = context_->segment().runs();
  return run_ + 2 < runs.size() && runs[run_ + 1] < (block + 1) * kPostingBlock;
}

void DateHits::add(std::uint32_t block, const DocSet& set, MatchNode* match) {
  const std::uint32_t first = block * kPostingBlock;
  const std::uint32_t last = first + kPostingBlock;
  if (!runs_known_) {
    add_stretch(first, last, set, match);
    return;
  }
  const auto runs = context_->segment().runs();
  for (;;) {
    if (!run_is_done_) {
      add_stretch(std::max(first, runs[run_]), std::min(last, runs[run_ + 1]),
                  set, match);
    }
    if (runs[run_ + 1] >= last || run_ + 2 == runs.size()) return;
    ++run_;
    run_is_done_ = false;
    of_run_ = 0;
  }
}

// Dates lie where their documents do, mostly far apart: the first, which are
// looked at in any case, are fetched side by side.
void DateHits::prefetch_first(std::uint32_t begin, std::uint32_t end,
                              const DocSet& set) const {
  const std::uint32_t first = begin / kPostingBlock * kPostingBlock;
  const auto dates = context_->file().published();
  const auto ids = context_->file().ids();
  std::size_t left = std::min(wanted_ - hits_.size() + 1, kMostPrefetched);
  set.for_each_while(begin - first, end - first, [&](std::uint16_t low) {
    internal::prefetch(dates.data() + first + low);
    internal::prefetch(ids.data() + first + low);
    return --left > 0;
  });
}

// Ordinals [begin, end) of one block, and of one run if those are known.
void DateHits::add_stretch(std::uint32_t begin, std::uint32_t end,
                           const DocSet& set, MatchNode* match) {
  if (begin >= end) return;
  const std::uint32_t first = begin / kPostingBlock * kPostingBlock;
  const auto dates = context_->file().published();
  if (match == nullptr) prefetch_first(begin, end, set);
  set.for_each_while(begin - first, end - first, [&](std::uint16_t low) {
    const std::uint32_t ordinal = first + low;
    // Most that are to be confirmed are not: their dates are read only where
    // these may spare it.
    const bool full = hits_.size() == wanted_;
    if (!full && match != nullptr && !match->confirm(ordinal)) return true;
    const Hit hit{dates[ordinal], context_->id(ordinal)};
    if (full && !before(hit, hits_.front())) {
      run_is_done_ = true;  // nor will those behind it be
      return !runs_known_;
    }
    if (full && match != nullptr && !match->confirm(ordinal)) return true;
    add(hit);
    run_is_done_ = ++of_run_ == wanted_;
    return !(runs_known_ && run_is_done_);
  });
}

void DateHits::add(const Hit& hit) {
  const auto order = [&](const Hit& a, const Hit& b) { return before(a, b); };
  if (hits_.size() == wanted_) {
    std::ranges::pop_heap(hits_, order);
    hits_.pop_back();
  }
  hits_.push_back(hit);
  std::ranges::push_heap(hits_, order);
}

std::vector<MatchedDocument> DateHits::sorted() && {
  std::ranges::sort(hits_,
                    [&](const Hit& a, const Hit& b) { return before(a, b); });
  std::vector<MatchedDocument> sorted;
  sorted.reserve(hits_.size());
  for (const Hit& hit : hits_) sorted.push_back({hit.id, 0.0});
  return sorted;
}

}  // namespace lede
