// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which dates prose speaks of.

#include "common/mentioned_dates.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/calendar_terms.h"
#include "common/join.h"

namespace lede {
namespace {

// Published on 2025-09-11.
constexpr Date kPublished{1757548800, DatePrecision::kDay};

// The shortest unit that holds each date: "2025-09-11 2025-q3 199x".
std::string dates_in(std::string_view text,
                     std::optional<Date> published = kPublished) {
  std::vector<DateInterval> dates;
  find_mentioned_dates(text, published, dates);
  return join(dates, " ", [](const DateInterval& date) {
    std::vector<std::string> terms;
    append_date_terms(date, terms);
    return terms.empty() ? "none" : terms.back().substr(2);
  });
}

struct Row {
  std::string_view text;
  std::string_view dates;
};

void expect_rows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(dates_in(row.text), row.dates) << row.text;
  }
}

TEST(MentionedDates, AreDaysInFull) {
  expect_rows({
      {"It opens on September 11, 2026.", "2026-09-11"},
      {"It opens on Sept. 11, 2026, at noon", "2026-09-11"},
      {"Thursday, Sept 11,2026", "2026-09-11"},
      {"on 11 Sept. 2026", "2026-09-11"},
      {"on the 11th of September 2026", "2026-09-11"},
      {"(2026-09-11)", "2026-09-11"},
      {"since 2026/9/11 and 2026.9.12", "2026-09-11 2026-09-12"},
      {"将于2026年9月11日发布", "2026-09-11"},
      {"将于 2026 年 9 月 11 日发布", "2026-09-11"},
      {"２０２６年９月１１日に発売", "2026-09-11"},
      {"2026년 9월 11일", "2026-09-11"},
      {"Sept. 11-13, 2026", "2026-09-11 2026-09-13"},
      {"13/9/2026 or 9/13/2026", "2026-09-13 2026-09-13"},
      {"9/11/2026 may be either", "2026"},
      {"February 30, 2026", "2026"},
  });
}

TEST(MentionedDates, OfADayWithoutAYearAreNearestToPublication) {
  expect_rows({
      {"until Sept. 12", "2025-09-12"},
      {"On December 24 and January 2 it was shut", "2025-12-24 2026-01-02"},
      {"on 3 March", "2026-03-03"},
      {"on April 1st", "2025-04-01"},
      {"Sept. 11–13", "2025-09-11 2025-09-13"},
      {"9月11日至10月8日", "2025-09-11 2025-10-08"},
      {"12月31日", "2025-12-31"},
      {"may 5 and march 9", ""},
      {"In March 20 people came, in May 10 percent", ""},
      {"May 45", ""},
      {"February 29", "2024-02-29"},
  });
  EXPECT_EQ(dates_in("On September 11 and 9月11日", std::nullopt), "");
  EXPECT_EQ(dates_in("on February 29",
                     Date{1707955200, DatePrecision::kDay}),  // 2024-02-15
            "2024-02-29");
}

TEST(MentionedDates, AreMonthsAndQuarters) {
  expect_rows({
      {"in September 2026", "2026-09"},
      {"in Sept. 2026, in Sep 2027", "2026-09 2027-09"},
      {"2026年9月前", "2026-09"},
      {"as of 2026-09.", "2026-09"},
      {"the 2011-12 season", "2011"},
      {"in Q3 2026 and Q4 of 2026", "2026-q3 2026-q4"},
      {"Q3'26, Q1-2027, 3Q26 and 4Q 2026", "2026-q3 2027-q1 2026-q3 2026-q4"},
      {"2026 Q1, 2026Q2, 2026-Q3", "2026-q1 2026-q2 2026-q3"},
      {"the third quarter of 2026", "2026-q3"},
      {"its second-quarter 2026 results", "2026-q2"},
      {"2026年第三季度及2026年二季度和2026年Q4", "2026-q3 2026-q2 2026-q4"},
      {"the first half of 2026 and 2026年上半年", "2026 2026"},
      {"the third quarter of fiscal 2026", "2026"},
      {"fiscal third quarter of 2026", "2026"},
      {"Q3 25 percent", ""},
      {"in September", ""},
  });
}

TEST(MentionedDates, AreYearsAndDecades) {
  expect_rows({
      {"in 2026", "2026"},
      {"By 2050 it will", "2050"},
      {"2026", "2026"},
      {"2026年，2027 年底", "2026 2027"},
      {"截至2026年", "2026"},
      {"mid-2026, pre-2020, the 2024-era", "2026 2020 2024"},
      {"2024-2026, 2024–25 and 2023/24", "2024 2026 2024 2023"},
      {"2024-2026年", "2024 2026"},
      {"CES 2026 and WAIC 2026在上海", "2026 2026"},
      {"FY26, FY2027 and fiscal 2028", "2026 2027 2028"},
      {"the 1990s and 1980年代", "199x 198x"},
      {"in 2000, by 1900", "2000 1900"},
      {"(2024), “2025”, 2026: a year", "2024 2025 2026"},
      {"born in 1850", "1850"},
  });
}

TEST(MentionedDates, AreNoAmountsNamesOrTimes) {
  expect_rows({
      {"RTX 2080 and RTX2080, F-150, v2025, GPT-2025", ""},
      {"$2025, US$ 2,025, €1999, 2025%, 2025 percent", ""},
      {"2,025 and 12,2025 and 2025.5 and 3.2025", ""},
      {"2025 people, 1999 yuan, 2048 tokens, 2010 GMT", ""},
      {"about 2000 and 1500 and 2100", ""},
      {"in 2000 villages", ""},
      {"a 2000-year-old tree, 2048-bit keys", ""},
      {"2048个 and 1999元 and GPU 2048块", ""},
      {"2330.TW and 2015.HK", ""},
      {"555-2025, CVE-2025-1234, #2025, /2025/x", ""},
      {"20250911 and 120250 and 202", ""},
      {"in 2100 and in 1799", ""},
      {"code 1984, No. 1999, Flight 1990", ""},
      {"2040 stands alone and too far ahead", ""},
  });
}

TEST(MentionedDates, StandInAnyText) {
  EXPECT_EQ(dates_in(""), "");
  EXPECT_EQ(dates_in("2026年"), "2026");
  EXPECT_EQ(dates_in("2026 "), "2026");
  for (const std::string_view text : {"Q3",
                                      "Q3 ",
                                      "Q3'",
                                      "3Q",
                                      "FY",
                                      "9月",
                                      "9月11",
                                      "2026-",
                                      "2026/",
                                      "2026年第",
                                      "1990'",
                                      "May 5,",
                                      "-2026",
                                      "–2026",
                                      "9/11/",
                                      "of 2026",
                                      "quarter of 2026",
                                      " quarter 2026",
                                      "2026 Q",
                                      "1st"}) {
    dates_in(text);  // reads nothing beyond the text
  }
}

}  // namespace
}  // namespace lede
