// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the query language knows of single code points: which separate words,
// which quote, which negate. Everything else is the analyzer's business.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lede::internal {

// The code point of valid UTF-8 that begins at byte `at`, and its bytes.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;  // 0 at the end of the text
};
CodePoint code_point_at(std::string_view text, std::size_t at);
// The one that ends at byte `end`.
CodePoint code_point_before(std::string_view text, std::size_t end);

bool is_space(char32_t c);         // White_Space, controls, ZWSP
bool is_double_quote(char32_t c);  // " “ ” „ ‟ ＂ 「 」
bool is_open_paren(char32_t c);    // ( （
bool is_close_paren(char32_t c);   // ) ）
bool is_dash(char32_t c);          // the four that negate: - − – －
bool is_colon(char32_t c);         // : ：
// Punctuation that ends a word as white space does: CJK marks, em dashes,
// ellipses.
bool is_separator(char32_t c);
// True for what may be part of a word: not ASCII punctuation, spaces, quotes or
// separators.
bool is_word_code_point(char32_t c);

bool is_ascii_digit(char32_t c);
bool is_ascii_lower(char32_t c);

bool has_word_code_point(std::string_view text);

// Of the letters of a text. Capitals are those of ASCII and Latin-1.
enum class LetterCase : unsigned char {
  kNone,      // there are none, or it is an operator word
  kCapitals,  // capitals throughout
  kOther,     // some are none: small, or of scripts without case
};
LetterCase letter_case(std::string_view text);

// ASCII letters in lower case, the rest as it is.
std::string ascii_lower(std::string_view text);

// Runs of white space and quotes become one space; none at the ends.
std::string squeeze(std::string_view text);

// True for AND, OR, NOT, NEAR and NEAR/n (n of at most three digits, not 0).
bool is_operator_word(std::string_view text);

}  // namespace lede::internal
