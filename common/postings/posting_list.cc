// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/posting_list.h"

#include <algorithm>
#include <cstring>

#include "common/postings/format.h"

namespace lede {
namespace {

using internal::kLongPositions;
using internal::kPositionGroup;

constexpr std::uint64_t kLowBits = 0x0101010101010101;
constexpr std::uint64_t kHighBits = 0x8080808080808080;
constexpr std::uint64_t kEvenBytes = 0x00ff00ff00ff00ff;

std::uint64_t word_at(const std::uint8_t* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// The first `count` bytes of a word, zeros above; count < 8.
std::uint64_t first_bytes(std::uint64_t word, std::uint32_t count) {
  return word & ((std::uint64_t{1} << (8 * count)) - 1);
}

bool has_long(std::uint64_t word) {
  return ((~word - kLowBits) & word & kHighBits) != 0;
}

// Sum of the first `count` of 16 bytes, below 2^16; UINT32_MAX if one of them
// is kLongPositions.
std::uint32_t sum_of_sizes(const std::uint8_t* sizes, std::uint32_t count) {
  std::uint64_t low = word_at(sizes);
  std::uint64_t high = 0;
  if (count < 8) {
    low = first_bytes(low, count);
  } else {
    high = first_bytes(word_at(sizes + 8), count - 8);
  }
  if (has_long(low) || has_long(high)) return UINT32_MAX;
  const std::uint64_t pairs = (low & kEvenBytes) + (low >> 8 & kEvenBytes) +
                              (high & kEvenBytes) + (high >> 8 & kEvenBytes);
  return static_cast<std::uint32_t>(pairs * 0x0001000100010001 >> 48);
}

// The bytes of one posting of a group, found one after another; empty if the
// group does not hold it.
std::span<const std::uint8_t> walk_group(const std::uint8_t* sizes,
                                         std::uint32_t count,
                                         std::uint32_t wanted,
                                         const std::uint8_t* end) {
  const std::uint8_t* at = sizes + count;
  for (std::uint32_t i = 0;; ++i) {
    std::uint32_t size = sizes[i];
    if (size == kLongPositions) {
      if (end - at < std::ptrdiff_t{sizeof size}) return {};
      std::memcpy(&size, at, sizeof size);
      at += sizeof size;
    }
    if (end - at < std::ptrdiff_t{size}) return {};
    if (i == wanted) return {at, size};
    at += size;
  }
}

}  // namespace

std::uint8_t neighbor_mark(std::string_view term) {
  return neighbor_mark(internal::term_hash(term));
}

PostingBlock PostingList::block(std::uint32_t i) const {
  PostingBlock block;
  std::uint32_t end = frequency_;
  bool dense = bitmap_count_ > 0;
  std::uint32_t bitmap = 0;
  block.block = only_block_;
  if (table_ != nullptr) {
    const internal::BlockEntry& entry = table_[i];
    block.block = entry.block;
    block.first = std::min(entry.first, frequency_);
    if (i + 1 < blocks_) end = std::min(table_[i + 1].first, frequency_);
    bitmap = entry.bitmap;
    dense = bitmap < bitmap_count_;
  }
  const std::size_t size =
      end < block.first ? 0 : std::min(end - block.first, kPostingBlock);
  block.low = {low_ + block.first, size};
  block.wdf = {uniform_wdf_ ? wdf_ : wdf_ + block.first, size};
  block.impacts = weighs() ? impacts_ + block.first : impacts_;
  if (before_ != nullptr) {
    block.before = before_ + block.first;
    block.behind = behind_ + block.first;
  }
  if (dense) block.bitmap = bitmaps_ + bitmap * kBitmapWords;
  return block;
}

std::uint32_t PostingList::wdf(std::uint32_t posting) const {
  const std::uint8_t narrow = uniform_wdf_ ? wdf_[0] : wdf_[posting];
  if (narrow != kWideWdf) return narrow;
  const internal::WideWdf* const end = wide_ + wide_count_;
  const auto* found = std::lower_bound(
      wide_, end, posting, [](const internal::WideWdf& wide, std::uint32_t at) {
        return wide.posting < at;
      });
  return found != end && found->posting == posting ? found->wdf : narrow;
}

WordNeighbors PostingList::neighbors(std::uint32_t posting) const {
  if (before_ == nullptr) return {};
  return {before_[posting], behind_[posting]};
}

PositionCursor PostingList::positions(std::uint32_t posting) const {
  const std::span<const std::uint8_t> bytes = position_bytes(posting);
  return {bytes.data(), bytes.data() + bytes.size()};
}

std::span<const std::uint8_t> PostingList::position_bytes(
    std::uint32_t posting) const {
  if (positions_ == nullptr) return {};
  const std::uint32_t group = posting / kPositionGroup;
  const std::size_t offset = group == 0 ? 0 : position_groups_[group - 1];
  const std::uint32_t wanted = posting % kPositionGroup;
  const std::uint32_t count =
      std::min(kPositionGroup, frequency_ - group * kPositionGroup);
  const auto room = static_cast<std::size_t>(end_ - positions_);
  if (offset > room || count > room - offset) return {};
  const std::uint8_t* const sizes = positions_ + offset;
  const std::uint32_t size = sizes[wanted];
  const std::uint32_t before = sum_of_sizes(sizes, wanted);
  if (size == kLongPositions || before == UINT32_MAX) {
    return walk_group(sizes, count, wanted, end_);
  }
  if (std::size_t{count} + before + size > room - offset) return {};
  return {sizes + count + before, size};
}

}  // namespace lede
