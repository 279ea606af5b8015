// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dates as terms, and stretches of days as the units they are made of.

#include "common/calendar_terms.h"

#include <algorithm>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "common/join.h"
#include "tests/common/date_fixture.h"

namespace lede {
namespace {

DateInterval days(std::string_view text) {
  const Result<DateInterval> interval =
      parse_interval(text, TimeZone::utc(), testing::kNow);
  EXPECT_TRUE(interval) << text;
  return interval ? *interval : DateInterval{};
}

std::string terms_of(std::string_view date) {
  std::vector<std::string> terms;
  append_date_terms(days(date), terms);
  return join(terms, " ");
}

std::string cover_of(std::string_view interval) {
  return join(date_cover(days(interval)), " ");
}

TEST(CalendarTerms, OfADateAreTheUnitsThatHoldIt) {
  EXPECT_EQ(terms_of("2026-03-11"),
            "XD202x XD2026 XD2026-q1 XD2026-03 XD2026-03-11");
  EXPECT_EQ(terms_of("2025-12"), "XD202x XD2025 XD2025-q4 XD2025-12");
  EXPECT_EQ(terms_of("2025-Q3"), "XD202x XD2025 XD2025-q3");
  EXPECT_EQ(terms_of("2025"), "XD202x XD2025");
  EXPECT_EQ(terms_of("2025-H1"), "XD202x XD2025");
  EXPECT_EQ(terms_of("1990..1999"), "XD199x");
  EXPECT_EQ(terms_of("1989..1990"), "");
  EXPECT_EQ(terms_of("1799-12-31"), "");
  EXPECT_EQ(terms_of("2100"), "");
}

TEST(CalendarTerms, CoverAnIntervalByTheFewestUnits) {
  EXPECT_EQ(cover_of("2026"), "XD2026");
  EXPECT_EQ(cover_of("2025-Q3"), "XD2025-q3");
  EXPECT_EQ(cover_of("2025-09-11"), "XD2025-09-11");
  EXPECT_EQ(cover_of("2025-01..2025-06"), "XD2025-q1 XD2025-q2");
  EXPECT_EQ(cover_of("2025-02-28..2025-04-01"),
            "XD2025-02-28 XD2025-03 XD2025-04-01");
  EXPECT_EQ(cover_of("2019-12..2030"), "XD2019-12 XD202x XD2030");
  EXPECT_EQ(cover_of("2089.."), "XD2089 XD209x");
  EXPECT_EQ(cover_of("..1810"), "XD180x XD1810");
}

TEST(CalendarTerms, OfRandomDatesMeetTheCoverOfWhatHoldsThem) {
  const std::uint32_t seed = 5;
  std::mt19937 random(seed);
  const auto some_day = [&] {
    return testing::kSept11 +
           (static_cast<std::int64_t>(random() % 6000) - 3000) * 86400;
  };
  for (int round = 0; round < 3000; ++round) {
    DateInterval interval{some_day(), some_day()};
    if (interval.begin > interval.end) {
      std::swap(interval.begin, interval.end);
    }
    if (round % 10 == 0)
      interval.end = std::numeric_limits<std::int64_t>::max();
    const std::int64_t day = some_day();
    const Date date{day - day % 86400,
                    static_cast<DatePrecision>(random() % 3)};
    DateInterval held = interval_of(
        *parse_date(format_date(date, TimeZone::utc()), TimeZone::utc()),
        TimeZone::utc());
    std::vector<std::string> terms;
    append_date_terms(held, terms);
    const std::vector<std::string> cover = date_cover(interval);
    const bool met = std::ranges::any_of(terms, [&](const std::string& term) {
      return std::ranges::find(cover, term) != cover.end();
    });
    ASSERT_EQ(met, interval.begin <= held.begin && held.end <= interval.end)
        << join(terms, " ") << " in " << join(cover, " ") << ", seed " << seed
        << ", round " << round;
    ASSERT_LE(cover.size(), 150U);
  }
}

TEST(CalendarTerms, TakeWholeDaysOfAnyZone) {
  const TimeZone shanghai = testing::zone_named("Asia/Shanghai");
  const Result<DateInterval> day =
      parse_interval("2025-09-11", shanghai, testing::kNow);
  ASSERT_TRUE(day);
  EXPECT_EQ(whole_days(*day, shanghai), days("2025-09-11"));
  const DateInterval noon{testing::kSept11 + 43200, testing::kSept11 + 43201};
  EXPECT_EQ(whole_days(noon, TimeZone::utc()), days("2025-09-11"));
  const DateInterval open{kEarliestDate,
                          std::numeric_limits<std::int64_t>::max()};
  EXPECT_EQ(whole_days(open, shanghai), open);
}

}  // namespace
}  // namespace lede
