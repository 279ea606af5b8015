// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs, quotations and signs.

#include "searcher/query/marks.h"

#include <algorithm>

#include "searcher/query/query_text.h"

namespace lede::internal {
namespace {

constexpr char32_t kRightSingleQuote = U'’';

std::size_t find_code_point(std::string_view text, std::size_t at,
                            char32_t wanted) {
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (c.value == wanted) return at;
    at += c.bytes;
  }
  return std::string_view::npos;
}

std::size_t find_double_quote(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (is_double_quote(c.value)) return at;
    at += c.bytes;
  }
  return std::string_view::npos;
}

// Marks that come in pairs of one kind may stand around others.
std::size_t closing_double_quote(std::string_view text, std::size_t at,
                                 char32_t opening) {
  const char32_t own = opening == U'“'    ? U'”'
                       : opening == U'「' ? U'」'
                                          : opening;
  const std::size_t end = find_code_point(text, at, own);
  return end != std::string_view::npos ? end : find_double_quote(text, at);
}

// ‘ ’ pair only if the second does not stand inside a word, as in "it’s".
std::size_t closing_single_quote(std::string_view text, std::size_t at) {
  while ((at = find_code_point(text, at, kRightSingleQuote)) !=
         std::string_view::npos) {
    const std::size_t next = at + code_point_at(text, at).bytes;
    if (!is_word_code_point(code_point_at(text, next).value)) return at;
    at = next;
  }
  return std::string_view::npos;
}

// "5", "10M", "5C" are amounts with a sign before them; "2023" and "4o" are
// words.
bool is_amount(std::string_view run) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const auto c = static_cast<unsigned char>(run[i]);
    if (is_ascii_digit(c)) {
      ++digits;
    } else if (c >= 0x80 || !is_word_code_point(c)) {
      return true;
    }
  }
  const bool unit = !run.empty() && std::string_view("CFKMBkm").find(
                                        run.back()) != std::string_view::npos;
  return digits < 4 && digits + (unit ? 1 : 0) == run.size();
}

}  // namespace

bool ends_run(char32_t c) {
  return is_space(c) || is_separator(c) || is_double_quote(c) ||
         is_open_paren(c) || is_close_paren(c);
}

std::size_t run_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (ends_run(c.value)) break;
    at += c.bytes;
  }
  return at;
}

std::size_t closing_quote(std::string_view text, std::size_t at,
                          char32_t opening) {
  return opening == kLeftSingleQuote ? closing_single_quote(text, at)
                                     : closing_double_quote(text, at, opening);
}

bool sign_applies(Sign sign, std::string_view rest) {
  const CodePoint first = code_point_at(rest, 0);
  if (sign == Sign::kNone || first.bytes == 0) return false;
  if (is_double_quote(first.value) || is_open_paren(first.value) ||
      first.value == kLeftSingleQuote) {
    return true;
  }
  if (first.value == U'.') {  // -.NET
    const char32_t second = code_point_at(rest, 1).value;
    return is_word_code_point(second) && !is_ascii_digit(second);
  }
  if (!is_ascii_digit(first.value)) return is_word_code_point(first.value);
  return sign == Sign::kNot && !is_amount(rest.substr(0, run_end(rest, 0)));
}

}  // namespace lede::internal
