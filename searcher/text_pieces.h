// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a text may be cut so that its parts hold the same words as the whole:
// at white space, and on both sides of an ideograph, which is a word. Pairs of
// ideographs and whatever else takes several words may be cut in two.

#pragma once

#include <cstddef>
#include <string_view>

#include "common/analysis/utf8.h"
#include <lede/article.h>

namespace lede {

constexpr bool is_space(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

inline constexpr std::size_t kIdeographBytes = 3;

// The ideograph of the unified block (U+4E00 to U+9FFF) that begins at `pos`; 0
// if none does.
inline char32_t ideograph_at(std::string_view text, std::size_t pos) {
  if (pos + kIdeographBytes > text.size() || text[pos] < '\xE4' ||
      text[pos] > '\xE9' || !internal::is_continuation(text[pos + 1]) ||
      !internal::is_continuation(text[pos + 2])) {
    return 0;
  }
  constexpr char32_t kFirst = 0x4E00;
  const auto bits = [&](std::size_t at, unsigned mask) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at]) & mask);
  };
  const char32_t code_point =
      bits(pos, 0x0F) << 12U | bits(pos + 1, 0x3F) << 6U | bits(pos + 2, 0x3F);
  return code_point >= kFirst ? code_point : 0;
}

inline bool may_cut(std::string_view text, std::size_t pos) {
  if (pos == 0 || pos >= text.size()) return true;
  if (is_space(text[pos]) || is_space(text[pos - 1])) return true;
  return (!internal::is_ascii(text[pos]) && ideograph_at(text, pos) != 0) ||
         (pos >= kIdeographBytes && !internal::is_ascii(text[pos - 1]) &&
          ideograph_at(text, pos - kIdeographBytes) != 0);
}

// The nearest cut at or before `pos`, and at or behind it.
inline std::size_t cut_before(std::string_view text, std::size_t pos) {
  while (!may_cut(text, pos)) --pos;
  return pos;
}
inline std::size_t cut_from(std::string_view text, std::size_t pos) {
  while (!may_cut(text, pos)) ++pos;
  return pos;
}

// What stands between the cut at `pos` and the next.
inline Span piece_from(std::string_view text, std::size_t pos) {
  if (ideograph_at(text, pos) != 0) return {pos, pos + kIdeographBytes};
  return {pos, cut_from(text, pos + 1)};
}
// What stands between the cut at `end` and the one before.
inline Span piece_before(std::string_view text, std::size_t end) {
  return {cut_before(text, end - 1), end};
}

}  // namespace lede
