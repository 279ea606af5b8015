// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dates said in words: "last week", "3 days ago", 上个月, 2025年第三季度.

#pragma once

#include <optional>
#include <string_view>

#include "common/date.h"
#include "common/date_calendar.h"

namespace lede::internal {

struct SaidDate {
  DateInterval interval;
  // The words hardly mean anything else: "last week" does, "may" and "Q3" do
  // not.
  bool unmistakable = false;
};

inline std::optional<SaidDate> said(std::optional<DateInterval> interval,
                                    bool unmistakable = true) {
  if (!interval) return std::nullopt;
  return SaidDate{*interval, unmistakable};
}

// Each reads the whole of `text`, which normalize_figures() has made; nullopt
// if it is no such date.
std::optional<SaidDate> read_english_date(std::string_view text,
                                          const Calendar& calendar);
// In either script.
std::optional<SaidDate> read_chinese_date(std::string_view text,
                                          const Calendar& calendar);

}  // namespace lede::internal
