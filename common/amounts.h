// SPDX-License-Identifier: GPL-3.0-or-later
//
// The amounts a text speaks of: sums of money, shares, sizes, large numbers.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/decimal.h"

namespace lede {

struct Amount {
  Decimal value;          // in `unit`: watts of gigawatts
  Decimal written;        // with its scale words alone: 1.2 of 1.2 gigawatts
  std::string_view unit;  // "usd", "percent", "w" ...; empty: none. Of static
                          // life
};

// Appends the amounts that `text` writes with digits, in order:
//
//   $1.5 billion · US$1.5B · 1.5bn dollars · 15亿美元 · 1億2000万円
//   70B-parameter · 128K tokens · 12 percent · 1.2 gigawatts · 80GB · 3nm
//   10 million · 5万 · 70B       without a unit
//   $1-2 billion · 10 to 12%     both ends
//
// A number is an amount by its unit or by a scale ("million", 万, an attached
// B or T); of "3M", "4K" and "5G" nobody knows. "¥" is Japan's if `lang` is
// "ja", else China's, "$" always America's; signs before numbers are ignored.
// Never fails; one pass.
//
// REQUIRES: `text` is valid UTF-8.
void find_amounts(std::string_view text, std::string_view lang,
                  std::vector<Amount>& amounts);

// The one amount that is all of `text`, as a query writes it: any number will
// do, "1m" and "1k" are scales, units are read in any case. nullopt if it is
// none.
std::optional<Amount> read_amount(std::string_view text);

}  // namespace lede
