// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/doc_set.h"

#include <algorithm>
#include <utility>

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
    case Form::kRanges: {
      std::uint32_t count = 0;
      for (const Range& range : ranges_) count += range.end - range.begin;
      return count;
    }
    case Form::kList:
      break;
  }
  return static_cast<std::uint32_t>(list_.size());
}

bool DocSet::contains(std::uint16_t low) const {
  switch (form_) {
    case Form::kBitmap:
      return is_set(words_, low);
    case Form::kRanges:
      return std::ranges::any_of(ranges_, [&](const Range& range) {
        return low >= range.begin && low < range.end;
      });
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
  if (form_ == Form::kRanges) {
    for (const Range& range : ranges_) set_bits(range.begin, range.end, words_);
  } else {
    set_bits(list_, words_);
  }
  list_.clear();
  form_ = Form::kBitmap;
}

void DocSet::assign_range(std::uint32_t begin, std::uint32_t end) {
  clear();
  if (begin >= end) return;
  form_ = Form::kRanges;
  ranges_.assign(1, {begin, end});
}

void DocSet::unite_range(std::uint32_t begin, std::uint32_t end) {
  if (empty()) {
    assign_range(begin, end);
  } else if (begin < end && form_ == Form::kRanges &&
             begin > ranges_.back().end) {
    ranges_.push_back({begin, end});
  } else {
    make_dense();
    set_bits(begin, end, words_);
  }
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
    case Form::kRanges:
      for (const Range& range : other.ranges_) {
        unite_range(range.begin, range.end);
      }
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

// Ranges take the parts of a list that lie in them.
void DocSet::intersect(const PostingBlock& block) {
  if (form_ == Form::kRanges && block.bitmap == nullptr) {
    clear();
    auto last = block.low.begin();
    for (const Range& range : ranges_) {
      const auto first = std::lower_bound(last, block.low.end(), range.begin);
      last = std::lower_bound(first, block.low.end(), range.end);
      list_.insert(list_.end(), first, last);
    }
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
    keep_within(other.ranges_);
  }
}

void DocSet::keep_within(const std::vector<Range>& ranges) {
  switch (form_) {
    case Form::kRanges: {
      std::vector<Range> kept;
      for (const Range& ours : ranges_) {
        for (const Range& theirs : ranges) {
          const Range both{std::max(ours.begin, theirs.begin),
                           std::min(ours.end, theirs.end)};
          if (both.begin < both.end) kept.push_back(both);
        }
      }
      ranges_ = std::move(kept);
      if (ranges_.empty()) clear();
      break;
    }
    case Form::kBitmap: {
      std::uint32_t behind = 0;
      for (const Range& range : ranges) {
        clear_bits(behind, range.begin, words_);
        behind = range.end;
      }
      clear_bits(behind, kPostingBlock, words_);
      break;
    }
    case Form::kList:
      std::erase_if(list_, [&](std::uint16_t low) {
        return std::ranges::none_of(ranges, [&](const Range& range) {
          return low >= range.begin && low < range.end;
        });
      });
  }
}

void DocSet::cut(std::uint32_t end) {
  if (end < kPostingBlock) keep_within({{0, end}});
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
    case Form::kRanges:
      for (const Range& range : other.ranges_) {
        clear_bits(range.begin, range.end, words_);
      }
      break;
    case Form::kList:
      for (const std::uint16_t low : other.list_) {
        words_[low / 64] &= ~(std::uint64_t{1} << (low % 64));
      }
  }
}

}  // namespace lede
