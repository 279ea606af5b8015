// SPDX-License-Identifier: GPL-3.0-or-later
//
// Documents of one block of a segment, by the low bits of their ordinals: a
// list where they are few, a bitmap where they are many (as in Roaring bitmaps,
// Chambi and others, Software: Practice and Experience 2016).

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
  [[nodiscard]] bool is_list() const { return !dense_; }
  // A look at every word of a bitmap.
  [[nodiscard]] std::uint32_t count() const;
  [[nodiscard]] bool empty() const { return !dense_ && list_.empty(); }
  [[nodiscard]] bool contains(std::uint16_t low) const;

  void clear();
  // All of [begin, end), end <= kPostingBlock.
  void assign_range(std::uint32_t begin, std::uint32_t end);
  void assign(const PostingBlock& block);

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

  // The same of those in [begin, begin + size), less `begin`. REQUIRES: both
  // are multiples of 64.
  template <typename Take>
  void for_each_within(std::uint32_t begin, std::uint32_t size,
                       Take take) const;

  // The bitmap: kBitmapWords. REQUIRES: !is_list().
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }
  // REQUIRES: is_list().
  [[nodiscard]] std::span<const std::uint16_t> list() const { return list_; }
  // Makes it a bitmap, whatever it holds.
  void make_dense();

 private:
  // Keeps of `candidates`, which may be list_, those whose bit is set.
  void filter_list(std::span<const std::uint16_t> candidates,
                   std::span<const std::uint64_t> bits);

  bool dense_ = false;
  std::vector<std::uint64_t> words_;  // kBitmapWords once used
  std::vector<std::uint16_t> list_;   // ascending
};

template <typename Keep>
void DocSet::keep_if(Keep keep) {
  if (!dense_) {
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
  if (!dense_) {
    for (const std::uint16_t low : list_) take(low);
    return;
  }
  internal::for_each_bit(words_, [&](std::uint32_t low) {
    take(static_cast<std::uint16_t>(low));
  });
}

template <typename Take>
void DocSet::for_each_within(std::uint32_t begin, std::uint32_t size,
                             Take take) const {
  if (dense_) {
    internal::for_each_bit(std::span(words_).subspan(begin / 64, size / 64),
                           take);
    return;
  }
  auto low = std::ranges::lower_bound(list_, begin);
  for (; low != list_.end() && *low < begin + size; ++low) take(*low - begin);
}

}  // namespace lede
