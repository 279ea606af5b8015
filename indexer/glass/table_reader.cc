// SPDX-License-Identifier: GPL-3.0-or-later
//
// See table_writer.cc for what a block holds.

#include "indexer/glass/table_reader.h"

#include <utility>

#include "indexer/glass/table_layout.h"

namespace lede::internal {
namespace {

constexpr std::uint32_t kBlocksToRelease = 1024;

std::size_t short_at(const std::uint8_t* at) {
  return std::size_t{at[0]} << 8 | at[1];
}

std::uint32_t long_at(const std::uint8_t* at) {
  return static_cast<std::uint32_t>(short_at(at) << 16 | short_at(at + 2));
}

std::string_view view(const std::uint8_t* at, std::size_t size) {
  return {reinterpret_cast<const char*>(at), size};
}

}  // namespace

Result<TableReader> TableReader::open(const std::filesystem::path& path,
                                      const TableRoot& root,
                                      std::uint32_t revision) {
  TableReader reader;
  if (root.blocks == 0) return reader;
  Result<MappedFile> map = MappedFile::open(path);
  if (!map) return map.error();
  reader.map_ = std::move(*map);
  reader.blocks_ =
      static_cast<std::uint32_t>(reader.map_.bytes().size() / kTableBlock);
  reader.revision_ = revision;
  if (root.level > kHighestLevel) {
    reader.fail();
  } else {
    reader.steps_.resize(root.level + std::size_t{1});
    if (reader.enter(root.root, root.level)) {
      reader.done_ = false;
      reader.next();
    }
  }
  if (reader.damaged_) {
    return Error{ErrorCode::kCorrupt, path.string() + " is damaged"};
  }
  return reader;
}

bool TableReader::fail() {
  damaged_ = true;
  done_ = true;
  return false;
}

bool TableReader::enter(std::uint32_t block, std::size_t level) {
  if (block >= blocks_) return fail();
  const std::uint8_t* const bytes =
      map_.bytes().data() + std::size_t{block} * kTableBlock;
  const std::size_t end = short_at(bytes + kDirectoryEndAt);
  if (long_at(bytes) > revision_ || bytes[kLevelAt] != level ||
      end < kBlockHead || end > kTableBlock ||
      (end - kBlockHead) % kDirectoryEntry != 0) {
    return fail();
  }
  steps_[level] = {bytes, kBlockHead, end};
  // Leaves mostly lie in order: a table is not kept in memory once read.
  if (level == 0 && block >= released_ + 2 * kBlocksToRelease) {
    const std::uint32_t behind = block - kBlocksToRelease;
    map_.release(
        map_.bytes().subspan(std::size_t{released_} * kTableBlock,
                             std::size_t{behind - released_} * kTableBlock));
    released_ = behind;
  }
  return true;
}

bool TableReader::find_leaf() {
  std::size_t level = 0;
  while (level < steps_.size() && steps_[level].at == steps_[level].end) {
    ++level;
  }
  if (level == steps_.size()) return false;
  for (; level > 0; --level) {
    Step& step = steps_[level];
    const std::size_t item = short_at(step.block + step.at);
    step.at += kDirectoryEntry;
    if (item + kBranchHead > kTableBlock) return fail();
    if (!enter(long_at(step.block + item), level - 1)) return false;
  }
  return true;
}

bool TableReader::take_item(Item& item) {
  // A leaf that is empty, as deletions may leave the only one, has no item.
  do {
    if (!find_leaf()) return false;
  } while (steps_[0].at == steps_[0].end);
  Step& step = steps_[0];
  const std::size_t begin = short_at(step.block + step.at);
  step.at += kDirectoryEntry;
  if (begin + kLeafHead > kTableBlock) return fail();
  const std::uint8_t* const bytes = step.block + begin;
  const std::size_t size =
      (short_at(bytes) & ((std::size_t{1} << kItemSizeBits) - 1)) + kLeafHead;
  item.first = (bytes[0] & kFirstPiece) != 0;
  item.last = (bytes[0] & kLastPiece) != 0;
  item.deflated = (bytes[0] & kDeflated) != 0;
  const std::size_t key_size = bytes[2];
  const std::size_t head =
      kLeafHead + key_size + (item.first ? 0 : kPieceNumber);
  if (begin + size > kTableBlock || size < head) return fail();
  item.key = view(bytes + kLeafHead, key_size);
  item.bytes = view(bytes + head, size - head);
  return true;
}

void TableReader::next() {
  Item item;
  do {
    if (!take_item(item)) {
      done_ = true;
      return;
    }
  } while (item.key.empty());
  if (item.key <= key_) {
    fail();
    return;
  }
  key_ = item.key;
  tag_ = item.bytes;
  deflated_ = item.deflated;
  in_pieces_ = !item.last;
  if (!item.first) {
    fail();
    return;
  }
  if (!in_pieces_) return;
  joined_ = item.bytes;
  while (!item.last) {
    if (!take_item(item) || item.first || item.key != key_) {
      fail();
      return;
    }
    joined_ += item.bytes;
  }
}

}  // namespace lede::internal
