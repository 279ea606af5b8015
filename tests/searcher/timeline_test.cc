// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/timeline.h"

#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lede {
namespace {

constexpr std::int64_t kDay = 86400;

std::int64_t at(int year, int month, int day, int hour = 0) {
  return TimeZone::utc().to_seconds({year, month, day, hour});
}

std::vector<std::string> starts(const Timeline& timeline) {
  std::vector<std::string> found;
  for (const TimelineBucket& bucket : timeline.buckets) {
    found.push_back(bucket.start);
  }
  return found;
}

Timeline timeline_of(const InstantCounts& counts, TimelineInterval interval) {
  std::vector<Warning> warnings;
  return make_timeline(counts, 0, interval, TimeZone::utc(), warnings);
}

TEST(Timeline, LeavesNoGapsBetweenItsBuckets) {
  const InstantCounts counts{{at(2025, 11, 30), 2}, {at(2026, 2, 1), 1}};
  const Timeline months = timeline_of(counts, TimelineInterval::kMonth);
  EXPECT_EQ(starts(months),
            (std::vector<std::string>{"2025-11-01", "2025-12-01", "2026-01-01",
                                      "2026-02-01"}));
  EXPECT_EQ(months.buckets[0].documents, 2U);
  EXPECT_EQ(months.buckets[1].documents, 0U);
}

TEST(Timeline, BeginsWeeksOnMondayAlsoBefore1970) {
  const InstantCounts counts{{at(1969, 12, 28), 1}, {at(1970, 1, 1), 1}};
  EXPECT_EQ(starts(timeline_of(counts, TimelineInterval::kWeek)),
            (std::vector<std::string>{"1969-12-22", "1969-12-29"}));
}

TEST(Timeline, CountsDaysOfTheZoneAskedFor) {
  const Result<TimeZone> shanghai = TimeZone::find("Asia/Shanghai");
  ASSERT_TRUE(shanghai);
  std::vector<Warning> warnings;
  const Timeline days =
      make_timeline({{at(2025, 9, 10, 17), 3}}, 0, TimelineInterval::kDay,
                    *shanghai, warnings);
  EXPECT_EQ(starts(days), (std::vector<std::string>{"2025-09-11"}));
}

TEST(Timeline, ChoosesTheFinestIntervalThatCanBeDrawn) {
  const auto chosen = [](std::int64_t days) {
    return timeline_of({{0, 1}, {days * kDay, 1}}, TimelineInterval::kAuto)
        .interval;
  };
  EXPECT_EQ(chosen(0), TimelineInterval::kDay);
  EXPECT_EQ(chosen(119), TimelineInterval::kDay);
  EXPECT_EQ(chosen(120), TimelineInterval::kWeek);
  EXPECT_EQ(chosen(7 * 125), TimelineInterval::kMonth);
  EXPECT_EQ(chosen(365 * 12), TimelineInterval::kYear);
}

TEST(Timeline, TakesACoarserIntervalOverFiveHundredBucketsAndSaysSo) {
  std::vector<Warning> warnings;
  const InstantCounts counts{{0, 4}, {500 * kDay, 3}};
  const Timeline timeline = make_timeline(counts, 2, TimelineInterval::kDay,
                                          TimeZone::utc(), warnings);
  EXPECT_EQ(timeline.interval, TimelineInterval::kWeek);
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_NE(warnings[0].message.find("501"), std::string::npos);
  std::uint64_t sum = timeline.undated;
  for (const auto& bucket : timeline.buckets) sum += bucket.documents;
  EXPECT_EQ(sum, 9U);
}

TEST(Timeline, OfNothingHasNoBuckets) {
  EXPECT_TRUE(timeline_of({}, TimelineInterval::kAuto).buckets.empty());
}

}  // namespace
}  // namespace lede
