// SPDX-License-Identifier: GPL-3.0-or-later
//
// Units of the calendar, from decades to days, and their terms.

#include "common/calendar_terms.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "common/schema.h"

namespace lede {
namespace {

constexpr std::int64_t kDaySeconds = 86400;

enum class Unit { kDecade, kYear, kQuarter, kMonth, kDay };
// From the longest to the shortest; each lies in one of those before it.
constexpr Unit kUnits[] = {Unit::kDecade, Unit::kYear, Unit::kQuarter,
                           Unit::kMonth, Unit::kDay};

CivilTime civil_day(std::int64_t seconds) {
  return TimeZone::utc().to_civil(seconds);
}

std::int64_t first_instant(int year, int month = 1) {
  return TimeZone::utc().to_seconds({year, month});
}

// First months of a year after it carry over.
std::int64_t first_of_month(int year, int month) {
  return first_instant(year + (month - 1) / 12, (month - 1) % 12 + 1);
}

// The unit that holds `day`.
DateInterval unit_of(Unit unit, const CivilTime& day) {
  switch (unit) {
    case Unit::kDecade: {
      const int first = day.year / 10 * 10;
      return {first_instant(first), first_instant(first + 10)};
    }
    case Unit::kYear:
      return {first_instant(day.year), first_instant(day.year + 1)};
    case Unit::kQuarter: {
      const int first = (day.month - 1) / 3 * 3 + 1;
      return {first_instant(day.year, first),
              first_of_month(day.year, first + 3)};
    }
    case Unit::kMonth:
      return {first_instant(day.year, day.month),
              first_of_month(day.year, day.month + 1)};
    case Unit::kDay:
      break;
  }
  const std::int64_t begin =
      TimeZone::utc().to_seconds({day.year, day.month, day.day});
  return {begin, begin + kDaySeconds};
}

std::string term_of(Unit unit, const CivilTime& day) {
  std::array<char, 64> text{};
  const auto print = [&](const char* format, auto... numbers) {
    std::snprintf(text.data(), text.size(), format, numbers...);
  };
  switch (unit) {
    case Unit::kDecade:
      print("%03dx", day.year / 10);
      break;
    case Unit::kYear:
      print("%04d", day.year);
      break;
    case Unit::kQuarter:
      print("%04d-q%d", day.year, (day.month - 1) / 3 + 1);
      break;
    case Unit::kMonth:
      print("%04d-%02d", day.year, day.month);
      break;
    case Unit::kDay:
      print("%04d-%02d-%02d", day.year, day.month, day.day);
      break;
  }
  return std::string(prefix::kMentionedDate) + text.data();
}

}  // namespace

DateInterval whole_days(const DateInterval& interval, const TimeZone& zone) {
  // Open ends, and what lies beyond any calendar of ours.
  const std::int64_t first = first_instant(kFirstMentionedYear);
  const std::int64_t last = first_instant(kLastMentionedYear + 1);
  const auto day_of = [&](std::int64_t seconds) {
    return unit_of(Unit::kDay, zone.to_civil(seconds));
  };
  DateInterval days = interval;
  if (interval.begin > first && interval.begin < last) {
    days.begin = day_of(interval.begin).begin;
  }
  if (interval.end > first && interval.end < last) {
    days.end = day_of(interval.end - 1).end;
  }
  return days;
}

void append_date_terms(const DateInterval& date,
                       std::vector<std::string>& terms) {
  const CivilTime first = civil_day(date.begin);
  if (first.year < kFirstMentionedYear || first.year > kLastMentionedYear) {
    return;
  }
  for (const Unit unit : kUnits) {
    if (date.end > unit_of(unit, first).end) return;
    terms.push_back(term_of(unit, first));
  }
}

std::vector<std::string> date_cover(const DateInterval& interval) {
  std::int64_t at =
      std::max(interval.begin, first_instant(kFirstMentionedYear));
  const std::int64_t end =
      std::min(interval.end, first_instant(kLastMentionedYear + 1));
  std::vector<std::string> terms;
  while (at < end) {
    const CivilTime day = civil_day(at);
    for (const Unit unit : kUnits) {
      const DateInterval whole = unit_of(unit, day);
      if (whole.begin != at || whole.end > end) continue;
      terms.push_back(term_of(unit, day));
      at = whole.end;
      break;
    }
  }
  return terms;
}

}  // namespace lede
