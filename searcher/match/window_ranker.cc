// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/window_ranker.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace lede {
namespace {

std::vector<MatchNode*> joined(std::vector<MatchNode*> leaves,
                               const std::vector<MatchNode*>& bonuses) {
  leaves.insert(leaves.end(), bonuses.begin(), bonuses.end());
  return leaves;
}

bool less_bound(const MatchNode* a, const MatchNode* b) {
  return a->bound() < b->bound();
}

}  // namespace

WindowRanker::WindowRanker(const SegmentContext& context,
                           std::vector<MatchNode*> leaves,
                           const std::vector<MatchNode*>& bonuses)
    : context_(context), sum_(joined(leaves, bonuses)) {
  for (MatchNode* bonus : bonuses) {
    (bonus->accumulates() ? leaves : parts_).push_back(bonus);
  }
  looked_up_ = parts_.size();
  std::ranges::stable_sort(leaves, less_bound);
  parts_.insert(parts_.end(), leaves.begin(), leaves.end());
  if (parts_.size() == 1) lone_ = dynamic_cast<TermNode*>(parts_.front());
  if (lone_ == nullptr) window_.emplace(context.view.norms(context.number));
  below_.assign(parts_.size() + 1, 0);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    below_[i + 1] = below_[i] + parts_[i]->bound();
  }
}

std::size_t WindowRanker::not_essential(double needed) const {
  std::size_t count = looked_up_;
  while (count < parts_.size() && below_[count + 1] < needed) ++count;
  return count;
}

void WindowRanker::rank(std::uint32_t block, DocSet* allowed, MatchNode& match,
                        TopHits& top) {
  if (allowed != nullptr) {
    if (allowed->empty()) return;
    allowed->make_dense();
  }
  if (lone_ != nullptr) {
    rank_lone(block, allowed, match, top);
    return;
  }
  for (std::uint32_t begin = 0; begin < kPostingBlock;
       begin += ScoreWindow::kSize) {
    std::span<const std::uint64_t> part;
    if (allowed != nullptr) {
      part = allowed->words().subspan(begin / 64, ScoreWindow::kSize / 64);
      if (std::ranges::all_of(part, [](auto word) { return word == 0; })) {
        continue;
      }
    }
    window_->begin(block * kPostingBlock + begin, top.threshold());
    rank_window(part, match, top);
  }
}

void WindowRanker::rank_lone(std::uint32_t block, const DocSet* allowed,
                             MatchNode& match, TopHits& top) {
  const bool is_match = static_cast<MatchNode*>(lone_) == &match;
  const std::uint32_t documents = context_.file().documents();
  lone_->scan(
      block, top.missing(), [&] { return top.threshold(); },
      [&](std::uint32_t ordinal, std::uint32_t wdf) {
        const auto low = static_cast<std::uint16_t>(ordinal % kPostingBlock);
        if (allowed != nullptr && !allowed->contains(low)) return;
        // A damaged list may name documents that are none.
        if (ordinal >= documents) return;
        const double weight = lone_->weight(ordinal, wdf);
        if (weight < top.threshold()) return;
        if (!is_match && !match.matches(ordinal)) return;
        top.add({context_.id(ordinal), weight});
      });
}

void WindowRanker::rank_window(std::span<const std::uint64_t> allowed,
                               MatchNode& match, TopHits& top) {
  const std::size_t first = not_essential(top.threshold());
  for (std::size_t i = first; i < parts_.size(); ++i) {
    parts_[i]->accumulate(*window_, sum_.bound() - parts_[i]->bound());
  }
  if (!allowed.empty()) window_->keep(allowed);
  if (top.missing() > 0) rank_first(match, top);
  internal::for_each_bit(window_->touched(), [&](std::uint32_t at) {
    const double most =
        (1 + ScoreWindow::kRounding) * static_cast<double>(window_->score(at)) +
        below_[first];
    const std::uint32_t ordinal = window_->begin() + at;
    if (may_reach(top.threshold(), ordinal, first, most)) {
      look_at(ordinal, match, top);
    }
  });
}

void WindowRanker::rank_first(MatchNode& match, TopHits& top) {
  first_.clear();
  internal::for_each_bit(window_->touched(), [&](std::uint32_t at) {
    first_.emplace_back(window_->score(at), at);
  });
  const std::size_t count = std::min(top.missing(), first_.size());
  const auto end = first_.begin() + static_cast<std::ptrdiff_t>(count);
  std::ranges::nth_element(first_, end, std::greater<>{});
  std::sort(first_.begin(), end,
            [](const auto& a, const auto& b) { return a.second < b.second; });
  for (auto it = first_.begin(); it != end; ++it) {
    look_at(window_->begin() + it->second, match, top);
    window_->forget(it->second);
  }
}

bool WindowRanker::may_reach(double needed, std::uint32_t ordinal,
                             std::size_t parts, double most) const {
  while (most >= needed && parts > looked_up_) {
    --parts;
    most -= parts_[parts]->bound();
    const auto low = static_cast<std::uint16_t>(ordinal % kPostingBlock);
    parts_[parts]->add_most(ordinal / kPostingBlock, {&low, 1}, {&most, 1});
  }
  return most >= needed;
}

void WindowRanker::look_at(std::uint32_t ordinal, MatchNode& match,
                           TopHits& top) {
  // A damaged list may name documents that are none.
  if (ordinal >= context_.file().documents()) return;
  double weight = 0;
  if (!sum_.weigh(ordinal, top.threshold(), weight)) return;
  if (!match.matches(ordinal)) return;
  top.add({context_.id(ordinal), weight});
}

}  // namespace lede
