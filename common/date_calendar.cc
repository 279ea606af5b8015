// SPDX-License-Identifier: GPL-3.0-or-later
//
// The days, weeks, months, quarters and years around now.

#include "common/date_calendar.h"

#include <algorithm>
#include <chrono>

#include "common/date_text.h"

namespace lede::internal {
namespace {

constexpr int kLastYear = 9999;
constexpr std::int64_t kDaySeconds = 86400;
constexpr std::int64_t kWeekSeconds = 7 * kDaySeconds;

std::chrono::sys_days day_number(const CivilTime& day) {
  return std::chrono::year_month_day(
      std::chrono::year{day.year},
      std::chrono::month{static_cast<unsigned>(day.month)},
      std::chrono::day{static_cast<unsigned>(day.day)});
}

CivilTime civil_day(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

}  // namespace

Calendar::Calendar(const TimeZone& zone, std::int64_t now)
    : zone_(zone), now_(now), today_(zone.to_civil(now)) {}

std::optional<DateInterval> Calendar::whole(CalendarUnit unit,
                                            int offset) const {
  switch (unit) {
    case CalendarUnit::kHour: {
      const std::int64_t begin = now_ + std::int64_t{offset} * 3600;
      return DateInterval{begin, begin + 3600};
    }
    case CalendarUnit::kDay:
      return days(offset, 1);
    case CalendarUnit::kWeek:
      return days(offset * 7 - days_since_monday(), 7);
    case CalendarUnit::kMonth:
      return months(today_.year, {today_.month + offset, 1});
    case CalendarUnit::kQuarter:
      return months(today_.year,
                    {(today_.month - 1) / 3 * 3 + 1 + offset * 3, 3});
    case CalendarUnit::kYear:
      return months(today_.year + offset, {});
  }
  return std::nullopt;
}

DateInterval Calendar::past(CalendarUnit unit, int count) const {
  const auto begin = [&]() -> std::int64_t {
    switch (unit) {
      case CalendarUnit::kHour:
        return now_ - std::int64_t{count} * 3600;
      case CalendarUnit::kDay:
        return now_ - count * kDaySeconds;
      case CalendarUnit::kWeek:
        return now_ - count * kWeekSeconds;
      case CalendarUnit::kMonth:
        return months_back(count);
      case CalendarUnit::kQuarter:
        return months_back(count * 3);
      default:
        return months_back(count * 12);
    }
  }();
  return {std::max(begin, kEarliestDate), now_ + 1};
}

std::optional<DateInterval> Calendar::weekday(int day, int week) const {
  return days(week * 7 + day - days_since_monday(), 1);
}

std::optional<DateInterval> Calendar::latest_weekday(int day,
                                                     bool before_today) const {
  const int today = days_since_monday();
  const bool began = before_today ? day < today : day <= today;
  return weekday(day, began ? 0 : -1);
}

std::optional<DateInterval> Calendar::months(int year, MonthSpan span) const {
  const int first = year * 12 + span.first - 1;
  const int last = first + span.count;
  if (first < 12 || last / 12 > kLastYear) return std::nullopt;
  return DateInterval{zone_.to_seconds({first / 12, first % 12 + 1}),
                      zone_.to_seconds({last / 12, last % 12 + 1})};
}

std::optional<DateInterval> Calendar::latest_months(MonthSpan span) const {
  return months(today_.year - (span.first > today_.month ? 1 : 0), span);
}

std::optional<DateInterval> Calendar::day(int year, int month, int day) const {
  const CivilTime civil{year, month, day};
  if (!is_civil_day(civil)) return std::nullopt;
  return interval_of(calendar_date({civil, DatePrecision::kDay, 0}), zone_);
}

std::optional<DateInterval> Calendar::latest_day(int month,
                                                 int day_of_month) const {
  constexpr int kYearsBetweenLeapDays = 8;  // as around 1900 and 2100
  for (int back = 0; back <= kYearsBetweenLeapDays; ++back) {
    const auto found = day(today_.year - back, month, day_of_month);
    if (found && found->begin <= now_) return found;
  }
  return std::nullopt;
}

std::optional<DateInterval> Calendar::days(int offset, int count) const {
  const auto first = day_number(today_) + std::chrono::days(offset);
  const CivilTime begin = civil_day(first);
  const CivilTime end = civil_day(first + std::chrono::days(count));
  if (begin.year < 1 || end.year > kLastYear) return std::nullopt;
  return DateInterval{zone_.to_seconds(begin), zone_.to_seconds(end)};
}

int Calendar::days_since_monday() const {
  return static_cast<int>(
      std::chrono::weekday(day_number(today_)).iso_encoding() - 1);
}

std::int64_t Calendar::months_back(int months) const {
  CivilTime civil = today_;
  const int from_zero = civil.year * 12 + (civil.month - 1) - months;
  if (from_zero < 12) return kEarliestDate;
  civil.year = from_zero / 12;
  civil.month = from_zero % 12 + 1;
  while (!is_civil_day(civil)) --civil.day;
  return zone_.to_seconds(civil);
}

}  // namespace lede::internal
