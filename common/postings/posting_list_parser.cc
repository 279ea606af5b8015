// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/posting_list_parser.h"

#include <array>

namespace lede {
namespace {

using internal::BlockEntry;
using internal::BlockTable;
using internal::TermEntry;
using internal::WideWdf;

// The wdf of lists whose are all alike; a block of one has no more postings.
using UniformWdf = std::array<std::uint8_t, kPostingBlock>;

constexpr UniformWdf kAllZeros{};
constexpr UniformWdf kAllOnes = [] {
  UniformWdf ones{};
  for (std::uint8_t& one : ones) one = 1;
  return ones;
}();

}  // namespace

template <typename T>
const T* PostingListParser::take(std::uint64_t count, std::size_t alignment) {
  const std::size_t begin = (at_ + alignment - 1) / alignment * alignment;
  if (!whole_ || begin > record_.size() ||
      count > (record_.size() - begin) / sizeof(T)) {
    whole_ = false;
    return nullptr;
  }
  // That of the record itself is the entry's word, which damage may have bent.
  const std::uint8_t* const part = record_.data() + begin;
  if (reinterpret_cast<std::uintptr_t>(part) % alignment != 0) {
    whole_ = false;
    return nullptr;
  }
  at_ = begin + count * sizeof(T);
  return reinterpret_cast<const T*>(part);
}

std::optional<PostingList> PostingListParser::parse() {
  PostingList list;
  list.frequency_ = entry_.has(TermEntry::kSingle) ? 1 : entry_.frequency;
  list.bound_ = entry_.bound;
  parse_blocks(list);
  const std::uint64_t groups =
      (std::uint64_t{list.frequency_} + internal::kPositionGroup - 1) /
      internal::kPositionGroup;
  const bool positions = entry_.has(TermEntry::kHasPositions);
  if (positions && groups > 1) {
    list.position_groups_ = take<std::uint32_t>(groups - 1);
  }
  parse_wide(list);
  parse_ordinals(list);
  parse_wdf(list);
  const bool single = entry_.has(TermEntry::kSingle);
  list.impacts_ = kAllZeros.data();
  if (list.weighs()) {
    list.impacts_ =
        single ? &entry_.bound : take<std::uint8_t>(list.frequency_);
  }
  // One bound is that of all.
  list.bounds_ = list.bound_groups() > 1
                     ? take<std::uint8_t>(list.bound_groups())
                     : &entry_.bound;
  if (positions) {
    list.before_ = take<std::uint8_t>(list.frequency_);
    list.behind_ = take<std::uint8_t>(list.frequency_);
    list.positions_ = take<std::uint8_t>(0);
  }
  list.end_ = record_.data() + record_.size();
  if (!whole_) return std::nullopt;
  return list;
}

void PostingListParser::parse_blocks(PostingList& list) {
  if (entry_.has(TermEntry::kHasTable)) {
    const auto* table = take<BlockTable>(1);
    if (table == nullptr) return;
    list.blocks_ = table->blocks;
    list.bitmap_count_ = table->bitmaps;
    list.table_ = take<BlockEntry>(list.blocks_);
  } else {
    list.blocks_ = list.frequency_ == 0 ? 0 : 1;
    list.bitmap_count_ = list.frequency_ >= kBitmapFrom ? 1 : 0;
  }
  if (list.bitmap_count_ == 0) return;
  list.bitmaps_ =
      take<std::uint64_t>(std::uint64_t{list.bitmap_count_} * kBitmapWords,
                          internal::kSectionAlignment);
}

void PostingListParser::parse_wide(PostingList& list) {
  if (!entry_.has(TermEntry::kHasWide)) return;
  const auto* count = take<std::uint32_t>(1);
  if (count == nullptr) return;
  list.wide_count_ = *count;
  list.wide_ = take<WideWdf>(list.wide_count_);
}

void PostingListParser::parse_ordinals(PostingList& list) {
  if (entry_.has(TermEntry::kSingle)) {
    // The low half of the entry's own field.
    list.low_ = reinterpret_cast<const std::uint16_t*>(&entry_.frequency);
    list.only_block_ = entry_.frequency / kPostingBlock;
    return;
  }
  list.low_ = take<std::uint16_t>(list.frequency_);
}

void PostingListParser::parse_wdf(PostingList& list) {
  if (entry_.has(TermEntry::kHasWdf)) {
    list.wdf_ = take<std::uint8_t>(list.frequency_);
    return;
  }
  list.uniform_wdf_ = true;
  list.wdf_ =
      entry_.has(TermEntry::kAllOnes) ? kAllOnes.data() : kAllZeros.data();
}

}  // namespace lede
