// SPDX-License-Identifier: GPL-3.0-or-later
//
// A date as a field holds it: a day in any written form with or without a time
// and its zone, or a bare number.
//
//   text -> number?  year, compact day or time, epoch
//        -> day [T or space] time [zone]
//        -> weekday month day time [zone] year          (asctime)

#include <charconv>
#include <cstdlib>
#include <string>
#include <system_error>

#include "common/date.h"
#include "common/date_text.h"
#include "common/prose_scan.h"

namespace lede {
namespace {

using internal::DateCursor;
using internal::WrittenDay;

// From here on a number counts milliseconds: as seconds it would lie in 5138.
constexpr std::int64_t kFirstMilliseconds = 100'000'000'000;
// What a Date can hold and a calendar of four-digit years can show.
constexpr std::int64_t kLastSecond = 253'402'300'799;
constexpr std::int64_t kFirstSecond = -62'135'596'800;

struct ZoneName {
  std::string_view name;
  int hours;
};

// RFC 822 section 5.1, and names that mean one offset wherever they are used.
constexpr ZoneName kZoneNames[] = {
    {"Z", 0},    {"UT", 0},   {"UTC", 0},  {"GMT", 0},  {"EST", -5},
    {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6},
    {"PST", -8}, {"PDT", -7}, {"CET", 1},  {"CEST", 2}, {"BST", 1},
    {"JST", 9},  {"KST", 9},  {"HKT", 8},  {"SGT", 8}};

struct ClockTime {
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::optional<int> offset_seconds;
};

std::optional<int> named_offset(std::string_view name) {
  for (const ZoneName& row : kZoneNames) {
    if (row.name == name) return row.hours * 3600;
  }
  if (name == "z") return 0;
  return std::nullopt;
}

// +08:00, +0800, +8.
std::optional<int> take_numeric_offset(DateCursor& cursor) {
  const bool minus = cursor.take("-") || cursor.take("−");
  if (!minus && !cursor.take("+")) return std::nullopt;
  auto hours = cursor.take_digits(2);
  if (!hours) hours = cursor.take_digits(1);
  if (!hours) return std::nullopt;
  int minutes = 0;
  const bool colon = cursor.take(":");
  if (const auto digits = cursor.take_digits(2)) {
    minutes = *digits;
  } else if (colon) {
    return std::nullopt;
  }
  if (*hours > 15 || minutes > 59) return std::nullopt;
  const int offset = *hours * 3600 + minutes * 60;
  return minus ? -offset : offset;
}

// Reads a zone if one stands there; false if what stands there is none.
bool take_zone(DateCursor& cursor, std::optional<int>& offset_seconds) {
  cursor.skip_spaces();
  const std::string_view name = cursor.take_letters();
  if (!name.empty()) {
    offset_seconds = named_offset(name);
    if (!offset_seconds) return false;
    if (cursor.peek() != '+' && cursor.peek() != '-') return true;
  } else if (cursor.peek() != '+' && cursor.peek() != '-' &&
             !cursor.rest().starts_with("−")) {
    return true;
  }
  offset_seconds = take_numeric_offset(cursor);
  return offset_seconds.has_value();
}

// 08:30, 8:30:15.25, 083000, 8时30分.
bool take_clock(DateCursor& cursor, ClockTime& time) {
  const auto hour_alone = cursor.take_number(1, 2);
  const auto hour = hour_alone ? hour_alone : cursor.take_digits(2);
  if (!hour) return false;
  time.hour = *hour;
  const bool separated = cursor.take(":") || cursor.take("时") ||
                         cursor.take("時") || cursor.take("点");
  const auto minute = cursor.take_digits(2);
  if (!minute || separated != hour_alone.has_value()) return false;
  time.minute = *minute;
  cursor.take("分");
  const bool more = separated ? cursor.take(":") : true;
  if (const auto second = more ? cursor.take_digits(2) : std::nullopt) {
    time.second = *second;
    cursor.take("秒");
    if (cursor.take_any_of(".,") != '\0') {
      if (!cursor.take_digits(1)) return false;
      while (cursor.take_digits(1)) {
      }
    }
  } else if (more && separated) {
    return false;
  }
  const bool midnight = time.hour == 24 && time.minute == 0 && time.second == 0;
  return (time.hour < 24 || midnight) && time.minute < 60 && time.second <= 60;
}

bool take_half_of_day(DateCursor& cursor, ClockTime& time) {
  const std::size_t before = cursor.position();
  cursor.skip_spaces();
  const std::string_view word = cursor.take_letters();
  const bool morning = word == "AM" || word == "am";
  const bool evening = word == "PM" || word == "pm";
  if (!morning && !evening) {
    cursor.go_back_to(before);
    return true;
  }
  if (time.hour < 1 || time.hour > 12) return false;
  time.hour = time.hour % 12 + (evening ? 12 : 0);
  return true;
}

Date instant(const CivilTime& day, const ClockTime& time,
             const TimeZone& zone) {
  const CivilTime civil{day.year,  day.month,   day.day,
                        time.hour, time.minute, time.second};
  const std::int64_t seconds =
      time.offset_seconds
          ? TimeZone::utc().to_seconds(civil) - *time.offset_seconds
          : zone.to_seconds(civil);
  return {seconds, DatePrecision::kSecond};
}

void skip_before_time(DateCursor& cursor) {
  cursor.take(",");
  cursor.skip_spaces();
  if (cursor.take("at ") || cursor.take("T") || cursor.take("t")) {
    cursor.skip_spaces();
  }
}

std::optional<Date> with_time(std::string_view text, const WrittenDay& day,
                              const TimeZone& zone) {
  DateCursor cursor(text.substr(day.size));
  ClockTime time;
  skip_before_time(cursor);
  if (!take_clock(cursor, time) || !take_half_of_day(cursor, time) ||
      !take_zone(cursor, time.offset_seconds)) {
    return std::nullopt;
  }
  cursor.skip_spaces();
  if (cursor.peek() == '(' || cursor.peek() == '[') {
    return instant(day.civil, time, zone);  // the zone's name as a comment
  }
  if (!cursor.at_end()) return std::nullopt;
  return instant(day.civil, time, zone);
}

// "Thu Sep 11 08:30:00 +0000 2025": the form of C's asctime, with or without a
// zone.
std::optional<Date> parse_asctime(std::string_view text, const TimeZone& zone) {
  DateCursor cursor(text);
  if (cursor.take_letters().size() < 3) return std::nullopt;
  cursor.skip_spaces();
  CivilTime day;
  day.month = internal::month_number(cursor.take_letters());
  cursor.skip_spaces();
  const auto number = cursor.take_number(1, 2);
  cursor.skip_spaces();
  ClockTime time;
  if (day.month == 0 || !number || !take_clock(cursor, time) ||
      !take_zone(cursor, time.offset_seconds)) {
    return std::nullopt;
  }
  cursor.skip_spaces();
  const auto year = cursor.take_number(4, 4);
  if (!year || !cursor.at_end()) return std::nullopt;
  day.year = *year;
  day.day = *number;
  if (!internal::is_civil_day(day)) return std::nullopt;
  return instant(day, time, zone);
}

// 20250911083000, as crawlers write it.
std::optional<Date> parse_compact_time(std::string_view digits,
                                       const TimeZone& zone) {
  if (digits.size() != 14) return std::nullopt;
  const auto day = internal::read_day(digits.substr(0, 8));
  if (!day || day->civil.year < 1800) return std::nullopt;
  return with_time(digits, *day, zone);
}

std::optional<Date> parse_epoch(std::string_view text) {
  const char* const end = text.data() + text.size();
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  if (std::abs(value) >= static_cast<double>(kFirstMilliseconds)) value /= 1000;
  if (value < static_cast<double>(kFirstSecond) ||
      value > static_cast<double>(kLastSecond)) {
    return std::nullopt;
  }
  auto seconds = static_cast<std::int64_t>(value);
  if (static_cast<double>(seconds) > value) --seconds;
  return Date{seconds, DatePrecision::kSecond};
}

std::optional<Date> parse_number(std::string_view text, const TimeZone& zone) {
  DateCursor cursor(text);
  if (text.size() == 4) {
    const auto year = cursor.take_number(4, 4);
    if (year && *year > 0) {
      return internal::calendar_date({{*year}, DatePrecision::kYear, 4});
    }
  }
  if (text.size() == 6) {
    const auto year = cursor.take_digits(4);
    const auto month = year ? cursor.take_digits(2) : std::nullopt;
    if (month && *year >= 1800 && *month >= 1 && *month <= 12) {
      return internal::calendar_date(
          {{*year, *month}, DatePrecision::kMonth, 6});
    }
  }
  if (text.size() == 8) {
    const auto day = internal::read_day(text);
    if (day && day->civil.year >= 1800) return internal::calendar_date(*day);
  }
  if (const auto compact = parse_compact_time(text, zone)) return compact;
  return parse_epoch(text);
}

}  // namespace

std::optional<Date> parse_date(std::string_view text, const TimeZone& zone) {
  // No written date is longer; longer ones are prose or an attack.
  constexpr std::size_t kMaxDateBytes = 200;
  if (text.size() > kMaxDateBytes) return std::nullopt;
  const std::string plain = internal::normalize_figures(text);
  if (plain.empty()) return std::nullopt;
  if (plain.find_first_not_of("-0123456789.") == std::string::npos) {
    if (const auto number = parse_number(plain, zone)) return number;
  }
  if (const auto asctime = parse_asctime(plain, zone)) return asctime;
  const auto day = internal::read_day_or_month(plain);
  if (!day) return std::nullopt;
  if (day->precision == DatePrecision::kMonth) {
    if (day->size != plain.size()) return std::nullopt;
    return internal::calendar_date(*day);
  }
  if (const auto time = with_time(plain, *day, zone)) return time;
  return internal::calendar_date(*day);
}

}  // namespace lede
