// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time zones, and dates already read: written out, judged, and turned into the
// instants they cover.

#include "common/date.h"

#include <array>
#include <cassert>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include <date/tz.h>

namespace lede {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

sys_days first_day(const CivilTime& time) {
  return std::chrono::year{time.year} /
         std::chrono::month{static_cast<unsigned>(time.month)} /
         std::chrono::day{static_cast<unsigned>(time.day)};
}

std::int64_t as_if_utc(const CivilTime& time) {
  return seconds{first_day(time).time_since_epoch()}.count() +
         std::int64_t{time.hour} * 3600 + std::int64_t{time.minute} * 60 +
         time.second;
}

CivilTime civil_of(std::int64_t local_seconds) {
  const std::chrono::sys_seconds instant{seconds{local_seconds}};
  const sys_days day = std::chrono::floor<days>(instant);
  const std::chrono::year_month_day ymd{day};
  const auto rest = static_cast<int>((instant - day).count());
  return {static_cast<int>(ymd.year()),
          static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day())),
          rest / 3600,
          rest / 60 % 60,
          rest % 60};
}

const date::time_zone& library_zone(const void* zone) {
  return *static_cast<const date::time_zone*>(zone);
}

// The first day after the year, month or day that begins at `time`.
CivilTime next_calendar_unit(CivilTime time, DatePrecision precision) {
  if (precision == DatePrecision::kDay) {
    return civil_of(as_if_utc(time) + 86400);
  }
  if (precision == DatePrecision::kYear) return {time.year + 1};
  return time.month == 12 ? CivilTime{time.year + 1}
                          : CivilTime{time.year, time.month + 1};
}

std::string offset_text(std::int64_t offset_seconds) {
  if (offset_seconds == 0) return "Z";
  const std::int64_t minutes = std::abs(offset_seconds) / 60;
  std::array<char, 8> text{};
  std::snprintf(
      text.data(), text.size(), "%c%02d:%02d", offset_seconds < 0 ? '-' : '+',
      static_cast<int>(minutes / 60 % 100), static_cast<int>(minutes % 60));
  return text.data();
}

}  // namespace

TimeZone TimeZone::utc() { return {"UTC", nullptr}; }

Result<TimeZone> TimeZone::find(std::string_view name) {
  if (name == "UTC" || name == "Z" || name == "GMT") return utc();
  try {
    return TimeZone(std::string(name), date::locate_zone(name));
  } catch (const std::exception&) {
    return Error{ErrorCode::kInvalidArgument,
                 "unknown time zone \"" + std::string(name) +
                     "\": give a name such as Asia/Shanghai"};
  }
}

std::int64_t TimeZone::to_seconds(const CivilTime& time) const {
  const std::int64_t local = as_if_utc(time);
  if (zone_ == nullptr) return local;
  const date::local_seconds wall{seconds{local}};
  const date::local_info info = library_zone(zone_).get_info(wall);
  // In a gap `first` is the offset before it: the wall clock runs on past the
  // change. In an overlap it is the earlier of the two.
  return local - info.first.offset.count();
}

CivilTime TimeZone::to_civil(std::int64_t instant) const {
  if (zone_ == nullptr) return civil_of(instant);
  const auto info =
      library_zone(zone_).get_info(date::sys_seconds{seconds{instant}});
  return civil_of(instant + info.offset.count());
}

bool plausible_date(const Date& date, std::int64_t now) {
  return date.seconds >= kEarliestDate &&
         date.seconds <= now + kMaxAheadSeconds;
}

std::string format_date(const Date& date, const TimeZone& zone) {
  const bool is_time = date.precision == DatePrecision::kSecond;
  const CivilTime civil =
      is_time ? zone.to_civil(date.seconds) : civil_of(date.seconds);
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d",
                civil.year, civil.month, civil.day, civil.hour, civil.minute,
                civil.second);
  switch (date.precision) {
    case DatePrecision::kYear:
      return std::string(text.data(), 4);
    case DatePrecision::kMonth:
      return std::string(text.data(), 7);
    case DatePrecision::kDay:
      return std::string(text.data(), 10);
    case DatePrecision::kSecond:
      break;
  }
  return text.data() + offset_text(as_if_utc(civil) - date.seconds);
}

DateInterval interval_of(const Date& date, const TimeZone& zone) {
  if (date.precision == DatePrecision::kSecond) {
    return {date.seconds, date.seconds + 1};
  }
  const CivilTime first = civil_of(date.seconds);
  return {zone.to_seconds(first),
          zone.to_seconds(next_calendar_unit(first, date.precision))};
}

}  // namespace lede
