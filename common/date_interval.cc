// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dates as a query names them: points, durations back from now, ranges, and
// whether words are meant as a date at all.

#include <cstdint>
#include <limits>
#include <string>

#include "common/date.h"
#include "common/date_calendar.h"
#include "common/date_text.h"
#include "common/date_words.h"
#include "common/prose_scan.h"

namespace lede {
namespace {

using internal::Calendar;
using internal::CalendarUnit;
using internal::DateCursor;
using internal::SaidDate;

constexpr std::int64_t kForever = std::numeric_limits<std::int64_t>::max();

std::optional<CalendarUnit> unit_of(char letter) {
  switch (letter | 0x20) {
    case 'h':
      return CalendarUnit::kHour;
    case 'd':
      return CalendarUnit::kDay;
    case 'w':
      return CalendarUnit::kWeek;
    case 'm':
      return CalendarUnit::kMonth;
    case 'y':
      return CalendarUnit::kYear;
    default:
      return std::nullopt;
  }
}

// 36h, 7d, 2w, 3m, 1y: from then to now.
std::optional<DateInterval> parse_duration(std::string_view text,
                                           const Calendar& calendar) {
  DateCursor cursor(text);
  const auto count = cursor.take_number(1, 5);
  const auto unit = unit_of(cursor.take_any_of("hdwmyHDWMY"));
  if (!count || !unit || !cursor.at_end()) return std::nullopt;
  return calendar.past(*unit, *count);
}

std::optional<SaidDate> said_date(std::string_view text,
                                  const Calendar& calendar) {
  const auto english = internal::read_english_date(text, calendar);
  return english ? english : internal::read_chinese_date(text, calendar);
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
  const Calendar calendar(zone, now);
  if (const auto duration = parse_duration(text, calendar)) return *duration;
  if (const auto said = said_date(text, calendar)) return said->interval;
  if (!is_stray_number(text)) {
    if (const auto date = parse_date(text, zone)) {
      return interval_of(*date, zone);
    }
  }
  return Error{ErrorCode::kInvalidArgument,
               "\"" + std::string(text) +
                   "\" is no date: write 2025-09-11, 2025-09, 2025-Q3, 7d, "
                   "\"last week\" or 2025-09-01..2025-09-11"};
}

// A day or month in full: not 20250911 or 2025.9, which may be anything.
std::optional<DateInterval> written_date(std::string_view text,
                                         const TimeZone& zone) {
  const auto date = internal::read_day_or_month(text);
  if (!date || date->size != text.size()) return std::nullopt;
  const bool full = date->precision == DatePrecision::kDay;
  if (text.find_first_not_of("0123456789") == std::string_view::npos ||
      (!full && text.find_first_of("./") != std::string_view::npos)) {
    return std::nullopt;
  }
  return interval_of(internal::calendar_date(*date), zone);
}

}  // namespace

std::optional<DateInterval> unmistakable_date(std::string_view text,
                                              const TimeZone& zone,
                                              std::int64_t now) {
  constexpr std::size_t kMaxDateBytes = 64;
  if (text.size() > kMaxDateBytes) return std::nullopt;
  const std::string plain = internal::normalize_figures(text);
  if (const auto said = said_date(plain, Calendar(zone, now))) {
    if (!said->unmistakable) return std::nullopt;
    return said->interval;
  }
  return written_date(plain, zone);
}

Result<DateInterval> parse_interval(std::string_view text, const TimeZone& zone,
                                    std::int64_t now) {
  const std::string plain = internal::normalize_figures(text);
  const std::size_t dots = plain.find("..");
  if (dots == std::string::npos || plain == "..") {
    return parse_point(plain, zone, now);
  }
  const std::string first =
      internal::normalize_figures(std::string_view(plain).substr(0, dots));
  const std::string last =
      internal::normalize_figures(std::string_view(plain).substr(dots + 2));
  DateInterval range{kEarliestDate, kForever};
  if (!first.empty()) {
    const Result<DateInterval> begin = parse_point(first, zone, now);
    if (!begin) return begin.error();
    range.begin = begin->begin;
  }
  if (!last.empty()) {
    const Result<DateInterval> end = parse_point(last, zone, now);
    if (!end) return end.error();
    range.end = end->end;
  }
  if (range.begin >= range.end) {
    return Error{ErrorCode::kInvalidArgument,
                 "the range \"" + plain + "\" ends before it begins"};
  }
  return range;
}

}  // namespace lede
