// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/match_node.h"

#include "searcher/match/score_window.h"

namespace lede {
namespace {

// Looking a document up costs as much as so many of filling a block.
constexpr std::uint32_t kLookUpCost = 8;

}  // namespace

void MatchNode::narrow(std::uint32_t block, DocSet& set) {
  if (set.empty()) return;
  if (set.is_list() && std::uint64_t{set.count()} * kLookUpCost < cost_) {
    set.keep_if([&](std::uint16_t low) {
      return may_match(block * kPostingBlock + low);
    });
    return;
  }
  fill(block, scratch_);
  set.intersect(scratch_);
}

void MatchNode::add_to(std::uint32_t block, DocSet& set) {
  fill(block, scratch_);
  set.unite(scratch_);
}

void MatchNode::fill_exactly(std::uint32_t block, DocSet& set) {
  fill(block, set);
  if (exact_) return;
  set.keep_if(
      [&](std::uint16_t low) { return confirm(block * kPostingBlock + low); });
}

void MatchNode::add_most(std::uint32_t block,
                         std::span<const std::uint16_t> lows,
                         std::span<double> most) {
  for (std::size_t i = 0; i < lows.size(); ++i) {
    const std::uint32_t ordinal = block * kPostingBlock + lows[i];
    if (exact_) {
      static_cast<void>(weigh(ordinal, most[i]));
    } else if (may_match(ordinal)) {
      most[i] += bound_;
    }
  }
}

void MatchNode::accumulate(ScoreWindow& window, double rest) {
  if (bound_ + rest < window.threshold()) return;
  const std::uint32_t block = window.begin() / kPostingBlock;
  if (block != filled_block_) {
    fill(block, filled_);
    filled_block_ = block;
  }
  filled_.for_each_within(window.begin() % kPostingBlock, ScoreWindow::kSize,
                          [&](std::uint32_t at) {
                            double weight = 0;
                            if (weigh(window.begin() + at, weight)) {
                              window.add(at, static_cast<float>(weight));
                            }
                          });
}

}  // namespace lede
