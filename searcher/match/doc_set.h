// SPDX-License-Identifier: GPL-3.0-or-later
//
// Documents of one block of a segment, by the low bits of their ordinals: a
// list where they are few, a bitmap where they are many (as in Roaring bitmaps,
// Chambi and others, Software: Practice and Experience 2016), their ends where
// they stand side by side.

#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "common/postings/posting_list.h"
#include "searcher/match/bits.h"

namespace lede {

// Reused from block to block, it stops allocating. One thread at a time.
class DocSet {
 public:
  [[nodiscard]] bool is_list() const { return form_ == Form::kList; }
  // A look at every word of a bitmap.
  [[nodiscard]] std::uint32_t count() const;
  // False for a bitmap, whatever it holds.
  [[nodiscard]] bool empty() const { return is_list() && list_.empty(); }
  [[nodiscard]] bool contains(std::uint16_t low) const;

  void clear();
  // All of [begin, end), end <= kPostingBlock.
  void assign_range(std::uint32_t begin, std::uint32_t end);
  void assign(const PostingBlock& block);
  // Those of the block's postings i for which keep(i) is true.
  template <typename Keep>
  void assign_if(const PostingBlock& block, Keep keep);

  void unite(const PostingBlock& block);
  void unite(const DocSet& other);
  // `words`: kBitmapWords.
  void unite(std::span<const std::uint64_t> words);
  void unite_range(std::uint32_t begin, std::uint32_t end);
  void intersect(const PostingBlock& block);
  void intersect(const DocSet& other);
  // `words`: kBitmapWords.
  void intersect(std::span<const std::uint64_t> words);
  void subtract(const DocSet& other);
  // Leaves out what is not below `end`.
  void cut(std::uint32_t end);

  // Keeps those for which keep(low) is true; asks in ascending order.
  template <typename Keep>
  void keep_if(Keep keep);
  // Calls take(low), ascending.
  template <typename Take>
  void for_each(Take take) const;

  // The same of those in [begin, end), until it returns false.
  template <typename Take>
  void for_each_while(std::uint32_t begin, std::uint32_t end, Take take) const;
  // Like for_each() of those in [begin, begin + size), less `begin`. REQUIRES:
  // both are multiples of 64.
  template <typename Take>
  void for_each_within(std::uint32_t begin, std::uint32_t size,
                       Take take) const;

  // The bitmap: kBitmapWords. REQUIRES: make_dense() was called last.
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }
  // Makes it a bitmap, whatever it holds.
  void make_dense();

 private:
  enum class Form : std::uint8_t { kList, kBitmap, kRange };

  [[nodiscard]] bool is_bitmap() const { return form_ == Form::kBitmap; }
  // A range becomes a bitmap.
  void spell_out() {
    if (form_ == Form::kRange) make_dense();
  }
  void set_range(std::uint32_t begin, std::uint32_t end);
  void cut_to(std::uint32_t begin, std::uint32_t end);
  // Keeps of `candidates`, which may be list_, those whose bit is set.
  void filter_list(std::span<const std::uint16_t> candidates,
                   std::span<const std::uint64_t> bits);

  Form form_ = Form::kList;
  std::uint32_t begin_ = 0;  // of a range that is not empty
  std::uint32_t end_ = 0;
  std::vector<std::uint64_t> words_;  // kBitmapWords once used
  std::vector<std::uint16_t> list_;   // ascending
};

template <typename Keep>
void DocSet::assign_if(const PostingBlock& block, Keep keep) {
  form_ = Form::kList;
  list_.resize(block.low.size());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < block.low.size(); ++i) {
    list_[kept] = block.low[i];
    kept += keep(i) ? 1 : 0;
  }
  list_.resize(kept);
}

template <typename Keep>
void DocSet::keep_if(Keep keep) {
  spell_out();
  if (is_list()) {
    std::size_t kept = 0;
    for (const std::uint16_t low : list_) {
      list_[kept] = low;
      kept += keep(low) ? 1 : 0;
    }
    list_.resize(kept);
    return;
  }
  for (std::size_t i = 0; i < words_.size(); ++i) {
    std::uint64_t kept = words_[i];
    for (std::uint64_t word = kept; word != 0; word &= word - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(word));
      if (!keep(static_cast<std::uint16_t>(i * 64 + bit))) {
        kept &= ~(std::uint64_t{1} << bit);
      }
    }
    words_[i] = kept;
  }
}

template <typename Take>
void DocSet::for_each(Take take) const {
  if (!is_bitmap()) {
    for (const std::uint16_t low : list_) take(low);
    for (std::uint32_t low = begin_; form_ == Form::kRange && low < end_;
         ++low) {
      take(static_cast<std::uint16_t>(low));
    }
    return;
  }
  internal::for_each_bit(words_, [&](std::uint32_t low) {
    take(static_cast<std::uint16_t>(low));
  });
}

template <typename Take>
void DocSet::for_each_while(std::uint32_t begin, std::uint32_t end,
                            Take take) const {
  if (is_list()) {
    auto low = std::ranges::lower_bound(list_, begin);
    for (; low != list_.end() && *low < end; ++low) {
      // A damaged list may not ascend.
      if (*low >= begin && !take(*low)) return;
    }
    return;
  }
  if (form_ == Form::kRange) {
    begin = std::max(begin, begin_);
    for (; begin < std::min(end, end_); ++begin) {
      if (!take(static_cast<std::uint16_t>(begin))) return;
    }
    return;
  }
  for (std::uint32_t at = begin; at < end; at = (at / 64 + 1) * 64) {
    for (std::uint64_t word = words_[at / 64] & ~std::uint64_t{0} << (at % 64);
         word != 0; word &= word - 1) {
      const std::uint32_t low =
          at / 64 * 64 + static_cast<std::uint32_t>(std::countr_zero(word));
      if (low >= end || !take(static_cast<std::uint16_t>(low))) return;
    }
  }
}

template <typename Take>
void DocSet::for_each_within(std::uint32_t begin, std::uint32_t size,
                             Take take) const {
  if (is_bitmap()) {
    internal::for_each_bit(std::span(words_).subspan(begin / 64, size / 64),
                           take);
    return;
  }
  for_each_while(begin, begin + size, [&](std::uint16_t low) {
    take(low - begin);
    return true;
  });
}

}  // namespace lede
