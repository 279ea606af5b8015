// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text -> cells: folded code points that know the bytes they came from and
// what they are to the token rules.
//
// The original is read cluster by cluster: a code point and all that may
// combine with it under NFKC. Folding each by itself gives the same as folding
// the whole, and every folded code point still knows its source.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace lede::internal {

enum class CellKind : std::uint8_t {
  kBreak,       // white space, symbols, emoji, most punctuation
  kLetter,      // of a script with spaces, marks included
  kDigit,       // decimal, of any script
  kMark,        // combines with what stands before it
  kCjk,         // Han, kana, hangul, bopomofo
  kDictionary,  // Thai, Lao, Khmer, Burmese: words are found by dictionary
  kJoiner,      // one of . ' - – & + # @ , _  that may hold a word together
};

// Every dash that is no hyphen (en, em, minus, horizontal bar) is this joiner;
// hyphens are '-', apostrophes '\''.
inline constexpr char32_t kLongDash = U'\u2013';

struct Cell {
  char32_t code_point = 0;  // NFKC case-folded
  std::uint32_t begin = 0;  // bytes of the original text
  std::uint32_t end = 0;
  CellKind kind = CellKind::kBreak;
  bool capital = false;  // an upper-case letter in the original
};

// Kind of a byte below 0x80.
constexpr CellKind ascii_kind(char byte) {
  const char lower = static_cast<char>(byte | 0x20);
  if (lower >= 'a' && lower <= 'z') return CellKind::kLetter;
  if (byte >= '0' && byte <= '9') return CellKind::kDigit;
  return std::string_view(".'-&+#@,_").find(byte) != std::string_view::npos
             ? CellKind::kJoiner
             : CellKind::kBreak;
}
// True if U+FEFF, soft hyphen, joiners and the like: what vanishes in words.
bool is_ignorable(char32_t code_point);

// Not shared between threads: it caches foldings.
class CellReader {
 public:
  CellReader();

  // Appends the cells of the cluster at `pos`, none if it vanishes, and returns
  // the byte behind it. A code point that follows a zero width space, a
  // trademark sign or an invalid byte begins anew.
  //
  // REQUIRES: pos < text.size().
  std::size_t read(std::string_view text, std::size_t pos,
                   std::vector<Cell>& out);

 private:
  static constexpr std::size_t kMaxCached = 3;
  struct Folded {
    char32_t source = 0;
    std::uint8_t size = 0xFF;  // 0xFF: not filled
    bool capital = false;
    std::array<char32_t, kMaxCached> code_points{};
    std::array<CellKind, kMaxCached> kinds{};
  };

  bool append_cached(char32_t source, std::size_t begin, std::size_t end,
                     std::vector<Cell>& out);

  std::vector<Folded> cache_;  // direct-mapped by code point
};

}  // namespace lede::internal
