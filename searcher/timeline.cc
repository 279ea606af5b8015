// SPDX-License-Identifier: GPL-3.0-or-later
//
// The timeline of an answer. Buckets are numbered without gaps: days, weeks
// and months since 1970, years of our era; so bucketing is arithmetic.

#include "searcher/timeline.h"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

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

int floor_divide(int dividend, int divisor) {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

int bucket_of(std::int64_t seconds, TimelineInterval interval,
              const TimeZone& zone) {
  const CivilTime time = zone.to_civil(seconds);
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

std::string two_digits(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
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
  return std::to_string(static_cast<int>(date.year())) + "-" +
         two_digits(static_cast<unsigned>(date.month())) + "-" +
         two_digits(static_cast<unsigned>(date.day()));
}

std::size_t buckets_needed(const InstantCounts& counts,
                           TimelineInterval interval, const TimeZone& zone) {
  if (counts.empty()) return 0;
  const int first = bucket_of(counts.begin()->first, interval, zone);
  const int last = bucket_of(counts.rbegin()->first, interval, zone);
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
TimelineInterval choose_interval(const InstantCounts& counts,
                                 TimelineInterval finest, std::size_t limit,
                                 const TimeZone& zone) {
  for (const TimelineInterval interval :
       {TimelineInterval::kDay, TimelineInterval::kWeek,
        TimelineInterval::kMonth}) {
    if (interval >= finest && buckets_needed(counts, interval, zone) <= limit) {
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
  if (interval == TimelineInterval::kAuto) {
    timeline.interval =
        choose_interval(counts, TimelineInterval::kDay, kMaxAutoBuckets, zone);
  } else {
    timeline.interval =
        choose_interval(counts, interval, kMaxTimelineBuckets, zone);
    if (timeline.interval != interval) {
      warnings.push_back(
          {"the timeline is in " +
               std::string(interval_name(timeline.interval)) + ": in " +
               std::string(interval_name(interval)) + " it would have " +
               std::to_string(buckets_needed(counts, interval, zone)) +
               " buckets",
           std::nullopt});
    }
  }
  std::map<int, std::uint64_t> buckets;
  for (const auto& [seconds, documents] : counts) {
    buckets[bucket_of(seconds, timeline.interval, zone)] += documents;
  }
  if (buckets.empty()) return timeline;
  const int last = buckets.rbegin()->first;
  for (int bucket = buckets.begin()->first; bucket <= last; ++bucket) {
    const auto found = buckets.find(bucket);
    timeline.buckets.push_back({start_of(bucket, timeline.interval),
                                found == buckets.end() ? 0 : found->second});
  }
  return timeline;
}

}  // namespace lede
