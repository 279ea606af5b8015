// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers in bytes of seven bits, low ones first, the highest bit set on all
// but the last (LEB128).

#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lede::internal {

inline void put_varint(std::uint64_t number, std::vector<std::uint8_t>& bytes) {
  while (number >= 0x80) {
    bytes.push_back(static_cast<std::uint8_t>(number | 0x80));
    number >>= 7;
  }
  bytes.push_back(static_cast<std::uint8_t>(number));
}

// Reads one off the front of `bytes`.
//
// REQUIRES: put_varint() wrote it.
inline std::uint64_t take_varint(std::span<const std::uint8_t>& bytes) {
  std::uint64_t number = 0;
  std::size_t at = 0;
  for (unsigned shift = 0;; shift += 7) {
    const std::uint64_t byte = bytes[at++];
    number |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  bytes = bytes.subspan(at);
  return number;
}

// What PositionCursor reads of ascending positions, in place of what was there.
inline void encode_positions(std::span<const std::uint32_t> positions,
                             std::vector<std::uint8_t>& bytes) {
  bytes.clear();
  std::uint32_t before = 0;
  for (const std::uint32_t position : positions) {
    put_varint(position - before, bytes);
    before = position;
  }
}

}  // namespace lede::internal
