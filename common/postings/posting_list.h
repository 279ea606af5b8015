// SPDX-License-Identifier: GPL-3.0-or-later
//
// One term's postings in a mapped file, laid out for reading: ordinals in
// blocks, counts beside them, bounds of what they can weigh, positions.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "common/postings/position_cursor.h"

namespace lede {

namespace internal {
struct TermEntry;
struct BlockEntry;
struct WideWdf;
}  // namespace internal

// Ordinals in a block, postings under one bound, and from how many postings on
// a block has a bitmap.
inline constexpr std::uint32_t kPostingBlock = 1 << 16;
inline constexpr std::uint32_t kBoundGroup = 64;
inline constexpr std::uint32_t kBitmapFrom = 4096;
inline constexpr std::size_t kBitmapWords = kPostingBlock / 64;

// A wdf that a byte cannot hold.
inline constexpr std::uint8_t kWideWdf = 255;

// The terms that stand in a document right before and right behind the places
// of one: the sets of their marks, a bit each (superimposed coding, Roberts,
// Proceedings of the IEEE 1979). What is not in them stands there nowhere.
struct WordNeighbors {
  std::uint8_t before = 0;
  std::uint8_t behind = 0;

  bool operator==(const WordNeighbors&) const = default;
};

// The bit of a term in them, by its internal::term_hash().
constexpr std::uint8_t neighbor_mark(std::uint64_t hash) {
  return static_cast<std::uint8_t>(1 << (hash % 8));
}
std::uint8_t neighbor_mark(std::string_view term);

// The postings of one term in the ordinals [block << 16, (block + 1) << 16).
struct PostingBlock {
  std::uint32_t block = 0;
  std::uint32_t first = 0;             // index of its first posting in the list
  std::span<const std::uint16_t> low;  // of the ordinals, ascending
  // As many; kWideWdf: ask PostingList::wdf().
  std::span<const std::uint8_t> wdf;
  // As many: of each posting what bounds() tells of a group.
  const std::uint8_t* impacts = nullptr;
  // As many, the sets of WordNeighbors; null if none has positions.
  const std::uint8_t* before = nullptr;
  const std::uint8_t* behind = nullptr;
  // kBitmapWords words, bit i % 64 of word i / 64 for the ordinal with low bits
  // i; null unless low.size() >= kBitmapFrom.
  const std::uint64_t* bitmap = nullptr;
};

// A value of a few pointers into a PostingsFile, valid as long as that. Const
// members are safe to call from several threads at once, cost O(1) and do not
// allocate. Of a damaged file it tells wrong things, but reads within the
// mapping; it may then tell ordinals that are none.
class PostingList {
 public:
  // No postings.
  PostingList() = default;

  // Documents that have the term, those deleted since included.
  [[nodiscard]] std::uint32_t frequency() const { return frequency_; }
  // Blocks that hold any of its postings, ascending.
  [[nodiscard]] std::uint32_t blocks() const { return blocks_; }
  // REQUIRES: i < blocks().
  [[nodiscard]] PostingBlock block(std::uint32_t i) const;

  // True if any document has it with a wdf above 0.
  [[nodiscard]] bool weighs() const { return bound_ > 0; }
  // Exact, whatever its size. O(1), but a search among the wide ones if it is
  // one. REQUIRES: posting < frequency().
  [[nodiscard]] std::uint32_t wdf(std::uint32_t posting) const;

  // For each kBoundGroup postings in turn, whatever their blocks, the highest
  // impact() of one under the file's own average length, times 255, rounded up.
  //
  // Under another average, a bound times max(1, other / own) is one: with
  // r = other / own >= 1 the norm shrinks by r at most, and
  // wdf / (wdf + K / r) = r wdf / (r wdf + K) <= r wdf / (wdf + K); with r < 1
  // norms grow and impacts shrink.
  [[nodiscard]] std::span<const std::uint8_t> bounds() const {
    return {bounds_, bound_groups()};
  }
  // The highest of bounds(); 0 if there are no postings.
  [[nodiscard]] std::uint8_t bound() const { return bound_; }

  [[nodiscard]] bool has_positions() const { return positions_ != nullptr; }
  // Where the term stands in the document of that posting: nowhere, if it was
  // indexed without positions. Skips through a kPositionGroup at most.
  //
  // REQUIRES: posting < frequency().
  [[nodiscard]] PositionCursor positions(std::uint32_t posting) const;
  // The same as stored; see PositionCursor.
  [[nodiscard]] std::span<const std::uint8_t> position_bytes(
      std::uint32_t posting) const;
  // None where there are no positions. REQUIRES: posting < frequency().
  [[nodiscard]] WordNeighbors neighbors(std::uint32_t posting) const;

 private:
  friend class PostingListParser;

  [[nodiscard]] std::size_t bound_groups() const {
    return (frequency_ + std::size_t{kBoundGroup} - 1) / kBoundGroup;
  }

  std::uint32_t frequency_ = 0;
  std::uint32_t blocks_ = 0;
  std::uint32_t only_block_ = 0;  // if there is no table of blocks
  std::uint32_t bitmap_count_ = 0;
  std::uint32_t wide_count_ = 0;
  std::uint8_t bound_ = 0;
  bool uniform_wdf_ = false;  // wdf_ is an array shared by all such lists
  const std::uint16_t* low_ = nullptr;
  const std::uint8_t* wdf_ = nullptr;
  const std::uint8_t* impacts_ = nullptr;  // shared zeros if it does not weigh
  const std::uint8_t* bounds_ = nullptr;
  const std::uint8_t* before_ = nullptr;
  const std::uint8_t* behind_ = nullptr;
  const internal::BlockEntry* table_ = nullptr;
  const std::uint64_t* bitmaps_ = nullptr;
  const internal::WideWdf* wide_ = nullptr;
  const std::uint32_t* position_groups_ = nullptr;
  const std::uint8_t* positions_ = nullptr;
  const std::uint8_t* end_ = nullptr;
};

}  // namespace lede
