// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exact decimals: what prose writes has no binary fraction.

#include "common/decimal.h"

#include <algorithm>
#include <utility>

#include "common/prose_scan.h"

namespace lede {
namespace {

using internal::digits_end;
using internal::is_digit;

constexpr std::uint64_t kMostDigits = 100'000'000'000'000'000;  // 18 digits
constexpr std::size_t kKeyDigits = 8;
constexpr int kExponentBias = 10;
constexpr int kMostExponent = 99;

// Behind the groups that commas part; nullopt if they are no number's. Of two
// digits as India counts, of three the last.
std::optional<std::size_t> groups_end(std::string_view text, std::size_t at) {
  std::size_t end = digits_end(text, at);
  std::size_t size = end - at;
  const bool grouped =
      end + 1 < text.size() && text[end] == ',' && is_digit(text[end + 1]);
  if (!grouped) return end;
  if (size > 3) return std::nullopt;
  while (end + 1 < text.size() && text[end] == ',' && is_digit(text[end + 1])) {
    const std::size_t begin = end + 1;
    end = digits_end(text, begin);
    size = end - begin;
    if (size != 2 && size != 3) return std::nullopt;
  }
  if (size != 3) return std::nullopt;
  return end;
}

void push_digits(std::string_view text, bool fraction, Decimal& number) {
  for (const char c : text) {
    if (!is_digit(c)) continue;
    if (number.digits >= kMostDigits) {
      if (!fraction) ++number.exponent;
      continue;
    }
    number.digits = number.digits * 10 + static_cast<std::uint64_t>(c - '0');
    if (fraction) --number.exponent;
  }
}

}  // namespace

std::optional<Decimal> sum_of(const Decimal& a, const Decimal& b) {
  Decimal high = a;
  Decimal low = b;
  if (high.exponent < low.exponent) std::swap(high, low);
  for (; high.exponent > low.exponent; --high.exponent) {
    if (high.digits >= kMostDigits) return std::nullopt;
    high.digits *= 10;
  }
  return Decimal{high.digits + low.digits, low.exponent};
}

std::string order_key(const Decimal& number) {
  if (number.digits == 0) return "00";
  std::string digits = std::to_string(number.digits);
  const int exponent =
      number.exponent + static_cast<int>(digits.size()) - 1 + kExponentBias;
  if (exponent < 0) return "00";
  if (exponent > kMostExponent) return "999";
  digits.resize(std::min(digits.size(), kKeyDigits));
  digits.resize(digits.find_last_not_of('0') + 1);
  std::string key;
  key += static_cast<char>('0' + exponent / 10);
  key += static_cast<char>('0' + exponent % 10);
  return key + digits;
}

std::optional<ReadDecimal> read_decimal(std::string_view text, std::size_t at) {
  const auto whole = groups_end(text, at);
  if (!whole) return std::nullopt;
  ReadDecimal read{{}, *whole};
  push_digits(text.substr(at, *whole - at), false, read.number);
  const auto hangs = [&](char mark) {
    return read.end + 1 < text.size() && text[read.end] == mark &&
           is_digit(text[read.end + 1]);
  };
  if (hangs('.')) {
    const std::size_t begin = read.end + 1;
    read.end = digits_end(text, begin);
    push_digits(text.substr(begin, read.end - begin), true, read.number);
  }
  if (hangs('.') || hangs(',')) return std::nullopt;
  return read;
}

}  // namespace lede
