// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/doc_set.h"

#include <algorithm>

#include "searcher/match/seek.h"

namespace lede {
namespace {

bool is_set(std::span<const std::uint64_t> words, std::uint16_t low) {
  return (words[low / 64] >> (low % 64) & 1) != 0;
}

void set_bits(std::span<const std::uint16_t> lows,
              std::vector<std::uint64_t>& words) {
  for (const std::uint16_t low : lows) {
    words[low / 64] |= std::uint64_t{1} << (low % 64);
  }
}

// Calls change(word, bits) for the words that hold any of [begin, end).
template <typename Change>
void change_words(std::uint32_t begin, std::uint32_t end, Change change) {
  while (begin < end) {
    const std::uint32_t next = std::min(end, (begin / 64 + 1) * 64);
    const std::uint64_t from = ~std::uint64_t{0} << (begin % 64);
    const std::uint64_t up_to = next % 64 == 0
                                    ? ~std::uint64_t{0}
                                    : (std::uint64_t{1} << (next % 64)) - 1;
    change(begin / 64, from & up_to);
    begin = next;
  }
}

void set_bits(std::uint32_t begin, std::uint32_t end,
              std::vector<std::uint64_t>& words) {
  change_words(begin, end, [&](std::uint32_t word, std::uint64_t bits) {
    words[word] |= bits;
  });
}

void clear_bits(std::uint32_t begin, std::uint32_t end,
                std::vector<std::uint64_t>& words) {
  change_words(begin, end, [&](std::uint32_t word, std::uint64_t bits) {
    words[word] &= ~bits;
  });
}

std::span<const std::uint64_t> bitmap_of(const PostingBlock& block) {
  return {block.bitmap, kBitmapWords};
}

// Keeps of `list` what `other` holds. Both ascend.
void intersect_lists(std::vector<std::uint16_t>& list,
                     std::span<const std::uint16_t> other) {
  std::size_t kept = 0;
  const std::uint16_t* at = other.data();
  const std::uint16_t* const end = at + other.size();
  for (const std::uint16_t low : list) {
    at = internal::seek(at, end, low);
    if (at == end) break;
    list[kept] = low;
    kept += *at == low ? 1 : 0;
  }
  list.resize(kept);
}

}  // namespace

std::uint32_t DocSet::count() const {
  switch (form_) {
    case Form::kBitmap:
      return static_cast<std::uint32_t>(internal::count_bits(words_));
    case Form::kRange:
      return end_ - begin_;
    case Form::kList:
      break;
  }
  return static_cast<std::uint32_t>(list_.size());
}

bool DocSet::contains(std::uint16_t low) const {
  switch (form_) {
    case Form::kBitmap:
      return is_set(words_, low);
    case Form::kRange:
      return low >= begin_ && low < end_;
    case Form::kList:
      break;
  }
  return std::ranges::binary_search(list_, low);
}

void DocSet::clear() {
  form_ = Form::kList;
  list_.clear();
}

void DocSet::make_dense() {
  if (is_bitmap()) return;
  words_.assign(kBitmapWords, 0);
  if (form_ == Form::kRange) {
    set_bits(begin_, end_, words_);
  } else {
    set_bits(list_, words_);
  }
  list_.clear();
  form_ = Form::kBitmap;
}

void DocSet::assign_range(std::uint32_t begin, std::uint32_t end) {
  clear();
  if (begin < end) set_range(begin, end);
}

void DocSet::set_range(std::uint32_t begin, std::uint32_t end) {
  form_ = Form::kRange;
  begin_ = begin;
  end_ = end;
}

void DocSet::unite_range(std::uint32_t begin, std::uint32_t end) {
  if (empty()) {
    assign_range(begin, end);
    return;
  }
  make_dense();
  set_bits(begin, end, words_);
}

void DocSet::assign(const PostingBlock& block) {
  form_ = block.bitmap != nullptr ? Form::kBitmap : Form::kList;
  if (is_bitmap()) {
    words_.assign(block.bitmap, block.bitmap + kBitmapWords);
    list_.clear();
  } else {
    list_.assign(block.low.begin(), block.low.end());
  }
}

void DocSet::unite(const PostingBlock& block) {
  if (block.low.empty()) return;
  make_dense();
  if (block.bitmap != nullptr) {
    unite(bitmap_of(block));
  } else {
    set_bits(block.low, words_);
  }
}

void DocSet::unite(std::span<const std::uint64_t> words) {
  make_dense();
  for (std::size_t i = 0; i < kBitmapWords; ++i) words_[i] |= words[i];
}

void DocSet::unite(const DocSet& other) {
  if (other.empty()) return;
  switch (other.form_) {
    case Form::kBitmap:
      unite(other.words_);
      break;
    case Form::kRange:
      unite_range(other.begin_, other.end_);
      break;
    case Form::kList:
      make_dense();
      set_bits(other.list_, words_);
  }
}

void DocSet::filter_list(std::span<const std::uint16_t> candidates,
                         std::span<const std::uint64_t> bits) {
  if (candidates.data() != list_.data()) list_.resize(candidates.size());
  std::size_t kept = 0;
  for (const std::uint16_t low : candidates) {
    list_[kept] = low;
    kept += is_set(bits, low) ? 1 : 0;
  }
  list_.resize(kept);
  form_ = Form::kList;
}

// A range takes the part of a list that lies in it.
void DocSet::intersect(const PostingBlock& block) {
  if (form_ == Form::kRange && block.bitmap == nullptr) {
    const auto first = std::ranges::lower_bound(block.low, begin_);
    const auto last = std::lower_bound(first, block.low.end(), end_);
    list_.assign(first, last);
    form_ = Form::kList;
    return;
  }
  if (block.bitmap != nullptr) {
    intersect(bitmap_of(block));
  } else if (is_bitmap()) {
    filter_list(block.low, words_);
  } else {
    intersect_lists(list_, block.low);
  }
}

void DocSet::intersect(std::span<const std::uint64_t> words) {
  if (is_list()) {
    filter_list(list_, words);
    return;
  }
  spell_out();
  for (std::size_t i = 0; i < kBitmapWords; ++i) words_[i] &= words[i];
}

void DocSet::intersect(const DocSet& other) {
  if (other.is_bitmap()) {
    intersect(other.words_);
  } else if (other.is_list()) {
    PostingBlock block;
    block.low = other.list_;
    intersect(block);
  } else {
    cut_to(other.begin_, other.end_);
  }
}

void DocSet::cut_to(std::uint32_t begin, std::uint32_t end) {
  switch (form_) {
    case Form::kRange:
      assign_range(std::max(begin, begin_), std::min(end, end_));
      break;
    case Form::kBitmap:
      clear_bits(0, begin, words_);
      clear_bits(end, kPostingBlock, words_);
      break;
    case Form::kList:
      std::erase_if(
          list_, [&](std::uint16_t low) { return low < begin || low >= end; });
  }
}

void DocSet::cut(std::uint32_t end) {
  if (end < kPostingBlock) cut_to(0, end);
}

void DocSet::subtract(const DocSet& other) {
  spell_out();
  if (is_list()) {
    std::erase_if(list_,
                  [&](std::uint16_t low) { return other.contains(low); });
    return;
  }
  switch (other.form_) {
    case Form::kBitmap:
      for (std::size_t i = 0; i < kBitmapWords; ++i) {
        words_[i] &= ~other.words_[i];
      }
      break;
    case Form::kRange:
      clear_bits(other.begin_, other.end_, words_);
      break;
    case Form::kList:
      for (const std::uint16_t low : other.list_) {
        words_[low / 64] &= ~(std::uint64_t{1} << (low % 64));
      }
  }
}

}  // namespace lede
