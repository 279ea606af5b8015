// SPDX-License-Identifier: GPL-3.0-or-later
//
// Leaps and looks of scanners over prose.

#include "common/prose_scan.h"

#include "common/analysis/utf8.h"

namespace lede::internal {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

// U+FF10 to U+FF19 are EF BC 90 to EF BC 99.
constexpr std::string_view kFullWidthLead = "\xEF\xBC";

bool is_full_width_digit(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with(kFullWidthLead) && at + 2 < text.size() &&
         text[at + 2] >= '\x90' && text[at + 2] <= '\x99';
}

std::size_t find_full_width_digit(std::string_view text) {
  std::size_t at = 0;
  while ((at = text.find(kFullWidthLead, at)) != std::string_view::npos) {
    if (is_full_width_digit(text, at)) return at;
    at += kFullWidthLead.size();
  }
  return at;
}

}  // namespace

std::size_t next_digit(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_digit(text[at])) ++at;
  return at;
}

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

std::size_t figure_end(std::string_view text, std::size_t at) {
  std::size_t end = digits_end(text, at);
  while (end + 1 < text.size() && (text[end] == '.' || text[end] == ',') &&
         is_digit(text[end + 1])) {
    end = digits_end(text, end + 1);
  }
  return end;
}

bool figure_ends(std::string_view text, std::size_t end) {
  if (end >= text.size()) return true;
  const char next = text[end];
  if (is_letter(next) || is_digit(next) || next == '%') return false;
  const bool joins = next == '.' || next == ',' || next == ':';
  return !joins || end + 1 >= text.size() || !is_digit(text[end + 1]);
}

std::string_view letters_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

std::string_view letters_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_letter(text[end])) ++end;
  return text.substr(at, end - at);
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (true) {
    if (at < text.size() && (text[at] == ' ' || text[at] == '\t')) {
      ++at;
    } else if (text.substr(at).starts_with(kNoBreakSpace)) {
      at += kNoBreakSpace.size();
    } else {
      return at;
    }
  }
}

std::size_t skip_spaces_back(std::string_view text, std::size_t end) {
  while (true) {
    if (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t')) {
      --end;
    } else if (text.substr(0, end).ends_with(kNoBreakSpace)) {
      end -= kNoBreakSpace.size();
    } else {
      return end;
    }
  }
}

std::string lower_case(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) {
    if (is_capital_letter(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool cjk_letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || is_ascii(text[at])) return false;
  return is_cjk(next_code_point(text, at));
}

bool cjk_letter_before(std::string_view text, std::size_t end) {
  if (end == 0 || is_ascii(text[end - 1])) return false;
  std::size_t at = end - 1;
  while (at > 0 && is_continuation(text[at])) --at;
  return is_cjk(next_code_point(text, at));
}

std::string normalize_figures(std::string_view text) {
  static constexpr std::string_view kSpaces = " \t\r\n\f\v";
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view three = text.substr(i, 3);
    if (three == "\xE3\x80\x80") {  // U+3000, the ideographic space
      plain += ' ';
      i += 2;
    } else if (three.starts_with("\xC2\xA0")) {  // U+00A0
      plain += ' ';
      i += 1;
    } else if (three.starts_with("\xEF\xBC") && three.size() == 3 &&
               three[2] >= '\x81' && three[2] <= '\xBF') {
      // U+FF01 to U+FF3F, the full width forms of "!" to "_".
      plain += static_cast<char>(three[2] - '\x81' + '!');
      i += 2;
    } else {
      plain += text[i];
    }
  }
  const std::size_t begin = plain.find_first_not_of(kSpaces);
  if (begin == std::string::npos) return {};
  return plain.substr(begin, plain.find_last_not_of(kSpaces) + 1 - begin);
}

std::string_view with_ascii_digits(std::string_view text, std::string& buffer) {
  const std::size_t first = find_full_width_digit(text);
  if (first == std::string_view::npos) return text;
  buffer.assign(text.substr(0, first));
  for (std::size_t at = first; at < text.size();) {
    if (is_full_width_digit(text, at)) {
      buffer += static_cast<char>(text[at + 2] - '\x90' + '0');
      at += 3;
    } else {
      buffer += text[at++];
    }
  }
  return buffer;
}

}  // namespace lede::internal
