// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/freshness.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/schema.h"
#include "searcher/freshness_text.h"
#include "searcher/open_view.h"
#include "tests/searcher/test_index.h"

namespace lede {
namespace {

using testing::answer;
using ::testing::ElementsAre;
using testing::ids;
using testing::kNow;
using testing::news;
using testing::request_for;
using testing::TestIndex;

// The older one speaks of chips more than the newer one, the others of none.
std::vector<Article> two_ages() {
  return {news("sun", "Sun", "The sun shone.", "2025-06-01"),
          news("sea", "Sea", "The sea was calm.", "2025-06-01"),
          news("sky", "Sky", "The sky was blue.", "2025-06-01"),
          news("old", "Chips", "Chips, chips and chips.", "2025-06-01"),
          news("new", "Rain",
               "Rain fell on fields and one field of chips "
               "was wet, and more was said of rain.",
               "2025-12-31")};
}

FreshnessReading reading_of(const Searcher& searcher,
                            const SearchRequest& request) {
  return answer(searcher, request).query.freshness;
}

TEST(Freshness, DefaultsAreWhatTheyHaveAlwaysBeen) {
  const TestIndex index(two_ages());
  PostingsCache postings;
  StoryTables stories;
  const auto view =
      open_view({*parse_index_address(index.path())}, postings, stories);
  ASSERT_TRUE(view);
  const Freshness freshness =
      read_freshness(request_for("chips"), SortOrder::kRelevance,
                     IndexQuery::term("chips"), **view, kNow);
  EXPECT_FALSE(freshness.reading.off);
  EXPECT_EQ(freshness.most, 0.4);
  ASSERT_EQ(freshness.part.op(), IndexQuery::Op::kScale);
  EXPECT_EQ(freshness.part.factor(), 0.4 / freshness_value(kNow));
  EXPECT_EQ(freshness.part.children().front().scale(), FreshnessScale{});
}

TEST(Freshness, PointsRiseWithTheWeight) {
  EXPECT_EQ(freshness_points(0), 0);
  EXPECT_EQ(freshness_points(kDefaultFreshness), 0.4);
  EXPECT_NEAR(freshness_points(0.5), 3.6, 1e-12);
  EXPECT_EQ(freshness_points(1), 1e6);
  EXPECT_EQ(freshness_points(std::nextafter(1.0, 0.0)), 1e6);
  double last = -1;
  for (int i = 0; i <= 1000; ++i) {
    const double points = freshness_points(i / 1000.0);
    EXPECT_GT(points, last) << i;
    last = points;
  }
}

TEST(Freshness, WeightGoesFromWordsAloneToNewestFirst) {
  const TestIndex index(two_ages());
  const Searcher searcher = index.open();
  SearchRequest request = request_for("chips");
  EXPECT_THAT(ids(answer(searcher, request)), ElementsAre("old", "new"));
  request.freshness = 0;
  const SearchResponse none = answer(searcher, request);
  request.freshness = kDefaultFreshness;
  request.rank = RankMode::kText;
  const SearchResponse text = answer(searcher, request);
  EXPECT_THAT(ids(none), ElementsAre("old", "new"));
  EXPECT_EQ(none.hits[0].score, text.hits[0].score);
  EXPECT_EQ(none.hits[1].score, text.hits[1].score);
  request.rank = RankMode::kBlend;
  request.freshness = 1;
  EXPECT_THAT(ids(answer(searcher, request)), ElementsAre("new", "old"));
}

TEST(Freshness, WeightOneListsAnArchiveNewestFirst) {
  const TestIndex index(testing::small_archive());
  const Searcher searcher = index.open();
  SearchRequest request = request_for("chips");
  request.limit = 100;
  request.freshness = 1;
  const SearchResponse weighed = answer(searcher, request);
  request.sort = SortOrder::kNewest;
  const SearchResponse newest = answer(searcher, request);
  ASSERT_GT(weighed.hits.size(), 10U);
  for (std::size_t i = 0; i < weighed.hits.size(); ++i) {
    EXPECT_EQ(weighed.hits[i].published, newest.hits[i].published) << i;
  }
}

TEST(Freshness, HalvesInTheTimeAskedFor) {
  const TestIndex index({news("now", "Chips", "Chips.", "2026-01-01"),
                         news("then", "Chips", "Chips.", "2025-12-02")});
  SearchRequest request = request_for("chips");
  request.explain = true;
  for (const std::int64_t days : {1, 10, 30, 180, 3650}) {
    request.half_life_days = days;
    const SearchResponse response = answer(index.open(), request);
    ASSERT_THAT(ids(response), ElementsAre("now", "then"));
    const Explanation& then = *response.hits[1].explanation;
    EXPECT_EQ(then.age_days, 30.0);
    EXPECT_EQ(then.half_life_days, days);
    EXPECT_EQ(then.freshness_most, 0.4);
    EXPECT_NEAR(then.freshness,
                0.4 * std::exp2(-30.0 / static_cast<double>(days)), 1e-12);
    EXPECT_NEAR(response.hits[0].score - response.hits[1].score,
                0.4 - then.freshness, 1e-9);
  }
}

TEST(Freshness, TellsWhyItDoesNotCount) {
  const TestIndex index(two_ages());
  const Searcher searcher = index.open();
  SearchRequest request = request_for("chips");
  EXPECT_EQ(reading_of(searcher, request).off, std::nullopt);
  request.rank = RankMode::kText;
  EXPECT_EQ(reading_of(searcher, request).off, FreshnessOff::kRankText);
  request.rank = RankMode::kBlend;
  request.freshness = 0;
  EXPECT_EQ(reading_of(searcher, request).off, FreshnessOff::kZeroWeight);
  request.sort = SortOrder::kOldest;
  EXPECT_EQ(reading_of(searcher, request).off, FreshnessOff::kSortedByDate);
  EXPECT_EQ(reading_of(searcher, request_for("")).off,
            FreshnessOff::kSortedByDate);
  const TestIndex undated({news("u", "Chips", "No day is told.")});
  EXPECT_EQ(reading_of(undated.open(), request_for("chips")).off,
            FreshnessOff::kUndated);
}

// The clock stands at the beginning of 2026; 180 days before is 2025-07-05.
TEST(Freshness, IsOffWhereTheDatesAskedForArePast) {
  const TestIndex index(two_ages());
  const Searcher searcher = index.open();
  struct Row {
    const char* query;
    bool past;
  };
  const Row rows[] = {
      {"chips date:2025-06", true},
      {"chips before:2025-07-04", true},
      {"chips before:2025-07-05", false},
      {"chips date:2025-01-01..2025-07-03", true},
      {"chips date:2025-01-01..2025-12-01", false},
      {"chips since:2020", false},
      {"chips since:2020 before:2025", true},
      {"chips date:(2023 OR 2025-12)", false},
      {"chips date:(2023 OR 2024)", true},
      {"chips (date:2023 rain)", true},
      {"(chips date:2023) OR rain", false},
      {"chips -since:2025", false},
      {"chips mentions:2020", false},
      {"chips in 2020", false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(reading_of(searcher, request_for(row.query)).off,
              row.past ? std::optional(FreshnessOff::kPastDate) : std::nullopt)
        << row.query;
  }
}

TEST(Freshness, ThePastBeginsAHalfLifeAgo) {
  const TestIndex index(two_ages());
  const Searcher searcher = index.open();
  SearchRequest request = request_for("chips");
  request.to = "2025-11-30";
  EXPECT_EQ(reading_of(searcher, request).off, std::nullopt);
  request.half_life_days = 30;
  EXPECT_EQ(reading_of(searcher, request).off, FreshnessOff::kPastDate);
  request.half_life_days = 31;
  EXPECT_EQ(reading_of(searcher, request).off, std::nullopt);
  request.to.clear();
  request.filters = {{"year", "2024"}};
  request.freshness = 1;
  EXPECT_EQ(reading_of(searcher, request).off, FreshnessOff::kPastDate);
}

TEST(Freshness, WhereItIsOffWordsAloneRank) {
  const TestIndex index(testing::small_archive());
  const Searcher searcher = index.open();
  SearchRequest request = request_for("training chips before:2025");
  request.limit = 100;
  request.explain = true;
  const SearchResponse past = answer(searcher, request);
  request.rank = RankMode::kText;
  const SearchResponse text = answer(searcher, request);
  ASSERT_FALSE(past.hits.empty());
  EXPECT_EQ(ids(past), ids(text));
  for (std::size_t i = 0; i < past.hits.size(); ++i) {
    EXPECT_EQ(past.hits[i].score, text.hits[i].score);
    EXPECT_EQ(past.hits[i].explanation->freshness, 0);
    EXPECT_EQ(past.hits[i].explanation->freshness_most, 0);
  }
}

TEST(Freshness, RefusesWhatIsOutOfBounds) {
  const TestIndex index(two_ages());
  const Searcher searcher = index.open();
  const auto message = [&](double weight, std::int64_t days) {
    SearchRequest request = request_for("chips");
    request.freshness = weight;
    request.half_life_days = days;
    const auto response = searcher.search(request);
    return response ? std::string() : response.error().message;
  };
  EXPECT_EQ(message(1, 3650), "");
  EXPECT_EQ(message(0, 1), "");
  for (const double weight : {-0.1, 1.1, std::nan("")}) {
    EXPECT_EQ(message(weight, 30), "freshness: must be a number from 0 to 1");
  }
  for (const std::int64_t days : {0, -1, 3651}) {
    EXPECT_EQ(message(0.1, days), "half_life: must be days from 1d to 3650d");
  }
}

TEST(Freshness, IsReadAsTyped) {
  EXPECT_EQ(parse_half_life("30d"), 30);
  EXPECT_EQ(parse_half_life("1d"), 1);
  EXPECT_EQ(parse_half_life("3650d"), 3650);
  for (const char* text : {"", "d", "30", "0d", "3651d", "-1d", "1.5d", "30d ",
                           "30dd", "99999999999999999999d"}) {
    EXPECT_EQ(parse_half_life(text), std::nullopt) << text;
  }
  EXPECT_EQ(parse_freshness("0"), 0.0);
  EXPECT_EQ(parse_freshness("1"), 1.0);
  EXPECT_EQ(parse_freshness("0.25"), 0.25);
  for (const char* text : {"", "-0.1", "1.01", "nan", "inf", "half", "0.5x"}) {
    EXPECT_EQ(parse_freshness(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace lede
