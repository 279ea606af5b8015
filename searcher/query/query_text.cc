// SPDX-License-Identifier: GPL-3.0-or-later
//
// Code point classes of the query language.

#include "searcher/query/query_text.h"

#include <algorithm>

#include "common/analysis/utf8.h"

namespace lede::internal {
namespace {

bool between(char32_t c, char32_t first, char32_t last) {
  return first <= c && c <= last;
}

bool is_general_punctuation(char32_t c) {
  return between(c, 0x2010, 0x2027) || between(c, 0x2030, 0x205e) ||
         c == U'·' || c == U'«' || c == U'»' || c == U'¡' || c == U'¿' ||
         c == 0xfffd;
}

bool is_capital(char32_t c) {
  return between(c, U'A', U'Z') || (between(c, 0xc0, 0xde) && c != 0xd7);
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  std::size_t end = at;
  const char32_t value = next_code_point(text, end);
  return {value, end - at};
}

CodePoint code_point_before(std::string_view text, std::size_t end) {
  if (end == 0) return {};
  std::size_t at = end - 1;
  while (at > 0 && is_continuation(text[at])) --at;
  return code_point_at(text, at);
}

bool is_space(char32_t c) {
  return c <= 0x20 || between(c, 0x7f, 0xa0) || c == 0x1680 ||
         between(c, 0x2000, 0x200b) || c == 0x2028 || c == 0x2029 ||
         c == 0x202f || c == 0x205f || c == 0x3000;
}

bool is_double_quote(char32_t c) {
  return c == U'"' || between(c, U'“', U'‟') || c == U'＂' || c == U'「' ||
         c == U'」';
}

bool is_open_paren(char32_t c) { return c == U'(' || c == U'（'; }
bool is_close_paren(char32_t c) { return c == U')' || c == U'）'; }

bool is_dash(char32_t c) {
  return c == U'-' || c == U'−' || c == U'–' || c == U'－';
}

bool is_colon(char32_t c) { return c == U':' || c == U'：'; }

bool is_separator(char32_t c) {
  if (is_double_quote(c)) return false;
  return c == U'—' || c == U'―' || c == U'…' || between(c, 0x3001, 0x3003) ||
         between(c, 0x3008, 0x3011) || between(c, 0x3014, 0x301f) ||
         c == U'！' || c == U'，' || c == U'：' || c == U'；' || c == U'？' ||
         between(c, 0xff61, 0xff64);
}

bool is_word_code_point(char32_t c) {
  if (c < 0x80) {
    return is_ascii_digit(c) || is_ascii_lower(c) || between(c, U'A', U'Z');
  }
  return !is_space(c) && !is_double_quote(c) && !is_separator(c) &&
         !is_open_paren(c) && !is_close_paren(c) && !is_dash(c) &&
         !is_general_punctuation(c);
}

bool is_ascii_digit(char32_t c) { return between(c, U'0', U'9'); }
bool is_ascii_lower(char32_t c) { return between(c, U'a', U'z'); }

bool has_word_code_point(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_word_code_point(c.value)) return true;
    at += c.bytes;
  }
  return false;
}

LetterCase letter_case(std::string_view text) {
  LetterCase found = LetterCase::kNone;
  if (is_operator_word(text)) return found;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_capital(c.value)) {
      found = LetterCase::kCapitals;
    } else if (is_word_code_point(c.value) && !is_ascii_digit(c.value)) {
      return LetterCase::kOther;
    }
    at += c.bytes;
  }
  return found;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& byte : lower) {
    if ('A' <= byte && byte <= 'Z') byte = static_cast<char>(byte + 32);
  }
  return lower;
}

std::string squeeze(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_space(c.value) || is_double_quote(c.value)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += text.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_operator_word(std::string_view text) {
  if (text == "AND" || text == "OR" || text == "NOT" || text == "NEAR" ||
      text == "SENTENCE" || text == "PARAGRAPH") {
    return true;
  }
  if (!text.starts_with("NEAR/")) return false;
  const std::string_view digits = text.substr(5);
  return !digits.empty() && digits.size() <= 3 && digits.front() != '0' &&
         std::ranges::all_of(digits,
                             [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace lede::internal
