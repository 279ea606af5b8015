// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands before and behind the number of an amount.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace lede::internal {

// What an amount is measured in.
struct UnitName {
  std::string_view unit;  // "usd", "percent", "w"; of static life
  int exponent = 0;       // 9 of gigawatts
  std::size_t size = 0;   // bytes it takes
  // Also a common word, such as "pounds": counts only behind a scale.
  bool doubtful = false;
};

// The currency whose sign or code ends at byte `end`, a space between it and
// the number allowed. "¥" is Japan's if `japanese`.
std::optional<UnitName> currency_before(std::string_view text, std::size_t end,
                                        bool japanese);

// The unit that begins at `at`. `any_case`: symbols, too, in any case.
std::optional<UnitName> unit_at(std::string_view text, std::size_t at,
                                bool any_case);

// "million", 万, "bn": powers of ten, and the bytes it takes.
struct ScaleName {
  int exponent = 0;
  std::size_t size = 0;
};
// A word or a character of its own that begins at `at`.
std::optional<ScaleName> scale_at(std::string_view text, std::size_t at);
// One letter hung on the number: B, T; K and M count only with a unit.
std::optional<ScaleName> scale_letter_at(std::string_view text, std::size_t at);

}  // namespace lede::internal
