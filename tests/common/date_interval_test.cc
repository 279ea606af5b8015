// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dates as queries name them.

#include <limits>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "common/date.h"
#include "tests/common/date_fixture.h"

namespace lede {
namespace {

using testing::DateRow;
using testing::kNow;
using testing::zone_named;

std::string interval(std::string_view text,
                     const TimeZone& zone = TimeZone::utc()) {
  const Result<DateInterval> read = parse_interval(text, zone, kNow);
  if (!read) return "-";
  const auto side = [](std::int64_t seconds) -> std::string {
    if (seconds == std::numeric_limits<std::int64_t>::max()) return "open";
    return seconds == kEarliestDate
               ? "open"
               : format_date({seconds}, TimeZone::utc()).substr(0, 16);
  };
  return side(read->begin) + " " + side(read->end);
}

TEST(DateInterval, CoversWhatTheExpressionNames) {
  // kNow is 2025-10-11T00:00Z.
  const DateRow rows[] = {
      {"2025-09-11", "2025-09-11T00:00 2025-09-12T00:00"},
      {"2025-09", "2025-09-01T00:00 2025-10-01T00:00"},
      {"2025-12", "2025-12-01T00:00 2026-01-01T00:00"},
      {"2025", "2025-01-01T00:00 2026-01-01T00:00"},
      {"2025-Q3", "2025-07-01T00:00 2025-10-01T00:00"},
      {"q4 2025", "2025-10-01T00:00 2026-01-01T00:00"},
      {"9月11日", "2025-09-11T00:00 2025-09-12T00:00"},
      {"12月11日", "2024-12-11T00:00 2024-12-12T00:00"},
      {"2月29日", "2024-02-29T00:00 2024-03-01T00:00"},
      {"9月", "2025-09-01T00:00 2025-10-01T00:00"},
      {"7d", "2025-10-04T00:00 2025-10-11T00:00"},
      {"2w", "2025-09-27T00:00 2025-10-11T00:00"},
      {"36h", "2025-10-09T12:00 2025-10-11T00:00"},
      {"8m", "2025-02-11T00:00 2025-10-11T00:00"},
      {"1y", "2024-10-11T00:00 2025-10-11T00:00"},
      {"9999y", "open 2025-10-11T00:00"},
      {"2025-09-01..2025-09-11", "2025-09-01T00:00 2025-09-12T00:00"},
      {"2025-09..", "2025-09-01T00:00 open"},
      {"..2025-09", "open 2025-10-01T00:00"},
      {"2025-Q1 .. 2025-Q2", "2025-01-01T00:00 2025-07-01T00:00"},
      {"September 11, 2025", "2025-09-11T00:00 2025-09-12T00:00"},
      {"2025年9月11日", "2025-09-11T00:00 2025-09-12T00:00"},
  };
  for (const DateRow& row : rows) {
    EXPECT_EQ(interval(row.written), row.read) << row.written;
  }
}

TEST(DateInterval, IsReadFromEnglishWords) {
  // kNow is Saturday, 2025-10-11T00:00Z.
  const DateRow rows[] = {
      {"today", "2025-10-11T00:00 2025-10-12T00:00"},
      {"Yesterday", "2025-10-10T00:00 2025-10-11T00:00"},
      {"tomorrow", "2025-10-12T00:00 2025-10-13T00:00"},
      {"the day before yesterday", "2025-10-09T00:00 2025-10-10T00:00"},
      {"last week", "2025-09-29T00:00 2025-10-06T00:00"},
      {"this week", "2025-10-06T00:00 2025-10-13T00:00"},
      {"last month", "2025-09-01T00:00 2025-10-01T00:00"},
      {"Last Quarter", "2025-07-01T00:00 2025-10-01T00:00"},
      {"this quarter", "2025-10-01T00:00 2026-01-01T00:00"},
      {"last year", "2024-01-01T00:00 2025-01-01T00:00"},
      {"next year", "2026-01-01T00:00 2027-01-01T00:00"},
      {"last-week", "2025-09-29T00:00 2025-10-06T00:00"},
      {"last_week", "2025-09-29T00:00 2025-10-06T00:00"},
      {"past week", "2025-10-04T00:00 2025-10-11T00:00"},
      {"last 24 hours", "2025-10-10T00:00 2025-10-11T00:00"},
      {"last 7 days", "2025-10-04T00:00 2025-10-11T00:00"},
      {"the last three months", "2025-07-11T00:00 2025-10-11T00:00"},
      {"past 2 years", "2023-10-11T00:00 2025-10-11T00:00"},
      {"3 days ago", "2025-10-08T00:00 2025-10-09T00:00"},
      {"a week ago", "2025-09-29T00:00 2025-10-06T00:00"},
      {"two months ago", "2025-08-01T00:00 2025-09-01T00:00"},
      {"10 months ago", "2024-12-01T00:00 2025-01-01T00:00"},
      {"1 year ago", "2024-01-01T00:00 2025-01-01T00:00"},
      {"Monday", "2025-10-06T00:00 2025-10-07T00:00"},
      {"saturday", "2025-10-11T00:00 2025-10-12T00:00"},
      {"last saturday", "2025-10-04T00:00 2025-10-05T00:00"},
      {"last monday", "2025-10-06T00:00 2025-10-07T00:00"},
      {"this sun", "2025-10-12T00:00 2025-10-13T00:00"},
      {"september", "2025-09-01T00:00 2025-10-01T00:00"},
      {"Dec.", "2024-12-01T00:00 2025-01-01T00:00"},
      {"last october", "2024-10-01T00:00 2024-11-01T00:00"},
      {"september 2025", "2025-09-01T00:00 2025-10-01T00:00"},
      {"sep 11 2025", "2025-09-11T00:00 2025-09-12T00:00"},
      {"sep 11", "2025-09-11T00:00 2025-09-12T00:00"},
      {"11th of November", "2024-11-11T00:00 2024-11-12T00:00"},
      {"Q3", "2025-07-01T00:00 2025-10-01T00:00"},
      {"q3 last year", "2024-07-01T00:00 2024-10-01T00:00"},
      {"third quarter of 2025", "2025-07-01T00:00 2025-10-01T00:00"},
      {"the first half of 2025", "2025-01-01T00:00 2025-07-01T00:00"},
      {"2025H1", "2025-01-01T00:00 2025-07-01T00:00"},
      {"yesterday..", "2025-10-10T00:00 open"},
      {"last month..yesterday", "2025-09-01T00:00 2025-10-11T00:00"},
      {"..2025-Q2", "open 2025-07-01T00:00"},
  };
  for (const DateRow& row : rows) {
    EXPECT_EQ(interval(row.written), row.read) << row.written;
  }
}

TEST(DateInterval, IsReadFromChineseWordsInEitherScript) {
  const DateRow rows[] = {
      {"今天", "2025-10-11T00:00 2025-10-12T00:00"},
      {"昨天", "2025-10-10T00:00 2025-10-11T00:00"},
      {"昨日", "2025-10-10T00:00 2025-10-11T00:00"},
      {"前天", "2025-10-09T00:00 2025-10-10T00:00"},
      {"本周", "2025-10-06T00:00 2025-10-13T00:00"},
      {"這週", "2025-10-06T00:00 2025-10-13T00:00"},
      {"上周", "2025-09-29T00:00 2025-10-06T00:00"},
      {"上個星期", "2025-09-29T00:00 2025-10-06T00:00"},
      {"上上周", "2025-09-22T00:00 2025-09-29T00:00"},
      {"上周五", "2025-10-03T00:00 2025-10-04T00:00"},
      {"本周日", "2025-10-12T00:00 2025-10-13T00:00"},
      {"星期一", "2025-10-06T00:00 2025-10-07T00:00"},
      {"週日", "2025-10-05T00:00 2025-10-06T00:00"},
      {"本月", "2025-10-01T00:00 2025-11-01T00:00"},
      {"上个月", "2025-09-01T00:00 2025-10-01T00:00"},
      {"上月", "2025-09-01T00:00 2025-10-01T00:00"},
      {"上季度", "2025-07-01T00:00 2025-10-01T00:00"},
      {"今年", "2025-01-01T00:00 2026-01-01T00:00"},
      {"去年", "2024-01-01T00:00 2025-01-01T00:00"},
      {"前年", "2023-01-01T00:00 2024-01-01T00:00"},
      {"最近三个月", "2025-07-11T00:00 2025-10-11T00:00"},
      {"最近三個月", "2025-07-11T00:00 2025-10-11T00:00"},
      {"近7天", "2025-10-04T00:00 2025-10-11T00:00"},
      {"近 7 天", "2025-10-04T00:00 2025-10-11T00:00"},
      {"近24小时", "2025-10-10T00:00 2025-10-11T00:00"},
      {"过去半年", "2025-04-11T00:00 2025-10-11T00:00"},
      {"兩週內", "2025-09-27T00:00 2025-10-11T00:00"},
      {"3天前", "2025-10-08T00:00 2025-10-09T00:00"},
      {"十二个月前", "2024-10-01T00:00 2024-11-01T00:00"},
      {"9月11日", "2025-09-11T00:00 2025-09-12T00:00"},
      {"9月11號", "2025-09-11T00:00 2025-09-12T00:00"},
      {"九月十一日", "2025-09-11T00:00 2025-09-12T00:00"},
      {"十二月", "2024-12-01T00:00 2025-01-01T00:00"},
      {"2025年9月", "2025-09-01T00:00 2025-10-01T00:00"},
      {"2025年", "2025-01-01T00:00 2026-01-01T00:00"},
      {"二〇二五年九月", "2025-09-01T00:00 2025-10-01T00:00"},
      {"去年9月11日", "2024-09-11T00:00 2024-09-12T00:00"},
      {"2025年第三季度", "2025-07-01T00:00 2025-10-01T00:00"},
      {"2025年三季度", "2025-07-01T00:00 2025-10-01T00:00"},
      {"去年Q4", "2024-10-01T00:00 2025-01-01T00:00"},
      {"第四季度", "2025-10-01T00:00 2026-01-01T00:00"},
      {"上半年", "2025-01-01T00:00 2025-07-01T00:00"},
      {"去年下半年", "2024-07-01T00:00 2025-01-01T00:00"},
      {"上周..昨天", "2025-09-29T00:00 2025-10-11T00:00"},
  };
  for (const DateRow& row : rows) {
    EXPECT_EQ(interval(row.written), row.read) << row.written;
  }
}

TEST(DateInterval, OfWordsBeginsWithTheDayOfItsZone) {
  // 2025-10-11T00:00Z is 08:00 in Shanghai and the evening before in New York.
  EXPECT_EQ(interval("yesterday", zone_named("Asia/Shanghai")),
            "2025-10-09T16:00 2025-10-10T16:00");
  EXPECT_EQ(interval("today", zone_named("America/New_York")),
            "2025-10-10T04:00 2025-10-11T04:00");
}

TEST(DateInterval, IsNotReadFromWordsThatOnlyResembleADate) {
  for (const std::string_view text : {"last",
                                      "ago",
                                      "last chips",
                                      "last 0 days",
                                      "last weeks",
                                      "next 3 days",
                                      "third",
                                      "third half",
                                      "q5",
                                      "h3 2025",
                                      "99999 years ago",
                                      "sep 31",
                                      "september 11 chips",
                                      "week",
                                      "the",
                                      "of 2025",
                                      "上",
                                      "最近",
                                      "三个月",
                                      "2025年前",
                                      "3月前",
                                      "上天",
                                      "周八",
                                      "第五季度",
                                      "13月",
                                      "昨天的",
                                      "去年13月",
                                      "百度"}) {
    EXPECT_EQ(interval(text), "-") << text;
  }
}

TEST(UnmistakableDate, IsWhatHardlyMeansAnythingElse) {
  const auto is_one = [](std::string_view text) {
    return unmistakable_date(text, TimeZone::utc(), kNow).has_value();
  };
  for (const std::string_view text :
       {"yesterday", "last week", "last 3 months", "2 weeks ago", "last monday",
        "Sep 11", "September 2025", "september 11, 2025", "2025-09-11",
        "2025-09", "2025-Q3", "q3 2025", "昨天", "上周", "去年", "近7天",
        "9月11日", "2025年9月", "2025年第三季度"}) {
    EXPECT_TRUE(is_one(text)) << text;
  }
  for (const std::string_view text :
       {"may", "2025", "7d", "today", "monday", "q3", "september", "20250911",
        "2025.9", "1757577600", "2025年", "9月", "上半年", "第三季度", "chips",
        "", "2025-09-11T08:30:00Z", "2025-09-01..2025-09-11"}) {
    EXPECT_FALSE(is_one(text)) << text;
  }
}

TEST(DateInterval, BeginsAndEndsWithTheDaysOfItsZone) {
  EXPECT_EQ(interval("2025-09-11", zone_named("Asia/Shanghai")),
            "2025-09-10T16:00 2025-09-11T16:00");
  EXPECT_EQ(interval("2025-03-30", zone_named("Europe/Berlin")),
            "2025-03-29T23:00 2025-03-30T22:00");
}

TEST(DateInterval, WhatIsNoDateIsAnErrorThatShowsHowToWriteOne) {
  for (const std::string_view text :
       {"", "..", "soon", "7", "77777", "2025-Q5", "13月1日", "2月30日",
        "2025-02-30", "2025-09-11..2025-09-01", "a..b", "2025-09-11..x"}) {
    const auto read = parse_interval(text, TimeZone::utc(), kNow);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::kInvalidArgument);
  }
  EXPECT_NE(parse_interval("soon", TimeZone::utc(), kNow)
                .error()
                .message.find("2025-09-11"),
            std::string::npos);
}

}  // namespace
}  // namespace lede
