// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/term_cursor.h"

#include <algorithm>

namespace lede {

void TermCursor::enter(std::uint32_t number) {
  entered_ = true;
  next_ = 0;
  const std::uint32_t blocks = list_.blocks();
  // Blocks are mostly entered in turn.
  if (next_block_ > 0 && list_.block(next_block_ - 1).block >= number) {
    next_block_ = 0;
  }
  for (; next_block_ < blocks; ++next_block_) {
    const PostingBlock found = list_.block(next_block_);
    if (found.block < number) continue;
    if (found.block > number) break;
    block_ = found;
    ++next_block_;
    return;
  }
  block_ = PostingBlock();
  block_.block = number;
}

std::uint32_t TermCursor::advance(std::uint16_t low) {
  const std::uint16_t* const lows = block_.low.data();
  const auto size = static_cast<std::uint32_t>(block_.low.size());
  if (next_ > 0 && lows[next_ - 1] >= low) next_ = 0;
  if (next_ == size || lows[next_] >= low) return next_;
  // Steps that double, then halves (Bentley and Yao, 1976).
  std::uint32_t step = 1;
  std::uint32_t below = next_;
  while (below + step < size && lows[below + step] < low) {
    below += step;
    step *= 2;
  }
  const std::uint32_t end = std::min(below + step, size);
  next_ = static_cast<std::uint32_t>(
      std::lower_bound(lows + below + 1, lows + end, low) - lows);
  return next_;
}

TermCursor::Range TermCursor::range(std::uint32_t first, std::uint32_t size) {
  const PostingBlock& at = block(first / kPostingBlock);
  Range range;
  range.begin = advance(static_cast<std::uint16_t>(first % kPostingBlock));
  const std::uint32_t behind = first % kPostingBlock + size;
  range.end = behind < kPostingBlock
                  ? advance(static_cast<std::uint16_t>(behind))
                  : static_cast<std::uint32_t>(at.low.size());
  return range;
}

}  // namespace lede
