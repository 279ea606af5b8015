// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/lexicon/version_order.h"

#include <algorithm>

namespace lede {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes the digits `text` begins with, without leading zeros.
std::string_view take_number(std::string_view& text) {
  const auto begin = std::min(text.find_first_not_of('0'), text.size());
  text.remove_prefix(begin);
  const auto end = static_cast<std::size_t>(
      std::ranges::find_if_not(text, is_digit) - text.begin());
  const std::string_view number = text.substr(0, end);
  text.remove_prefix(end);
  return number;
}

}  // namespace

bool version_less(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const std::string_view left = take_number(a);
      const std::string_view right = take_number(b);
      if (left.size() != right.size()) return left.size() < right.size();
      if (left != right) return left < right;
      continue;
    }
    if (a.front() != b.front()) {
      return static_cast<unsigned char>(a.front()) <
             static_cast<unsigned char>(b.front());
    }
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  return a.empty() && !b.empty();
}

}  // namespace lede
