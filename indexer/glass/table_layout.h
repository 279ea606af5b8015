// SPDX-License-Identifier: GPL-3.0-or-later
//
// The blocks of a table, their numbers big-endian:
//
//   0  revision, 4 bytes
//   4  level
//   5  free bytes in one piece, 2 bytes
//   7  free bytes, 2 bytes
//   9  end of the directory, 2 bytes
//   11 directory: where the items begin, 2 bytes each, in the order of keys
//      free bytes
//      items, of which the last lies first
//
// An item of a leaf: its size less 3, 13 bits below three flags; the key's
// size, a byte; the key; unless it is a tag's first piece, the piece's number,
// 2 bytes; the piece. One of a branch: the child's block, 4 bytes; the
// separator's size, a byte; the separator; the piece's number, 2 bytes. The
// first key of the first leaf, and the separator of the first item of each
// branch, is empty.

#pragma once

#include <cstddef>
#include <cstdint>

namespace lede::internal {

inline constexpr std::size_t kLevelAt = 4;
inline constexpr std::size_t kFreeInOnePieceAt = 5;
inline constexpr std::size_t kFreeAt = 7;
inline constexpr std::size_t kDirectoryEndAt = 9;
inline constexpr std::size_t kBlockHead = 11;
inline constexpr std::size_t kDirectoryEntry = 2;

inline constexpr std::size_t kLeafHead = 3;    // size and the key's size
inline constexpr std::size_t kBranchHead = 5;  // child and the separator's size
inline constexpr std::size_t kPieceNumber = 2;
inline constexpr unsigned kItemSizeBits = 13;
inline constexpr unsigned kHighestLevel = 9;

inline constexpr std::uint8_t kDeflated = 0x80;
inline constexpr std::uint8_t kLastPiece = 0x40;
inline constexpr std::uint8_t kFirstPiece = 0x20;

}  // namespace lede::internal
