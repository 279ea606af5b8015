// SPDX-License-Identifier: GPL-3.0-or-later
//
// The days, weeks, months, quarters and years around now.

#pragma once

#include <cstdint>
#include <optional>

#include "common/date.h"

namespace lede::internal {

enum class CalendarUnit { kHour, kDay, kWeek, kMonth, kQuarter, kYear };

// Months of one year, the first being 1: a quarter, a half, or all twelve.
struct MonthSpan {
  int first = 1;
  int count = 12;
};

// The calendar of a zone as seen from one instant. Weeks begin on Monday (ISO
// 8601). Cheap to copy; outlived by its zone.
class Calendar {
 public:
  Calendar(const TimeZone& zone, std::int64_t now);

  [[nodiscard]] int year() const { return today_.year; }

  // The unit that holds now (`offset` 0), the one before (-1), the one after
  // (1); nullopt outside the years 1 to 9999. Of an hour, the 60 minutes from
  // that instant on.
  [[nodiscard]] std::optional<DateInterval> whole(CalendarUnit unit,
                                                  int offset) const;

  // From `count` units back until now, by the clock: 3 months before March 14,
  // 15:00 is December 14, 15:00. Never before kEarliestDate.
  [[nodiscard]] DateInterval past(CalendarUnit unit, int count) const;

  // A day of the week that holds now (`week` 0) or of another; Monday is 0.
  [[nodiscard]] std::optional<DateInterval> weekday(int day, int week) const;
  // The latest such day that began by now or, if `before_today`, by yesterday.
  [[nodiscard]] std::optional<DateInterval> latest_weekday(
      int day, bool before_today) const;

  // REQUIRES: 1 <= span.first <= 12.
  [[nodiscard]] std::optional<DateInterval> months(int year,
                                                   MonthSpan span) const;
  // Those of the latest year in which they began by now.
  [[nodiscard]] std::optional<DateInterval> latest_months(MonthSpan span) const;

  [[nodiscard]] std::optional<DateInterval> day(int year, int month,
                                                int day) const;
  // The latest day of that number which began by now.
  [[nodiscard]] std::optional<DateInterval> latest_day(int month,
                                                       int day) const;

 private:
  // Whole days, counted from today.
  [[nodiscard]] std::optional<DateInterval> days(int offset, int count) const;
  [[nodiscard]] int days_since_monday() const;
  [[nodiscard]] std::int64_t months_back(int months) const;

  const TimeZone& zone_;
  std::int64_t now_;
  CivilTime today_;  // with the clock of now
};

}  // namespace lede::internal
