// SPDX-License-Identifier: GPL-3.0-or-later
//
// See url.h.

#include "server/url.h"

#include <algorithm>

#include "common/analysis/text.h"

namespace lede {

namespace {

// Of a link's parameters, about.
constexpr std::size_t kLinkBytes = 128;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
}

// Calls `take` with each non-empty piece between separators.
template <typename Take>
void split(std::string_view text, char separator, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void append_encoded(std::string& out, std::string_view text,
                    std::string_view also_kept) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_unreserved(c) || also_kept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
}

}  // namespace

Target parse_target(std::string_view target) {
  Target out;
  target = target.substr(0, target.find('#'));
  const std::size_t mark = std::min(target.find('?'), target.size());
  out.path = target.substr(0, mark);
  split(out.path, '/', [&out](std::string_view segment) {
    out.segments.push_back(percent_decode(segment, false));
  });
  split(target.substr(std::min(mark + 1, target.size())), '&',
        [&out](std::string_view pair) {
          const std::size_t equals = std::min(pair.find('='), pair.size());
          out.parameters.emplace_back(
              percent_decode(pair.substr(0, equals), true),
              percent_decode(pair.substr(std::min(equals + 1, pair.size())),
                             true));
        });
  return out;
}

bool is_clean_text(std::string_view text) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
  };
  return std::ranges::none_of(text, is_control) && is_valid_utf8(text);
}

std::string percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool whole = text[i] == '%' && i + 2 < text.size();
    const int high = whole ? hex_value(text[i + 1]) : -1;
    const int low = whole ? hex_value(text[i + 2]) : -1;
    if (high >= 0 && low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i] == '+' && plus_is_space ? ' ' : text[i];
    }
  }
  return out;
}

std::string percent_encode(std::string_view text, std::string_view also_kept) {
  std::string out;
  out.reserve(text.size());
  append_encoded(out, text, also_kept);
  return out;
}

std::string make_link(std::string_view path, const Parameters& parameters) {
  std::string out;
  out.reserve(path.size() + kLinkBytes);
  out.append(path);
  char separator = '?';
  for (const auto& [name, value] : parameters) {
    out += separator;
    append_encoded(out, name, "");
    out += '=';
    append_encoded(out, value, ":,");
    separator = '&';
  }
  return out;
}

}  // namespace lede
