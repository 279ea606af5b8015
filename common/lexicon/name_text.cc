// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names as bytes.

#include "common/lexicon/internal/name_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

namespace lede::internal {
namespace {

// What may stand between two words of one name, besides ASCII blanks: dashes,
// no-break, thin, zero-width and wide blanks, middle dots, trade marks, the end
// of a title's marks (《自然》杂志).
bool joins_names(std::string_view code_point) {
  static constexpr std::array<std::string_view, 21> kJoiners = {
      "\u00a0", "\u00ad", "\u00ae", "\u00b7", "\u200b", "\u200c", "\u200d",
      "\u2009", "\u2010", "\u2011", "\u2012", "\u2013", "\u2022", "\u2027",
      "\u202f", "\u2122", "\u2212", "\u3000", "\u300b", "\u30fb", "\uff0d"};
  return std::ranges::find(kJoiners, code_point) != kJoiners.end();
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t code_point_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

}  // namespace

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string letters_of(std::string_view text) {
  std::string letters;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_ascii_letter(text[i])) {
      letters += text[i];
    } else if (text[i] == '\xef' && i + 2 < text.size()) {
      // U+FF21..U+FF3A are EF BC A1..BA, U+FF41..U+FF5A are EF BD 81..9A.
      const int low = static_cast<unsigned char>(text[i + 2]) & 0x3f;
      const char base = text[i + 1] == '\xbc'   ? '\x20'
                        : text[i + 1] == '\xbd' ? '\x60'
                                                : '\0';
      const char letter = static_cast<char>(base + low);
      if (base != 0 && is_ascii_letter(letter)) letters += letter;
      i += 2;
    }
  }
  return letters;
}

std::string punctuation_of(std::string_view name) {
  std::string punctuation;
  std::ranges::copy_if(name, std::back_inserter(punctuation),
                       [](char c) { return c > ' ' && std::ispunct(c) != 0; });
  return punctuation;
}

bool gap_joins(std::string_view gap, std::string_view punctuation) {
  std::size_t i = 0;
  for (const std::string_view possessive : {"'s", "\u2019s"}) {
    const bool named_so = punctuation.find('\'') != std::string_view::npos;
    if (named_so && gap.starts_with(possessive)) i = possessive.size();
  }
  int lines = 0;
  while (i < gap.size()) {
    const std::size_t bytes = code_point_bytes(gap[i]);
    const std::string_view code_point = gap.substr(i, bytes);
    i += bytes;
    if (punctuation.find(code_point) != std::string_view::npos) continue;
    if (bytes > 1) {
      if (!joins_names(code_point)) return false;
    } else if (is_blank(code_point[0])) {
      if (code_point[0] == '\n' && ++lines > 1) return false;
    } else if (code_point[0] == '.') {
      if (i < gap.size() && is_blank(gap[i])) return false;
    } else if (std::string_view("-_/*`").find(code_point[0]) ==
               std::string_view::npos) {
      return false;
    }
  }
  return true;
}

bool is_shouted(std::string_view letters, std::string_view name) {
  return name.size() >= 4 && letters.size() == name.size() &&
         std::ranges::any_of(name, is_lower) &&
         std::ranges::none_of(letters, is_lower);
}

bool gap_joins_version(std::string_view gap) {
  static constexpr std::array<std::string_view, 5> kGaps = {"", " ", "-",
                                                            "\u2011", "\u00a0"};
  return std::ranges::find(kGaps, gap) != kGaps.end();
}

bool is_version(std::string_view atom) {
  const auto digits = static_cast<std::size_t>(
      std::ranges::find_if_not(atom, is_digit) - atom.begin());
  if (digits == 0) return false;
  return digits <= 2 || (digits < atom.size() && is_ascii_letter(atom[digits]));
}

bool is_identifier(std::string_view text, Span span) {
  const bool before = span.begin > 0 && text[span.begin - 1] == '_';
  const bool after = span.end < text.size() && text[span.end] == '_';
  return before != after;
}

bool holds_blank(std::string_view text) {
  return std::ranges::any_of(text, is_blank) ||
         text.find("\u00a0") != std::string_view::npos ||
         text.find("\u3000") != std::string_view::npos;
}

std::string plural_of(std::string_view text) {
  const bool ends_in_word = text.size() >= 2 && is_ascii_letter(text.back()) &&
                            is_ascii_letter(text[text.size() - 2]);
  if (!ends_in_word || text.back() == 's' || text.back() == 'S') return {};
  const auto ends = [&](std::string_view end) { return text.ends_with(end); };
  const bool vowel_before =
      std::string_view("aeiou").find(text[text.size() - 2]) !=
      std::string_view::npos;
  if (ends("y") && !vowel_before) {
    return std::string(text.substr(0, text.size() - 1)) + "ies";
  }
  if (ends("x") || ends("ch") || ends("sh") || ends("z")) {
    return std::string(text) + "es";
  }
  return std::string(text) + "s";
}

}  // namespace lede::internal
