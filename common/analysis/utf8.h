// SPDX-License-Identifier: GPL-3.0-or-later
//
// Code points in and out of UTF-8.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lede::internal {

inline constexpr char32_t kReplacement = 0xFFFD;

inline bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}
inline bool is_ascii(char byte) {
  return static_cast<unsigned char>(byte) < 0x80;
}
// True for a letter or digit of ASCII.
inline bool is_ascii_word(char byte) {
  const char lower = static_cast<char>(byte | 0x20);
  return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
}

// True for a letter or numeral of Han, kana, Hangul or bopomofo.
bool is_cjk(char32_t code_point);

// Decodes the code point at `pos` and moves `pos` behind it; an invalid
// sequence gives kReplacement for each maximal subpart.
//
// REQUIRES: pos < text.size().
char32_t next_code_point(std::string_view text, std::size_t& pos);

// REQUIRES: `code_point` is a Unicode scalar value.
void append_utf8(std::string& out, char32_t code_point);

}  // namespace lede::internal
