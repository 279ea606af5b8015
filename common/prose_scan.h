// SPDX-License-Identifier: GPL-3.0-or-later
//
// What scanners that look for figures in prose share: they leap from one run of
// ASCII digits to the next and look around each.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lede::internal {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool is_capital_letter(char c) { return c >= 'A' && c <= 'Z'; }

// Byte of the first digit at or after `at`; text.size() if there is none.
std::size_t next_digit(std::string_view text, std::size_t at);
// Byte behind the run of digits that begins at `at`.
std::size_t digits_end(std::string_view text, std::size_t at);
// Byte behind the number that begins at `at`, with what of digits hangs on it
// by a point or a comma: "1,200.50", "3.5.1".
std::size_t figure_end(std::string_view text, std::size_t at);

// True if the digits that end at `end` are no part of something longer.
bool figure_ends(std::string_view text, std::size_t end);

// The ASCII letters that end at byte `end`; those that begin at `at`.
std::string_view letters_before(std::string_view text, std::size_t end);
std::string_view letters_at(std::string_view text, std::size_t at);

// `at` moved over spaces, U+00A0 included, towards the end; `end` moved over
// spaces towards the beginning.
std::size_t skip_spaces(std::string_view text, std::size_t at);
std::size_t skip_spaces_back(std::string_view text, std::size_t end);

// ASCII letters in lower case, the rest as it is.
std::string lower_case(std::string_view word);

// True if a letter of Han, kana or Hangul begins at `at`; ends at `end`.
bool cjk_letter_at(std::string_view text, std::size_t at);
bool cjk_letter_before(std::string_view text, std::size_t end);

// What is typed as a value: full width digits and signs as ASCII, white space
// at both ends removed.
std::string normalize_figures(std::string_view text);

// `text` with full-width digits as ASCII ones; made in `buffer`, which it then
// views, only if there are any.
std::string_view with_ascii_digits(std::string_view text, std::string& buffer);

}  // namespace lede::internal
