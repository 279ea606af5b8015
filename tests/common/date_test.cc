// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/date.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/common/date_fixture.h"

namespace lede {
namespace {

using testing::DateRow;
using testing::kNow;
using testing::kSept11;
using testing::zone_named;

// What `text` reads as, or "-".
std::string read_as(std::string_view text,
                    const TimeZone& zone = TimeZone::utc()) {
  const auto date = parse_date(text, zone);
  return date ? format_date(*date, TimeZone::utc()) : "-";
}

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

}  // namespace
}  // namespace lede
