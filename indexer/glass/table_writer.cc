// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/glass/table_writer.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "common/write_all.h"
#include "indexer/glass/table_layout.h"

namespace lede::internal {
namespace {

// Four of the largest items fit into a block.
constexpr std::size_t kMaxItem =
    (kTableBlock - kBlockHead) / 4 - kDirectoryEntry;
// A block's end is not worth a piece with fewer bytes of the tag.
constexpr std::size_t kSmallestPiece = 64;
constexpr std::size_t kBufferBytes = 64 * kTableBlock;

void put_short(std::size_t number, std::uint8_t* at) {
  at[0] = static_cast<std::uint8_t>(number >> 8);
  at[1] = static_cast<std::uint8_t>(number);
}

void put_long(std::uint32_t number, std::uint8_t* at) {
  put_short(number >> 16, at);
  put_short(number & 0xffff, at + 2);
}

std::uint8_t* put_bytes(std::string_view bytes, std::uint8_t* at) {
  if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
  return at + bytes.size();
}

}  // namespace

void TableWriter::Block::clear() {
  directory_end = kBlockHead;
  items_begin = kTableBlock;
}

bool TableWriter::Block::empty() const { return directory_end == kBlockHead; }

std::uint8_t* TableWriter::Block::add_item(std::size_t size) {
  items_begin -= size;
  put_short(items_begin, bytes.data() + directory_end);
  directory_end += kDirectoryEntry;
  return bytes.data() + items_begin;
}

TableWriter::TableWriter(std::filesystem::path path) : path_(std::move(path)) {}

TableWriter::~TableWriter() = default;

void TableWriter::open() {
  file_ = UniqueFd(
      ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file_.is_open()) error_ = errno;
  buffer_.reserve(kBufferBytes);
  levels_.push_back(std::make_unique<Block>());
  levels_.front()->clear();
  put_piece({});
}

void TableWriter::add(std::string_view key, std::string_view tag,
                      bool deflated) {
  assert(!key.empty() && key.size() <= 255 && last_key_ < key);
  if (levels_.empty()) open();
  Piece piece{key, {}, 1, false, deflated};
  do {
    const std::size_t head =
        kLeafHead + key.size() + (piece.number > 1 ? kPieceNumber : 0);
    const std::size_t room = levels_.front()->room();
    const std::size_t least = kDirectoryEntry + head;
    std::size_t most = kMaxItem - head;
    if (least + tag.size() > room && least + kSmallestPiece < room) {
      most = std::min(most, room - least);
    }
    piece.bytes = tag.substr(0, most);
    tag.remove_prefix(piece.bytes.size());
    piece.last = tag.empty();
    put_piece(piece);
    assert(piece.number < UINT16_MAX);
    ++piece.number;
  } while (!piece.last);
  ++root_.keys;
}

void TableWriter::put_piece(const Piece& piece) {
  const std::size_t size = kLeafHead + piece.key.size() +
                           (piece.number > 1 ? kPieceNumber : 0) +
                           piece.bytes.size();
  Block& block = *levels_.front();
  if (block.room() < size + kDirectoryEntry) {
    end_block(0);
    part_from_last(piece, block);
  }
  std::uint8_t* at = block.add_item(size);
  put_short(size - kLeafHead, at);
  *at |= static_cast<std::uint8_t>((piece.deflated ? kDeflated : 0) |
                                   (piece.last ? kLastPiece : 0) |
                                   (piece.number == 1 ? kFirstPiece : 0));
  at[2] = static_cast<std::uint8_t>(piece.key.size());
  at = put_bytes(piece.key, at + kLeafHead);
  if (piece.number > 1) {
    put_short(piece.number, at);
    at += kPieceNumber;
  }
  put_bytes(piece.bytes, at);
  last_key_ = piece.key;
}

// The separator is as much of the key as tells it from the one before.
void TableWriter::part_from_last(const Piece& piece, Block& block) const {
  const auto [before, now] = std::ranges::mismatch(last_key_, piece.key);
  const auto same = static_cast<std::size_t>(now - piece.key.begin());
  block.separator = piece.key.substr(0, same + 1);
  block.separator_part = piece.number;
}

void TableWriter::end_block(std::size_t level) {
  Block& block = *levels_[level];
  const std::uint32_t number = write_block(level);
  enter_child(level + 1, block.separator, block.separator_part, number);
  block.clear();
}

void TableWriter::enter_child(std::size_t level, std::string_view separator,
                              std::uint16_t part, std::uint32_t child) {
  if (levels_.size() == level) {
    levels_.push_back(std::make_unique<Block>());
    levels_.back()->clear();
  }
  Block& block = *levels_[level];
  const std::size_t size = kBranchHead + separator.size() + kPieceNumber;
  if (block.room() < size + kDirectoryEntry) end_block(level);
  const bool first = block.empty();
  if (first) {
    block.separator = separator;
    block.separator_part = part;
    separator = {};
  }
  std::uint8_t* at =
      block.add_item(kBranchHead + separator.size() + kPieceNumber);
  put_long(child, at);
  at[4] = static_cast<std::uint8_t>(separator.size());
  at = put_bytes(separator, at + kBranchHead);
  put_short(first ? 0 : part, at);
}

std::uint32_t TableWriter::write_block(std::size_t level) {
  Block& block = *levels_[level];
  std::uint8_t* const bytes = block.bytes.data();
  put_long(kTableRevision, bytes);
  bytes[kLevelAt] = static_cast<std::uint8_t>(level);
  put_short(block.room(), bytes + kFreeInOnePieceAt);
  put_short(block.room(), bytes + kFreeAt);
  put_short(block.directory_end, bytes + kDirectoryEndAt);
  std::memset(bytes + block.directory_end, 0, block.room());
  buffer_.append(reinterpret_cast<const char*>(bytes), kTableBlock);
  if (buffer_.size() >= kBufferBytes) flush();
  return root_.blocks++;
}

void TableWriter::flush() {
  if (error_ == 0 && !write_all(file_.get(), buffer_)) error_ = errno;
  buffer_.clear();
}

Result<TableRoot> TableWriter::finish() {
  if (levels_.empty()) return root_;
  while (root_.level + 1 < levels_.size()) end_block(root_.level++);
  root_.root = write_block(root_.level);
  flush();
  if (!file_.close_now() && error_ == 0) {
    error_ = errno;
  }
  if (error_ == 0) return root_;
  return Error{ErrorCode::kIo, "cannot write " + path_.string() + ": " +
                                   std::generic_category().message(error_)};
}

}  // namespace lede::internal
