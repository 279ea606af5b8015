// SPDX-License-Identifier: GPL-3.0-or-later
//
// The timeline of an answer. Buckets are numbered without gaps: days, weeks
// and months since 1970, years of our era; so bucketing is arithmetic.

#include "searcher/timeline.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

namespace lede {
namespace {

// More bars than this cannot be told apart on a page.
constexpr std::size_t kMaxAutoBuckets = 120;

int days_of(const CivilTime& time) {
  using namespace std::chrono;
  const year_month_day date{year(time.year),
                            month(static_cast<unsigned>(time.month)),
                            day(static_cast<unsigned>(time.day))};
  return static_cast<int>(sys_days(date).time_since_epoch().count());
}

std::string two_digits(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string date_of(const std::chrono::year_month_day& date) {
  return std::to_string(static_cast<int>(date.year())) + "-" +
         two_digits(static_cast<unsigned>(date.month())) + "-" +
         two_digits(static_cast<unsigned>(date.day()));
}

int floor_divide(int dividend, int divisor) {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

int bucket_of(const CivilTime& time, TimelineInterval interval) {
  switch (interval) {
    case TimelineInterval::kYear:
      return time.year;
    case TimelineInterval::kMonth:
      return (time.year - 1970) * 12 + time.month - 1;
    case TimelineInterval::kWeek:  // 1970-01-01 was a Thursday
      return floor_divide(days_of(time) + 3, 7);
    default:
      return days_of(time);
  }
}

int bucket_of(std::int64_t seconds, TimelineInterval interval,
              const TimeZone& zone) {
  return bucket_of(zone.to_civil(seconds), interval);
}

std::string start_of(int bucket, TimelineInterval interval) {
  using namespace std::chrono;
  year_month_day date{};
  switch (interval) {
    case TimelineInterval::kYear:
      date = year(bucket) / January / 1;
      break;
    case TimelineInterval::kMonth: {
      const int years = floor_divide(bucket, 12);
      date = year(1970 + years) /
             month(static_cast<unsigned>(bucket - years * 12 + 1)) / 1;
      break;
    }
    case TimelineInterval::kWeek:
      date = sys_days(days(bucket * 7 - 3));
      break;
    default:
      date = sys_days(days(bucket));
  }
  return date_of(date);
}

// First and last instant. REQUIRES: there is one.
struct Extent {
  explicit Extent(const InstantCounts& counts) {
    const auto [least, most] = std::ranges::minmax_element(counts);
    first = least->first;
    last = most->first;
  }
  std::int64_t first = 0;
  std::int64_t last = 0;
};

std::size_t buckets_needed(const Extent& extent, TimelineInterval interval,
                           const TimeZone& zone) {
  const int first = bucket_of(extent.first, interval, zone);
  const int last = bucket_of(extent.last, interval, zone);
  return static_cast<std::size_t>(last - first + 1);
}

std::string_view interval_name(TimelineInterval interval) {
  switch (interval) {
    case TimelineInterval::kDay:
      return "days";
    case TimelineInterval::kWeek:
      return "weeks";
    case TimelineInterval::kMonth:
      return "months";
    default:
      return "years";
  }
}

// The finest interval, from `finest` on, that needs at most `limit` buckets.
TimelineInterval choose_interval(const Extent& extent, TimelineInterval finest,
                                 std::size_t limit, const TimeZone& zone) {
  for (const TimelineInterval interval :
       {TimelineInterval::kDay, TimelineInterval::kWeek,
        TimelineInterval::kMonth}) {
    if (interval >= finest && buckets_needed(extent, interval, zone) <= limit) {
      return interval;
    }
  }
  return TimelineInterval::kYear;
}

}  // namespace

Timeline make_timeline(const InstantCounts& counts, std::uint64_t undated,
                       TimelineInterval interval, const TimeZone& zone,
                       std::vector<Warning>& warnings) {
  Timeline timeline;
  timeline.undated = undated;
  const bool chosen = interval == TimelineInterval::kAuto;
  timeline.interval = chosen ? TimelineInterval::kDay : interval;
  if (counts.empty()) return timeline;
  const Extent extent(counts);
  timeline.interval =
      choose_interval(extent, timeline.interval,
                      chosen ? kMaxAutoBuckets : kMaxTimelineBuckets, zone);
  if (!chosen && timeline.interval != interval) {
    warnings.push_back(
        {"the timeline is in " + std::string(interval_name(timeline.interval)) +
             ": in " + std::string(interval_name(interval)) +
             " it would have " +
             std::to_string(buckets_needed(extent, interval, zone)) +
             " buckets",
         std::nullopt});
  }
  const int first = bucket_of(extent.first, timeline.interval, zone);
  const std::size_t needed = buckets_needed(extent, timeline.interval, zone);
  for (std::size_t i = 0; i < needed; ++i) {
    timeline.buckets.push_back(
        {start_of(first + static_cast<int>(i), timeline.interval), 0});
  }
  const auto documents = counts_in(timeline, counts, zone);
  for (std::size_t i = 0; i < needed; ++i) {
    timeline.buckets[i].documents = documents[i];
  }
  return timeline;
}

std::vector<std::uint64_t> counts_in(const Timeline& grid,
                                     const InstantCounts& counts,
                                     const TimeZone& zone) {
  std::vector<std::uint64_t> documents(grid.buckets.size());
  if (documents.empty()) return documents;
  const TimeZone utc = TimeZone::utc();
  const auto start = parse_date(grid.buckets.front().start, utc);
  if (!start) return documents;
  const int first = bucket_of(start->seconds, grid.interval, utc);
  for (const auto& [seconds, published] : counts) {
    const int bucket = bucket_of(seconds, grid.interval, zone) - first;
    if (bucket < 0) continue;
    const auto at = static_cast<std::size_t>(bucket);
    if (at < documents.size()) documents[at] += published;
  }
  return documents;
}

Timeline timeline_of(const ValueCounts& counts, std::uint64_t documents,
                     TimelineInterval interval, const TimeZone& zone,
                     std::vector<Warning>& warnings) {
  InstantCounts instants;
  std::uint64_t undated = documents;
  counts.for_each_instant([&](std::int64_t seconds, std::uint64_t published) {
    instants.emplace_back(seconds, published);
    undated -= published;
  });
  return make_timeline(instants, undated, interval, zone, warnings);
}

std::string_view interval_word(TimelineInterval interval) {
  switch (interval) {
    case TimelineInterval::kDay:
      return "day";
    case TimelineInterval::kWeek:
      return "week";
    case TimelineInterval::kMonth:
      return "month";
    case TimelineInterval::kYear:
      return "year";
    default:
      return "auto";
  }
}

std::string last_day_of(std::string_view start, TimelineInterval interval) {
  using namespace std::chrono;
  const auto parsed = parse_date(start, TimeZone::utc());
  if (!parsed) return std::string(start);
  const sys_days first = floor<days>(sys_seconds(seconds(parsed->seconds)));
  year_month_day next = first + days(1);
  if (interval == TimelineInterval::kWeek) next = first + days(7);
  if (interval == TimelineInterval::kMonth) {
    next = year_month_day(first) + months(1);
  }
  if (interval == TimelineInterval::kYear) {
    next = year_month_day(first) + years(1);
  }
  return date_of(sys_days(next) - days(1));
}

}  // namespace lede
