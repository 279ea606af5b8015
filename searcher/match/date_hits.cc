// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/date_hits.h"

#include <algorithm>

namespace lede {

void DateHits::begin(const SegmentContext& context) {
  context_ = &context;
  run_ = 0;
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
  const auto runs = context_->segment().runs();
  if (!newest_ || runs.empty() || of_run_ < wanted_) return true;
  // Enough of this run: what lies in it alone adds nothing.
  return runs[run_ + 1] < (block + 1) * kPostingBlock && run_ + 2 < runs.size();
}

void DateHits::enter_run_of(std::uint32_t ordinal) {
  const auto runs = context_->segment().runs();
  while (run_ + 2 < runs.size() && runs[run_ + 1] <= ordinal) {
    ++run_;
    of_run_ = 0;
  }
}

void DateHits::add(std::uint32_t block, const DocSet& set, MatchNode* match) {
  const bool runs = newest_ && !context_->segment().runs().empty();
  const auto dates = context_->file().published();
  set.for_each([&](std::uint16_t low) {
    const std::uint32_t ordinal = block * kPostingBlock + low;
    if (runs) enter_run_of(ordinal);
    if (runs && of_run_ == wanted_) return;
    const Hit hit{dates[ordinal], context_->id(ordinal)};
    if (hits_.size() == wanted_ && !before(hit, hits_.front())) {
      of_run_ = wanted_;  // nor will those behind it be
      return;
    }
    if (match != nullptr && !match->confirm(ordinal)) return;
    ++of_run_;
    add(hit);
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
