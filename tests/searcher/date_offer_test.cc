// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bare words that say a date: they stay words, and are offered as a filter.

#include "searcher/date_offer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/cli/output.h"
#include "searcher/query/parse.h"
#include "searcher/response_json.h"
#include "tests/searcher/test_index.h"
#include <lede/searcher.h>

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The query with the date as a filter; "-" if none is offered. kNow is
// Thursday, 2026-01-01.
std::string offered(const std::string& query) {
  const TimeZone zone = TimeZone::utc();
  const auto offer =
      date_among_words(parse_query(query, zone, kNow), zone, kNow);
  return offer ? print_query(offer->query) : "-";
}

TEST(DateOffer, PutsAFilterInPlaceOfTheWords) {
  EXPECT_EQ(offered("chips last week"), "chips date:\"last week\"");
  EXPECT_EQ(offered("last 3 months chips"), "chips date:\"last 3 months\"");
  EXPECT_EQ(offered("Sep 11, 2025 chips"), "chips date:\"Sep 11 2025\"");
  EXPECT_EQ(offered("yesterday"), "date:yesterday");
  EXPECT_EQ(offered("英伟达 上周"), "英伟达 date:上周");
  EXPECT_EQ(offered("9月11日 芯片"), "芯片 date:9月11日");
  EXPECT_EQ(offered("chips 2025-Q3 -nvidia lang:en"),
            "chips -nvidia lang:en date:2025-Q3");
}

TEST(DateOffer, TakesThePrepositionAlong) {
  EXPECT_EQ(offered("chips since last week"), "chips since:\"last week\"");
  EXPECT_EQ(offered("chips before 2025-Q3"), "chips before:2025-Q3");
  EXPECT_EQ(offered("chips in September 2025"),
            "chips date:\"September 2025\"");
}

TEST(DateOffer, IsNotMadeOfWordsThatMayMeanSomethingElse) {
  for (const std::string query :
       {"chips may", "chips 2025", "today", "q3 earnings", "\"last week\"",
        "last OR week", "+last week", "title:last week", "last^2 week",
        "next week", "chips", "", "last"}) {
    EXPECT_EQ(offered(query), "-") << query;
  }
}

class DateOfferAnswer : public ::testing::Test {
 protected:
  TestIndex index_{{
      news("a", "Foundry expands", "Training chips last week.", "2025-03-01"),
      news("b", "Chips for training", "Orders for chips.", "2025-12-24"),
  }};
  Searcher searcher_ = index_.open();
};

TEST_F(DateOfferAnswer, LeavesTheWordsWordsAndCountsWhatTheFilterFinds) {
  const SearchResponse response = answer(searcher_, "chips last week");
  EXPECT_THAT(ids(response), ElementsAre("a"));
  ASSERT_TRUE(response.query.date_offer);
  EXPECT_EQ(response.query.date_offer->text, "last week");
  EXPECT_EQ(response.query.date_offer->documents, 1U);
  EXPECT_THAT(ids(answer(searcher_, response.query.date_offer->query)),
              ElementsAre("b"));
}

TEST_F(DateOfferAnswer, IsNoneWhereTheFilterFindsNothing) {
  EXPECT_FALSE(answer(searcher_, "chips 3 weeks ago").query.date_offer);
}

TEST_F(DateOfferAnswer, StandsInJsonAndOnTheTerminal) {
  const SearchRequest request = request_for("chips last week");
  const SearchResponse response = answer(searcher_, request);
  EXPECT_THAT(response_to_json(response, request, ""),
              HasSubstr("\"date_offer\":{\"text\":\"last week\",\"query\":"
                        "\"chips date:\\\"last week\\\"\",\"documents\":1}"));
  EXPECT_THAT(reading_as_text(response.query),
              HasSubstr("as a date: chips date:\"last week\"  (1 article)\n"));
}

}  // namespace
}  // namespace lede::testing
