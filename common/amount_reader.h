// SPDX-License-Identifier: GPL-3.0-or-later
//
// One amount at a place of a text, for those that look for it there.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "common/amounts.h"

namespace lede::internal {

struct AmountStyle {
  bool japanese = false;  // whose "¥" it is
  bool typed = false;     // in a query: see read_amount()
};

// What was read around a number.
struct FoundAmount {
  Amount amount;
  std::size_t begin = 0;  // with the sign of a currency before the number
  std::size_t end = 0;
  bool prefixed = false;  // the currency stands before
  bool scaled = false;    // it has a scale that makes it an amount
  bool bare = false;      // neither scale nor unit behind it
  // Powers of ten that the words behind the number add.
  int scale_exponent = 0;
  int unit_exponent = 0;
};

// The number whose digits begin at `at`, with what belongs to it; whether that
// makes an amount is_amount() tells. nullopt if it is no number.
std::optional<FoundAmount> amount_at(std::string_view text, std::size_t at,
                                     const AmountStyle& style);

inline bool is_amount(const FoundAmount& found) {
  return found.scaled || !found.amount.unit.empty();
}

}  // namespace lede::internal
