// SPDX-License-Identifier: GPL-3.0-or-later
//
// How numbers, texts and positions are spelt in Xapian's glass tables.
//
// What puts appends to `out`; what takes reads off the front of `bytes`, and is
// false, with nothing of use read, if they are too few or too many for it.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lede::internal {

// Seven bits a byte, low ones first, the highest bit set on all but the last.
inline void put_number(std::uint64_t number, std::string& out) {
  while (number >= 0x80) {
    out += static_cast<char>(number | 0x80);
    number >>= 7;
  }
  out += static_cast<char>(number);
}

bool take_number(std::string_view& bytes, std::uint64_t& number);

// The size, then the bytes.
inline void put_text(std::string_view text, std::string& out) {
  put_number(text.size(), out);
  out += text;
}
bool take_text(std::string_view& bytes, std::string_view& text);

// The bytes of a number without leading zeros, low ones first: none for 0. Only
// the end of a key or tag can hold it.
void put_last_number(std::uint64_t number, std::string& out);

// Keys that order as the numbers do. None begins with 0xFF.
void put_sortable_number(std::uint32_t number, std::string& out);
bool take_sortable_number(std::string_view& bytes, std::uint32_t& number);

// Keys that order as the texts do, whatever follows: NULs are told from the end
// by 0xFF behind them. The end is a NUL, if anything follows.
void put_sortable_text(std::string_view text, std::string& out);
void put_sortable_last_text(std::string_view text, std::string& out);

// The positions of a term in a document: the last one, and if there are more,
// the first, their count and the others by interpolative coding (Moffat and
// Stuiver, Binary Interpolative Coding, 2000; Witten, Moffat and Bell, Managing
// Gigabytes, 3.4), in bits, low ones first.
//
// REQUIRES: they ascend, and there is one at least.
void put_positions(std::span<const std::uint32_t> positions, std::string& out);

}  // namespace lede::internal
