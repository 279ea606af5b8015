// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dates as a query names them: points, durations back from now, ranges.

#include <cstdint>
#include <limits>
#include <string>

#include "common/date.h"
#include "common/date_text.h"

namespace lede {
namespace {

using internal::DateCursor;

constexpr std::int64_t kForever = std::numeric_limits<std::int64_t>::max();

DateInterval months_of(const TimeZone& zone, int year, int month, int count) {
  const int last = year * 12 + (month - 1) + count;
  return {zone.to_seconds({year, month}),
          zone.to_seconds({last / 12, last % 12 + 1})};
}

// 2025-Q3, 2025Q3, Q3 2025.
std::optional<DateInterval> parse_quarter(std::string_view text,
                                          const TimeZone& zone) {
  DateCursor cursor(text);
  const auto take_q = [&] { return cursor.take_any_of("Qq") != '\0'; };
  std::optional<int> year = cursor.take_number(4, 4);
  if (year) {
    cursor.take("-");
    cursor.skip_spaces();
  }
  if (!take_q()) return std::nullopt;
  const auto quarter = cursor.take_number(1, 1);
  if (!year) {
    cursor.take("-");
    cursor.skip_spaces();
    year = cursor.take_number(4, 4);
  }
  if (!year || !quarter || *year < 1 || *quarter < 1 || *quarter > 4 ||
      !cursor.at_end()) {
    return std::nullopt;
  }
  return months_of(zone, *year, *quarter * 3 - 2, 3);
}

// The latest day or month of that number which began by now.
std::optional<DateInterval> latest(int month, int day, DatePrecision precision,
                                   const TimeZone& zone, std::int64_t now) {
  constexpr int kYearsBetweenLeapDays = 8;  // as around 1900 and 2100
  const int this_year = zone.to_civil(now).year;
  for (int year = this_year; year >= this_year - kYearsBetweenLeapDays;
       --year) {
    const CivilTime civil{year, month, day};
    if (!internal::is_civil_day(civil)) continue;
    const DateInterval interval =
        interval_of(internal::calendar_date({civil, precision, 0}), zone);
    if (interval.begin <= now) return interval;
  }
  return std::nullopt;
}

// 9月11日, 9月.
std::optional<DateInterval> parse_yearless(std::string_view text,
                                           const TimeZone& zone,
                                           std::int64_t now) {
  DateCursor cursor(text);
  const auto month = cursor.take_number(1, 2);
  if (!month || !cursor.take("月")) return std::nullopt;
  if (cursor.at_end()) {
    return latest(*month, 1, DatePrecision::kMonth, zone, now);
  }
  const auto day = cursor.take_number(1, 2);
  if (!day || !(cursor.take("日") || cursor.take("号") || cursor.take("號")) ||
      !cursor.at_end()) {
    return std::nullopt;
  }
  return latest(*month, *day, DatePrecision::kDay, zone, now);
}

std::int64_t months_back(std::int64_t now, int months, const TimeZone& zone) {
  CivilTime civil = zone.to_civil(now);
  const int from_zero = civil.year * 12 + (civil.month - 1) - months;
  if (from_zero < 12) return kEarliestDate;
  civil.year = from_zero / 12;
  civil.month = from_zero % 12 + 1;
  while (!internal::is_civil_day(civil)) --civil.day;
  return zone.to_seconds(civil);
}

// 36h, 7d, 2w, 3m, 1y: from then to now.
std::optional<DateInterval> parse_duration(std::string_view text,
                                           const TimeZone& zone,
                                           std::int64_t now) {
  DateCursor cursor(text);
  const auto count = cursor.take_number(1, 5);
  const char unit = cursor.take_any_of("hdwmyHDWMY");
  if (!count || unit == '\0' || !cursor.at_end()) return std::nullopt;
  const auto since = [&]() -> std::int64_t {
    constexpr std::int64_t kDay = 86400;
    switch (unit | 0x20) {
      case 'h':
        return now - *count * std::int64_t{3600};
      case 'd':
        return now - *count * kDay;
      case 'w':
        return now - *count * 7 * kDay;
      case 'm':
        return months_back(now, *count, zone);
      default:
        return months_back(now, *count * 12, zone);
    }
  }();
  return DateInterval{std::max(since, kEarliestDate), now + 1};
}

// A bare number names a year, a month or a day; as epoch it has nine digits or
// more. "7" is a typing error, not seven seconds past 1970.
bool is_stray_number(std::string_view text) {
  return text.find_first_not_of("-0123456789.") == std::string_view::npos &&
         text.size() < 9 && text.size() != 4 && text.size() != 6 &&
         text.find('-', 1) == std::string_view::npos &&
         text.find('.') == std::string_view::npos && text.size() != 8;
}

Result<DateInterval> parse_point(std::string_view text, const TimeZone& zone,
                                 std::int64_t now) {
  if (const auto quarter = parse_quarter(text, zone)) return *quarter;
  if (const auto duration = parse_duration(text, zone, now)) return *duration;
  if (const auto yearless = parse_yearless(text, zone, now)) return *yearless;
  if (!is_stray_number(text)) {
    if (const auto date = parse_date(text, zone)) {
      return interval_of(*date, zone);
    }
  }
  return Error{ErrorCode::kInvalidArgument,
               "\"" + std::string(text) +
                   "\" is no date: write 2025-09-11, 2025-09, 2025-Q3, 7d or "
                   "2025-09-01..2025-09-11"};
}

}  // namespace

Result<DateInterval> parse_interval(std::string_view text, const TimeZone& zone,
                                    std::int64_t now) {
  const std::string plain = internal::normalize_date_text(text);
  const std::size_t dots = plain.find("..");
  if (dots == std::string::npos || plain == "..") {
    return parse_point(plain, zone, now);
  }
  const std::string first =
      internal::normalize_date_text(std::string_view(plain).substr(0, dots));
  const std::string last =
      internal::normalize_date_text(std::string_view(plain).substr(dots + 2));
  DateInterval range{kEarliestDate, kForever};
  if (!first.empty()) {
    const Result<DateInterval> begin = parse_point(first, zone, now);
    if (!begin) return begin;
    range.begin = begin->begin;
  }
  if (!last.empty()) {
    const Result<DateInterval> end = parse_point(last, zone, now);
    if (!end) return end;
    range.end = end->end;
  }
  if (range.begin >= range.end) {
    return Error{ErrorCode::kInvalidArgument,
                 "the range \"" + plain + "\" ends before it begins"};
  }
  return range;
}

}  // namespace lede
