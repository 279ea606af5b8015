// SPDX-License-Identifier: GPL-3.0-or-later
//
// Quarters and halves of years in prose. Each function reads the form that it
// names; nullopt if something else stands there.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "common/date.h"
#include "common/date_calendar.h"

namespace lede::internal {

// A date in a text, and the byte behind it.
struct FoundDate {
  DateInterval days;
  std::size_t end = 0;
};

// "Q3 2025", "Q3 of 2025", "Q3'25": `at` is the quarter's digit, a letter
// stands before it.
std::optional<FoundDate> quarter_behind_letter(std::string_view text,
                                               std::size_t at,
                                               const Calendar& calendar);

// "3Q25", "3Q 2025": `at` is the quarter's digit.
std::optional<FoundDate> quarter_before_letter(std::string_view text,
                                               std::size_t at,
                                               const Calendar& calendar);

// "2025 Q3", "third quarter of 2025", but no quarters of fiscal years: `at` is
// where the four digits of the year begin.
std::optional<FoundDate> quarter_around_year(std::string_view text,
                                             std::size_t at,
                                             const Calendar& calendar);

// 2025年第三季度, 2025年Q3: `at` is where the year begins, `behind_year` where
// its 年 ends.
std::optional<FoundDate> cjk_quarter(std::string_view text, std::size_t at,
                                     std::size_t behind_year,
                                     const Calendar& calendar);

}  // namespace lede::internal
