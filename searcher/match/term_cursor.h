// SPDX-License-Identifier: GPL-3.0-or-later
//
// A term's postings, found by document: each search begins where the last one
// ended.

#pragma once

#include <cstdint>
#include <span>

#include "common/postings/posting_list.h"
#include "searcher/match/seek.h"

namespace lede {

// The list's file outlives it. One thread at a time.
class TermCursor {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  explicit TermCursor(const PostingList& list) : list_(list) {}

  [[nodiscard]] const PostingList& list() const { return list_; }

  // The postings in a block of ordinals; none if it has none.
  [[nodiscard]] const PostingBlock& block(std::uint32_t number) {
    if (number != block_.block || !entered_) enter(number);
    return block_;
  }

  // Index in the list of the document's posting; kNone if it has none.
  [[nodiscard]] std::uint32_t find(std::uint32_t ordinal) {
    const PostingBlock& at = block(ordinal / kPostingBlock);
    const auto low = static_cast<std::uint16_t>(ordinal % kPostingBlock);
    if (at.bitmap != nullptr && (at.bitmap[low / 64] >> (low % 64) & 1) == 0) {
      return kNone;
    }
    const std::uint32_t i = advance(low);
    if (i == at.low.size() || at.low[i] != low) return kNone;
    return at.first + i;
  }
  [[nodiscard]] bool contains(std::uint32_t ordinal) {
    const PostingBlock& at = block(ordinal / kPostingBlock);
    const auto low = static_cast<std::uint16_t>(ordinal % kPostingBlock);
    if (at.bitmap != nullptr) {
      return (at.bitmap[low / 64] >> (low % 64) & 1) != 0;
    }
    const std::uint32_t i = advance(low);
    return i != at.low.size() && at.low[i] == low;
  }

  // The postings in block(first / kPostingBlock) of the `size` ordinals from
  // `first` on, by their indexes in it.
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  [[nodiscard]] Range range(std::uint32_t first, std::uint32_t size);

  // Index in the entered block of its first posting from `low` on.
  [[nodiscard]] std::uint32_t advance(std::uint16_t low) {
    const std::uint16_t* const lows = block_.low.data();
    const auto size = static_cast<std::uint32_t>(block_.low.size());
    if (next_ > 0 && lows[next_ - 1] >= low) next_ = 0;
    next_ = static_cast<std::uint32_t>(
        internal::seek(lows + next_, lows + size, low) - lows);
    return next_;
  }

 private:
  void enter(std::uint32_t number);

  PostingList list_;
  PostingBlock block_;
  std::uint32_t next_ = 0;        // where the last search in it ended
  std::uint32_t next_block_ = 0;  // of the list
  bool entered_ = false;
};

}  // namespace lede
