// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/date.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace lede {
namespace {

constexpr std::int64_t kSept11 = 1757548800;  // 2025-09-11T00:00:00Z
constexpr std::int64_t kNow = kSept11 + std::int64_t{30} * 86400;

TimeZone zone_named(std::string_view name) {
  Result<TimeZone> zone = TimeZone::find(name);
  EXPECT_TRUE(zone) << name;
  return zone ? *zone : TimeZone::utc();
}

// What `text` reads as, or "-".
std::string read_as(std::string_view text,
                    const TimeZone& zone = TimeZone::utc()) {
  const auto date = parse_date(text, zone);
  return date ? format_date(*date, TimeZone::utc()) : "-";
}

struct DateRow {
  std::string_view written;
  std::string_view read;
};

TEST(Date, ReadsEveryFormOfAFieldWithItsPrecision) {
  const DateRow rows[] = {
      {"2025-09-11", "2025-09-11"},
      {"2025-9-1", "2025-09-01"},
      {"2025/09/11", "2025-09-11"},
      {"2025.09.11", "2025-09-11"},
      {"20250911", "2025-09-11"},
      {"2025-09", "2025-09"},
      {"202509", "2025-09"},
      {"2025", "2025"},
      {"2025-09-11T08:30:00Z", "2025-09-11T08:30:00Z"},
      {"2025-09-11t08:30:00z", "2025-09-11T08:30:00Z"},
      {"2025-09-11T08:30Z", "2025-09-11T08:30:00Z"},
      {"2025-09-11 08:30:00", "2025-09-11T08:30:00Z"},
      {"2025-09-11T08:30:00.123456+08:00", "2025-09-11T00:30:00Z"},
      {"2025-09-11T08:30:00,5-0330", "2025-09-11T12:00:00Z"},
      {"2025-09-11T08:30:00 +08", "2025-09-11T00:30:00Z"},
      {"2025-09-11T08:30:00+08:00[Asia/Shanghai]", "2025-09-11T00:30:00Z"},
      {"2025-09-11 08:30:00 UTC", "2025-09-11T08:30:00Z"},
      {"20250911T083000Z", "2025-09-11T08:30:00Z"},
      {"20250911083000", "2025-09-11T08:30:00Z"},
      {"2025-09-11T24:00:00Z", "2025-09-12T00:00:00Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
      {"Thu, 11 Sep 2025 08:30:00 GMT", "2025-09-11T08:30:00Z"},
      {"Thu, 11 Sep 2025 08:30:00 EST", "2025-09-11T13:30:00Z"},
      {"Thu, 11 Sep 2025 08:30 +0200", "2025-09-11T06:30:00Z"},
      {"11 Sep 25 08:30:00 PDT", "2025-09-11T15:30:00Z"},
      {"Thu, 11 Sep 2025 08:30:00 +0800 (CST)", "2025-09-11T00:30:00Z"},
      {"Thursday, 11-Sep-25 08:30:00 GMT", "2025-09-11T08:30:00Z"},
      {"Thu Sep 11 08:30:00 2025", "2025-09-11T08:30:00Z"},
      {"Thu Sep 11 08:30:00 +0000 2025", "2025-09-11T08:30:00Z"},
      {"September 11, 2025", "2025-09-11"},
      {"Sept. 11, 2025", "2025-09-11"},
      {"Sep 11th, 2025", "2025-09-11"},
      {"SEPTEMBER 11 2025", "2025-09-11"},
      {"September 2025", "2025-09"},
      {"11 September 2025", "2025-09-11"},
      {"11 Sep 2025", "2025-09-11"},
      {"11th of September, 2025", "2025-09-11"},
      {"May 1, 2025 at 8:30 PM", "2025-05-01T20:30:00Z"},
      {"2025年9月11日", "2025-09-11"},
      {"2025 年 9 月 11 日", "2025-09-11"},
      {"２０２５年９月１１日", "2025-09-11"},
      {"2025年9月11日 08:30", "2025-09-11T08:30:00Z"},
      {"2025年9月11日08时30分", "2025-09-11T08:30:00Z"},
      {"2025年09月11号", "2025-09-11"},
      {"2025年9月", "2025-09"},
      {"2025년 9월 11일", "2025-09-11"},
      {" \t2025-09-11\r\n", "2025-09-11"},
      {"\u30002025-09-11\u00a0", "2025-09-11"},
      {"0", "1970-01-01T00:00:00Z"},
      {"-86400", "1969-12-31T00:00:00Z"},
      {"1757579400", "2025-09-11T08:30:00Z"},
      {"1757579400.75", "2025-09-11T08:30:00Z"},
      {"1757579400000", "2025-09-11T08:30:00Z"},
      {"99999999999", "5138-11-16T09:46:39Z"},
      {"100000000000", "1973-03-03T09:46:40Z"},
      {"2999-01-01", "2999-01-01"},
      {"1799-12-31", "1799-12-31"},
      {"2024-02-29", "2024-02-29"},
  };
  for (const DateRow& row : rows) {
    EXPECT_EQ(read_as(row.written), row.read) << row.written;
  }
}

TEST(Date, ReadsNothingWhereNoDayStands) {
  for (const std::string_view text : {"",
                                      " ",
                                      "yesterday",
                                      "2025-02-30",
                                      "2025-13-01",
                                      "2025-00-10",
                                      "2023-02-29",
                                      "2025-09-112",
                                      "September 31, 2025",
                                      "2025年2月30日",
                                      "2025年13月",
                                      "Foo 11, 2025",
                                      "1e400",
                                      "NaN",
                                      "inf",
                                      "--",
                                      "-",
                                      ".",
                                      "99999999999999999999",
                                      "09/11/2025",
                                      "\xff\xfe",

                                      "2025-09-xx"}) {
    EXPECT_EQ(read_as(text), "-") << text;
  }
  EXPECT_EQ(read_as(std::string(100000, '9')), "-");
}

TEST(Date, KeepsTheDayWhenTheTimeDoesNotRead) {
  for (const std::string_view text :
       {"2025-09-11T25:00:00Z", "2025-09-11T08:61", "2025-09-11 noon",
        "2025-09-11T08:30:00 XYZ", "2025-09-11T08:30:00+99:00",
        "September 11, 2025, early", "2025年9月11日上午"}) {
    EXPECT_EQ(read_as(text), "2025-09-11") << text;
  }
}

TEST(Date, ATimeWithoutAZoneIsInTheZoneGivenADayIsNot) {
  const TimeZone shanghai = zone_named("Asia/Shanghai");
  EXPECT_EQ(read_as("2025-09-11 08:30", shanghai), "2025-09-11T00:30:00Z");
  EXPECT_EQ(read_as("2025-09-11T08:30:00Z", shanghai), "2025-09-11T08:30:00Z");
  EXPECT_EQ(read_as("2025-09-11", shanghai), "2025-09-11");
  EXPECT_EQ(parse_date("2025-09-11", shanghai)->seconds, kSept11);
}

TEST(Date, ATimeIsWrittenAsTheClockOfTheZone) {
  const Date date{kSept11 + 30600};
  EXPECT_EQ(format_date(date, zone_named("Asia/Shanghai")),
            "2025-09-11T16:30:00+08:00");
  EXPECT_EQ(format_date(date, zone_named("America/New_York")),
            "2025-09-11T04:30:00-04:00");
  EXPECT_EQ(format_date({kSept11, DatePrecision::kDay},
                        zone_named("America/New_York")),
            "2025-09-11");
}

TEST(Date, IsNotBelievedBefore1800OrMoreThanTwoDaysAhead) {
  const auto plausible = [](std::string_view text) {
    return plausible_date(*parse_date(text, TimeZone::utc()), kNow);
  };
  EXPECT_FALSE(plausible("1799-12-31"));
  EXPECT_TRUE(plausible("1800-01-01"));
  EXPECT_TRUE(plausible_date({kNow + kMaxAheadSeconds}, kNow));
  EXPECT_FALSE(plausible_date({kNow + kMaxAheadSeconds + 1}, kNow));
  EXPECT_FALSE(plausible("2999-01-01"));
}

TEST(TimeZone, MovesASkippedHourForwardAndTakesTheEarlierOfARepeatedOne) {
  const TimeZone berlin = zone_named("Europe/Berlin");
  EXPECT_EQ(format_date({berlin.to_seconds({2025, 3, 30, 2, 30})}, berlin),
            "2025-03-30T03:30:00+02:00");
  EXPECT_EQ(format_date({berlin.to_seconds({2025, 10, 26, 2, 30})}, berlin),
            "2025-10-26T02:30:00+02:00");
}

TEST(TimeZone, AnUnknownNameIsAnErrorThatTellsIt) {
  const Result<TimeZone> zone = TimeZone::find("Mars/Olympus");
  ASSERT_FALSE(zone);
  EXPECT_EQ(zone.error().code, ErrorCode::kInvalidArgument);
  EXPECT_NE(zone.error().message.find("Mars/Olympus"), std::string::npos);
  EXPECT_TRUE(TimeZone::find("UTC"));
}

std::string inferred(std::string_view text) {
  const auto date = infer_date(text, TimeZone::utc(), kNow);
  return date ? format_date(*date, TimeZone::utc()) : "-";
}

TEST(InferredDate, IsTakenFromADatelineOrAfterAReportingVerb) {
  for (const std::string_view text : {
           "BEIJING, Sept 11, 2025 — A chip maker said it would expand.",
           "BEIJING, Sept. 11, 2025 (Example Wire) - A chip maker grew.",
           "SAN FRANCISCO--(EXAMPLE WIRE)--Sept. 11, 2025--A lab opened.",
           "HSINCHU, 11 September 2025 /Example Wire/ -- A fab opened.",
           "September 11, 2025\n\nA lab opened its doors.",
           "Some words first.\nLONDON, September 11, 2025: More words.",
           "The step, reported on September 11, 2025, was expected.",
           "It was announced on Thursday, Sept 11, 2025 in a note.",
           "The paper (published 11 September 2025) shows more.",
           "Posted: 2025-09-11 by the desk.",
           "新华社北京2025年9月11日电 一家公司说。",
           "本报讯 据2025年9月11日报道，一家公司扩产。",
           "文章发布于2025年9月11日，作者未署名。",
           "发布时间：2025-09-11 来源：示例",
           "2025年9月11日（记者 某某）讯 芯片产量增加。",
       }) {
    EXPECT_EQ(inferred(text), "2025-09-11") << text;
  }
}

TEST(InferredDate, IsNotGuessedFromDaysThatAreOnlyMentioned) {
  for (const std::string_view text : {
           "The plant opens on September 11, 2025, if all goes well.",
           "Since September 11, 2025 prices have doubled.",
           "人民网柏林7月28日电 （记者）消息。",
           "该公司将于2025年9月11日举行大会。",
           "It was reported on September 11 that prices fell.",
           "Version 2025-09-11 of the model is faster.",
           "Reported on September 31, 2025 by nobody.",
           "Reported on September 11, 2031 by a time traveller.",
           "",
       }) {
    EXPECT_EQ(inferred(text), "-") << text;
  }
}

TEST(InferredDate, IsLookedForInTheFirst1500BytesOnly) {
  const std::string late = "reported on September 11, 2025.";
  EXPECT_EQ(inferred(std::string(1400, ' ') + late), "2025-09-11");
  EXPECT_EQ(inferred(std::string(1489, ' ') + late), "-");
}

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
