// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/list_encoder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "common/ranking_constants.h"

namespace lede::internal {
namespace {

template <typename T>
void put(const T& value, std::string& record) {
  record.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <typename T>
void put_all(std::span<const T> values, std::string& record) {
  record.append(reinterpret_cast<const char*>(values.data()),
                values.size_bytes());
}

// Rounded up by more than what summing in another order may add.
std::uint8_t bound_of(double impact) {
  if (impact == 0) return 0;
  return static_cast<std::uint8_t>(std::ceil(impact * 255 + 1e-9));
}

std::uint64_t stored_bytes(std::uint32_t position_size) {
  return std::uint64_t{position_size} +
         (position_size >= kLongPositions ? sizeof position_size : 0);
}

}  // namespace

void ListEncoder::add(std::uint32_t ordinal, std::uint32_t wdf,
                      std::span<const std::uint8_t> positions,
                      WordNeighbors beside) {
  ordinals_.push_back(ordinal);
  wdf_.push_back(wdf);
  position_sizes_.push_back(static_cast<std::uint32_t>(positions.size()));
  position_bytes_.insert(position_bytes_.end(), positions.begin(),
                         positions.end());
  neighbors_.push_back(beside);
}

EncodedList ListEncoder::finish(std::string& record) {
  record.clear();
  EncodedList list;
  list.entry.frequency = static_cast<std::uint32_t>(ordinals_.size());
  if (ordinals_.size() == 1) {
    list.entry.flags |= TermEntry::kSingle;
    list.entry.frequency = ordinals_.front();
  }
  if (!position_bytes_.empty()) list.entry.flags |= TermEntry::kHasPositions;
  const bool one_block = lengths_.lengths.size() <= kPostingBlock;
  if (ordinals_.size() > 1 && !one_block) {
    put_table(list, record);
  } else if (ordinals_.size() >= kBitmapFrom) {
    put_bitmaps({BlockEntry{0, 0, 0}}, list, record);
  }
  put_position_offsets(list, record);
  put_wide(list, record);
  put_ordinals(list, record);
  put_wdf(list, record);
  put_impacts(list, record);
  if (list.entry.has(TermEntry::kHasPositions)) {
    put_neighbors(record);
    put_positions(record);
  }
  ordinals_.clear();
  wdf_.clear();
  position_sizes_.clear();
  position_bytes_.clear();
  neighbors_.clear();
  return list;
}

void ListEncoder::put_table(EncodedList& list, std::string& record) const {
  std::vector<BlockEntry> blocks;
  std::uint16_t bitmaps = 0;
  const auto end_block = [&](std::size_t end) {
    if (blocks.empty() || end - blocks.back().first < kBitmapFrom) return;
    blocks.back().bitmap = bitmaps++;
  };
  for (std::size_t i = 0; i < ordinals_.size(); ++i) {
    const auto block = static_cast<std::uint16_t>(ordinals_[i] / kPostingBlock);
    if (!blocks.empty() && blocks.back().block == block) continue;
    end_block(i);
    blocks.push_back(
        {block, BlockEntry::kNoBitmap, static_cast<std::uint32_t>(i)});
  }
  end_block(ordinals_.size());
  list.entry.flags |= TermEntry::kHasTable;
  list.alignment = std::max(list.alignment, alignof(BlockTable));
  put(BlockTable{static_cast<std::uint32_t>(blocks.size()), bitmaps}, record);
  put_all(std::span<const BlockEntry>(blocks), record);
  if (bitmaps > 0) put_bitmaps(blocks, list, record);
}

void ListEncoder::put_bitmaps(const std::vector<BlockEntry>& blocks,
                              EncodedList& list, std::string& record) const {
  list.alignment = kSectionAlignment;
  record.resize((record.size() + kSectionAlignment - 1) / kSectionAlignment *
                kSectionAlignment);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].bitmap == BlockEntry::kNoBitmap) continue;
    const std::size_t end =
        i + 1 < blocks.size() ? blocks[i + 1].first : ordinals_.size();
    std::array<std::uint64_t, kBitmapWords> words{};
    for (std::size_t at = blocks[i].first; at < end; ++at) {
      const std::uint32_t low = ordinals_[at] % kPostingBlock;
      words[low / 64] |= std::uint64_t{1} << (low % 64);
    }
    put(words, record);
  }
}

void ListEncoder::put_position_offsets(EncodedList& list,
                                       std::string& record) const {
  if (!list.entry.has(TermEntry::kHasPositions)) return;
  if (ordinals_.size() <= kPositionGroup) return;
  list.alignment = std::max(list.alignment, alignof(std::uint32_t));
  std::uint64_t offset = 0;
  for (std::size_t i = 0; i < position_sizes_.size(); ++i) {
    if (i > 0 && i % kPositionGroup == 0) {
      put(static_cast<std::uint32_t>(offset), record);
    }
    offset += 1 + stored_bytes(position_sizes_[i]);
  }
  list.too_large = offset > UINT32_MAX;
}

void ListEncoder::put_wide(EncodedList& list, std::string& record) const {
  std::vector<WideWdf> wide;
  for (std::size_t i = 0; i < wdf_.size(); ++i) {
    if (wdf_[i] < kWideWdf) continue;
    wide.push_back({static_cast<std::uint32_t>(i), wdf_[i]});
  }
  if (wide.empty()) return;
  list.entry.flags |= TermEntry::kHasWide;
  list.alignment = std::max(list.alignment, alignof(WideWdf));
  put(static_cast<std::uint32_t>(wide.size()), record);
  put_all(std::span<const WideWdf>(wide), record);
}

void ListEncoder::put_ordinals(EncodedList& list, std::string& record) const {
  if (ordinals_.size() == 1) return;
  list.alignment = std::max(list.alignment, alignof(std::uint16_t));
  for (const std::uint32_t ordinal : ordinals_) {
    put(static_cast<std::uint16_t>(ordinal % kPostingBlock), record);
  }
}

void ListEncoder::put_wdf(EncodedList& list, std::string& record) const {
  const std::uint32_t first = wdf_.front();
  if (first <= 1 &&
      std::ranges::all_of(wdf_, [&](std::uint32_t w) { return w == first; })) {
    if (first == 1) list.entry.flags |= TermEntry::kAllOnes;
    return;
  }
  list.entry.flags |= TermEntry::kHasWdf;
  for (const std::uint32_t wdf : wdf_) {
    record += static_cast<char>(std::min<std::uint32_t>(wdf, kWideWdf));
  }
}

void ListEncoder::put_impacts(EncodedList& list, std::string& record) {
  impacts_.clear();
  for (std::size_t i = 0; i < ordinals_.size(); ++i) {
    impacts_.push_back(
        wdf_[i] == 0 ? 0
                     : bound_of(impact(wdf_[i], lengths_.lengths[ordinals_[i]],
                                       lengths_.average)));
  }
  list.entry.bound = *std::ranges::max_element(impacts_);
  if (list.entry.bound > 0 && impacts_.size() > 1) {
    put_all(std::span<const std::uint8_t>(impacts_), record);
  }
  // One bound is that of all.
  if (impacts_.size() <= kBoundGroup) return;
  for (std::span<const std::uint8_t> left = impacts_; !left.empty();) {
    const auto group =
        left.first(std::min<std::size_t>(kBoundGroup, left.size()));
    record += static_cast<char>(*std::ranges::max_element(group));
    left = left.subspan(group.size());
  }
}

void ListEncoder::put_neighbors(std::string& record) const {
  for (const WordNeighbors& beside : neighbors_) {
    record += static_cast<char>(beside.before);
  }
  for (const WordNeighbors& beside : neighbors_) {
    record += static_cast<char>(beside.behind);
  }
}

void ListEncoder::put_positions(std::string& record) const {
  const auto* bytes = reinterpret_cast<const char*>(position_bytes_.data());
  for (std::size_t begin = 0; begin < position_sizes_.size();
       begin += kPositionGroup) {
    const std::size_t end =
        std::min(begin + kPositionGroup, position_sizes_.size());
    for (std::size_t i = begin; i < end; ++i) {
      record += static_cast<char>(
          std::min<std::uint32_t>(position_sizes_[i], kLongPositions));
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (position_sizes_[i] >= kLongPositions) put(position_sizes_[i], record);
      record.append(bytes, position_sizes_[i]);
      bytes += position_sizes_[i];
    }
  }
}

}  // namespace lede::internal
