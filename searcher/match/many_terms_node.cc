// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/many_terms_node.h"

#include <algorithm>
#include <span>
#include <utility>

#include "searcher/match/score_window.h"

namespace lede {
namespace {

constexpr std::uint32_t kFullCount = UINT16_MAX;

}  // namespace

ManyTermsNode::ManyTermsNode(const SegmentContext& context,
                             std::vector<PostingList> lists, TermWeight weight)
    : context_(context), lists_(std::move(lists)), weight_(weight) {
  for (const PostingList& list : lists_) cost_ += list.frequency();
  if (weight_.weighs() && cost_ > 0) bound_ = weight_.bound(1);
}

void ManyTermsNode::gather(std::uint32_t block) {
  if (block == block_) return;
  if (block_ == UINT32_MAX) {
    counts_.assign(kPostingBlock, 0);
    held_.assign(kBitmapWords, 0);
  } else {
    internal::for_each_bit(held_, [&](std::uint32_t low) { counts_[low] = 0; });
    std::ranges::fill(held_, 0);
  }
  block_ = block;
  for (const PostingList& list : lists_) {
    for (std::uint32_t i = 0; i < list.blocks(); ++i) {
      const PostingBlock its = list.block(i);
      if (its.block == block) gather(list, its);
      if (its.block >= block) break;
    }
  }
}

void ManyTermsNode::gather(const PostingList& list, const PostingBlock& block) {
  for (std::uint32_t i = 0; i < block.low.size(); ++i) {
    const std::uint16_t low = block.low[i];
    std::uint32_t wdf = block.wdf[i];
    if (wdf == kWideWdf) wdf = list.wdf(block.first + i);
    counts_[low] = static_cast<std::uint16_t>(
        std::min(kFullCount, std::min(kFullCount, wdf) + counts_[low]));
    held_[low / 64] |= std::uint64_t{1} << (low % 64);
  }
}

void ManyTermsNode::fill(std::uint32_t block, DocSet& set) {
  set.clear();
  add_to(block, set);
}

void ManyTermsNode::add_to(std::uint32_t block, DocSet& set) {
  gather(block);
  set.unite(held_);
}

bool ManyTermsNode::may_match(std::uint32_t ordinal) {
  gather(ordinal / kPostingBlock);
  const std::uint32_t low = ordinal % kPostingBlock;
  return (held_[low / 64] >> (low % 64) & 1) != 0;
}

bool ManyTermsNode::count(std::uint32_t ordinal, std::uint32_t& wdf) {
  if (!may_match(ordinal)) return false;
  const std::uint32_t sum = counts_[ordinal % kPostingBlock];
  wdf += sum < kFullCount ? sum : exact_count(ordinal);
  return true;
}

std::uint32_t ManyTermsNode::exact_count(std::uint32_t ordinal) const {
  std::uint32_t sum = 0;
  for (const PostingList& list : lists_) {
    const std::uint32_t posting = TermCursor(list).find(ordinal);
    if (posting != TermCursor::kNone) sum += list.wdf(posting);
  }
  return sum;
}

bool ManyTermsNode::weigh(std::uint32_t ordinal, double& weight) {
  std::uint32_t wdf = 0;
  if (!count(ordinal, wdf)) return false;
  if (!weight_.weighs()) return true;
  // A term may be among them twice: see SynonymNode::weigh().
  wdf = std::min(wdf, context_.length(ordinal));
  weight += weight_.of(wdf, context_.norm(ordinal));
  return true;
}

// In the shortest documents, whose norm is that of kShortestNormLength.
std::uint32_t ManyTermsNode::least_count(double needed) const {
  if (needed <= weight_.bound(0)) return 0;
  const double impact = (needed - weight_.bound(0)) / weight_.scale() *
                        (1 - ScoreWindow::kRounding);
  if (impact >= 1) return kFullCount;
  const double norm = context_.view.norm(0);
  return static_cast<std::uint32_t>(
      std::min<double>(kFullCount, norm * impact / (1 - impact)));
}

void ManyTermsNode::accumulate(ScoreWindow& window, double rest) {
  if (bound_ + rest < window.threshold()) return;
  gather(window.begin() / kPostingBlock);
  const std::uint32_t first = window.begin() % kPostingBlock;
  const float scale = weight_.scale();
  const float base = weight_.base();
  const float* const norms = window.norms();
  const std::uint32_t least = least_count(window.threshold() - rest);
  internal::for_each_bit(
      std::span(held_).subspan(first / 64, ScoreWindow::kSize / 64),
      [&](std::uint32_t at) {
        if (counts_[first + at] < least) return;
        const auto wdf = static_cast<float>(counts_[first + at]);
        window.add(at, base + scale * (wdf / (wdf + norms[at])));
      });
}

}  // namespace lede
