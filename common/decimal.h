// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers as prose and queries write them: decimal, without sign, exact.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lede {

// `digits` times ten to the power of `exponent`.
struct Decimal {
  std::uint64_t digits = 0;
  int exponent = 0;
};

inline Decimal operator<<(Decimal number, int powers_of_ten) {
  number.exponent += powers_of_ten;
  return number;
}

// The sum; nullopt if it has more digits than fit.
std::optional<Decimal> sum_of(const Decimal& a, const Decimal& b);

// A text that sorts as the numbers do: two digits of the exponent, then the
// number's digits without zeros at the end, cut (not rounded) after the eighth.
// 1.5e9 is "1915", 10 is "111". Below 1e-10 all is zero, "00"; from 1e90 on
// all is the same.
std::string order_key(const Decimal& number);

// The number that begins at `at`: digits, in groups by commas or not, and
// decimals. nullopt, if what stands there has more of them than a number, such
// as a version.
struct ReadDecimal {
  Decimal number;
  std::size_t end = 0;
};
std::optional<ReadDecimal> read_decimal(std::string_view text, std::size_t at);

}  // namespace lede
