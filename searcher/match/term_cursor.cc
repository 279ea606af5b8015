// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/term_cursor.h"

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
