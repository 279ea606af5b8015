// SPDX-License-Identifier: GPL-3.0-or-later
//
// Calendar text <-> instants and intervals. The only door to the time zone
// library.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <lede/article.h>
#include <lede/result.h>

namespace lede {

// Half-open interval of instants, seconds since 1970 UTC.
struct DateInterval {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  friend bool operator==(const DateInterval&, const DateInterval&) = default;
};

// Dates before this instant (1800-01-01) are not believed.
inline constexpr std::int64_t kEarliestDate = -5364662400;
// Nor are dates further ahead of now than this.
inline constexpr std::int64_t kMaxAheadSeconds = std::int64_t{2} * 86400;

// A civil calendar date and wall clock. Hours up to 24 and seconds up to 60 are
// taken: they carry over.
struct CivilTime {
  int year = 1970;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

// An IANA time zone. Immutable; cheap to copy; usable from several threads.
class TimeZone {
 public:
  static TimeZone utc();
  // `name`: "UTC", "Asia/Shanghai", ...; kInvalidArgument if unknown. Needs the
  // system's zone files for any zone but UTC.
  static Result<TimeZone> find(std::string_view name);

  [[nodiscard]] const std::string& name() const { return name_; }
  // A wall-clock time skipped by a change of clocks is moved forward; of a
  // repeated one the earlier is taken.
  [[nodiscard]] std::int64_t to_seconds(const CivilTime& time) const;
  [[nodiscard]] CivilTime to_civil(std::int64_t seconds) const;

 private:
  TimeZone(std::string name, const void* zone)
      : name_(std::move(name)), zone_(zone) {}

  std::string name_;
  const void* zone_;  // owned by the zone library's database; null for UTC
};

// A year, a month or a day is a date of the calendar and belongs to no zone:
// everywhere in lede its `seconds` is its first instant in UTC, so that
// "2025-09-11" is read, stored and shown as the same day whatever the zone.

// Reads one date as a field holds it: RFC 3339, RFC 822, ISO date, year-month,
// epoch seconds (from 10^11 on: milliseconds), "September 11, 2025",
// "11 September 2025", "2025年9月11日", "2025年9月". A time without a zone is
// in `zone`. White space around it is ignored. Returns nullopt if no part
// reads; if only the day reads, the day.
std::optional<Date> parse_date(std::string_view text, const TimeZone& zone);

// False before 1800 or more than kMaxAheadSeconds after `now`.
bool plausible_date(const Date& date, std::int64_t now);

// Finds a full day in a dateline or after a reporting verb (reported,
// published, announced on; 报道, 发布于 ...) within the first 1,500 bytes of
// `text`, not later than `now`. The result has day precision.
std::optional<Date> infer_date(std::string_view text, const TimeZone& zone,
                               std::int64_t now);

// "2025", "2025-09", "2025-09-11" or "2025-09-11T08:30:00Z", by precision. A
// time is written as the clock of `zone` shows it, with the offset if that is
// not UTC ("2025-09-11T16:30:00+08:00").
std::string format_date(const Date& date, const TimeZone& zone);

// The instants a date covers: one second, or the day, month or year as it
// begins and ends in `zone`.
DateInterval interval_of(const Date& date, const TimeZone& zone);

// Reads a date expression of the query language: any date parse_date reads;
// "2025", "2025-Q3", "2025-09"; durations back from now ("7d", "2w", "3m",
// "1y", "36h"); English and Chinese words for them ("yesterday", "last week",
// "last 3 months", "2 weeks ago", "last Monday", "September 11", "third quarter
// of 2025", 昨天, 上周, 近7天, 去年9月, 2025年第三季度), in any case and either
// script; and a range "A..B" with both ends whole; either end may be empty. A
// day, month or quarter without a year is its latest that began by now. "Last
// week" and "2 weeks ago" are weeks of the calendar, which begin on Monday;
// "last 2 weeks" and "past week" count back from now. An open side is
// kEarliestDate or the largest int64. Fails with kInvalidArgument.
Result<DateInterval> parse_interval(std::string_view text, const TimeZone& zone,
                                    std::int64_t now);

// parse_interval() of words that hardly mean anything but a date: "last week",
// "yesterday", "September 11", "2025-Q3", 9月11日, 去年; not "may", "2025",
// "today" or "7d". nullopt for all others, and for ranges.
std::optional<DateInterval> unmistakable_date(std::string_view text,
                                              const TimeZone& zone,
                                              std::int64_t now);

}  // namespace lede
