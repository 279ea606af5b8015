// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/doc_set.h"

#include <algorithm>

namespace lede {
namespace {

// From so many times as long a list on it is searched, not walked.
constexpr std::size_t kSearchedFrom = 16;

bool is_set(std::span<const std::uint64_t> words, std::uint16_t low) {
  return (words[low / 64] >> (low % 64) & 1) != 0;
}

void set_bits(std::span<const std::uint16_t> lows,
              std::vector<std::uint64_t>& words) {
  for (const std::uint16_t low : lows) {
    words[low / 64] |= std::uint64_t{1} << (low % 64);
  }
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
  const bool search = other.size() / kSearchedFrom > list.size();
  for (const std::uint16_t low : list) {
    if (search) {
      at = std::lower_bound(at, end, low);
    } else {
      while (at != end && *at < low) ++at;
    }
    if (at == end) break;
    list[kept] = low;
    kept += *at == low ? 1 : 0;
  }
  list.resize(kept);
}

}  // namespace

std::uint32_t DocSet::count() const {
  return dense_ ? static_cast<std::uint32_t>(internal::count_bits(words_))
                : static_cast<std::uint32_t>(list_.size());
}

bool DocSet::contains(std::uint16_t low) const {
  return dense_ ? is_set(words_, low) : std::ranges::binary_search(list_, low);
}

void DocSet::clear() {
  dense_ = false;
  list_.clear();
}

void DocSet::make_dense() {
  if (dense_) return;
  words_.assign(kBitmapWords, 0);
  set_bits(list_, words_);
  list_.clear();
  dense_ = true;
}

void DocSet::assign_range(std::uint32_t begin, std::uint32_t end) {
  clear();
  unite_range(begin, end);
}

void DocSet::unite_range(std::uint32_t begin, std::uint32_t end) {
  make_dense();
  for (; begin < end && begin % 64 != 0; ++begin) {
    words_[begin / 64] |= std::uint64_t{1} << (begin % 64);
  }
  for (; begin + 64 <= end; begin += 64) words_[begin / 64] = ~std::uint64_t{0};
  if (begin < end) {
    words_[begin / 64] |= (std::uint64_t{1} << (end - begin)) - 1;
  }
}

void DocSet::assign(const PostingBlock& block) {
  dense_ = block.bitmap != nullptr;
  if (dense_) {
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
  if (other.dense_) {
    unite(other.words_);
  } else {
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
  dense_ = false;
}

void DocSet::intersect(const PostingBlock& block) {
  if (block.bitmap != nullptr) {
    intersect(bitmap_of(block));
  } else if (dense_) {
    filter_list(block.low, words_);
  } else {
    intersect_lists(list_, block.low);
  }
}

void DocSet::intersect(std::span<const std::uint64_t> words) {
  if (!dense_) {
    filter_list(list_, words);
    return;
  }
  for (std::size_t i = 0; i < kBitmapWords; ++i) words_[i] &= words[i];
}

void DocSet::intersect(const DocSet& other) {
  if (other.dense_) {
    intersect(other.words_);
  } else if (dense_) {
    filter_list(other.list_, words_);
  } else {
    intersect_lists(list_, other.list_);
  }
}

void DocSet::cut(std::uint32_t end) {
  if (end >= kPostingBlock) return;
  if (!dense_) {
    list_.resize(static_cast<std::size_t>(std::ranges::lower_bound(list_, end) -
                                          list_.begin()));
    return;
  }
  std::size_t word = end / 64;
  words_[word] &= (std::uint64_t{1} << (end % 64)) - 1;
  while (++word < kBitmapWords) words_[word] = 0;
}

void DocSet::subtract(const DocSet& other) {
  if (!dense_) {
    std::erase_if(list_,
                  [&](std::uint16_t low) { return other.contains(low); });
  } else if (other.dense_) {
    for (std::size_t i = 0; i < kBitmapWords; ++i) {
      words_[i] &= ~other.words_[i];
    }
  } else {
    for (const std::uint16_t low : other.list_) {
      words_[low / 64] &= ~(std::uint64_t{1} << (low % 64));
    }
  }
}

}  // namespace lede
