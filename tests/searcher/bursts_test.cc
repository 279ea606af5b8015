// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/bursts.h"

#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/timeline.h"
#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

constexpr std::int64_t kDay = 86400;

// Days of so many documents each, from 2025-06-01 on.
Timeline days_of(const std::vector<std::uint64_t>& documents) {
  InstantCounts counts;
  std::int64_t day = TimeZone::utc().to_seconds({2025, 6, 1});
  for (const std::uint64_t each : documents) {
    counts.emplace_back(day, each);
    day += kDay;
  }
  std::vector<Warning> warnings;
  return make_timeline(counts, 0, TimelineInterval::kDay, TimeZone::utc(),
                       warnings);
}

std::vector<std::string> spans(const std::vector<Burst>& bursts) {
  std::vector<std::string> found;
  for (const Burst& burst : bursts) {
    found.push_back(burst.start.substr(8) + "-" + burst.end.substr(8));
  }
  return found;
}

TEST(Bursts, AreWhatStandsOutOfWhatCameBefore) {
  struct Row {
    std::vector<std::uint64_t> days;
    std::vector<std::string> bursts;
  };
  const Row rows[] = {
      {{2, 1, 2, 3, 2, 1, 20, 2, 1}, {"07-07"}},
      // Chance: a few documents more are none.
      {{0, 0, 0, 0, 0, 0, 1}, {}},
      {{2, 2, 2, 2, 2, 2, 4}, {}},
      {{100, 101, 99, 100, 102, 98, 120}, {}},
      {{100, 101, 99, 100, 102, 98, 140}, {"07-07"}},
      // What swings always does not stand out when it swings.
      {{50, 52, 48, 51, 50, 5, 4, 52, 50, 49, 53, 47, 6, 3, 51, 54}, {}},
      // Neighbours are one, the strongest comes first.
      {{1, 1, 1, 1, 1, 9, 8, 1, 1, 1, 1, 40, 1}, {"12-12", "06-07"}},
      // The first days are measured by those behind them.
      {{30, 1, 2, 1, 2, 1, 2}, {"01-01"}},
      // Of so few nothing can be told.
      {{1, 50}, {}},
      {{1, 1, 50, 1}, {}},
      {{}, {}},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(spans(find_bursts(days_of(row.days))), row.bursts)
        << ::testing::PrintToString(row.days);
  }
}

TEST(Bursts, TellWhatWasExpected) {
  const auto bursts =
      find_bursts(days_of({4, 4, 4, 4, 4, 4, 4, 4, 24, 14, 4, 4}));
  ASSERT_EQ(bursts.size(), 1U);
  EXPECT_EQ(bursts[0].documents, 38U);
  EXPECT_DOUBLE_EQ(bursts[0].expected, 8.0);
  // 30 above it, where a Poisson distribution of 8 deviates by sqrt(8).
  EXPECT_NEAR(bursts[0].score, 30.0 / std::sqrt(8.0), 1e-9);
}

TEST(Bursts, AreNeverMoreThanFive) {
  std::vector<std::uint64_t> days;
  for (int i = 0; i < 70; ++i) days.push_back(i % 7 == 6 ? 30 + i : 1);
  const auto bursts = find_bursts(days_of(days));
  EXPECT_EQ(bursts.size(), kMaxBursts);
  EXPECT_EQ(bursts.front().documents, 99U);
}

TEST(Timeline, TellsTheLastDayOfABucket) {
  EXPECT_EQ(last_day_of("2025-09-11", TimelineInterval::kDay), "2025-09-11");
  EXPECT_EQ(last_day_of("2025-12-29", TimelineInterval::kWeek), "2026-01-04");
  EXPECT_EQ(last_day_of("2024-02-01", TimelineInterval::kMonth), "2024-02-29");
  EXPECT_EQ(last_day_of("2025-12-01", TimelineInterval::kMonth), "2025-12-31");
  EXPECT_EQ(last_day_of("2025-01-01", TimelineInterval::kYear), "2025-12-31");
}

// Two articles about chips each day from 2025-06-01 on, for thirty days.
std::vector<Article> quiet_month() {
  std::vector<Article> articles;
  for (int day = 1; day <= 30; ++day) {
    const std::string date =
        "2025-06-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    for (const std::string name : {"a", "b"}) {
      articles.push_back(news(date + name, "Chips in everyday use " + name,
                              "Chips are made and sold.", date, "Wire"));
    }
  }
  return articles;
}

// Sixteen more on 20 June, about Nvidia's export licence; one tells most.
std::vector<Article> planted() {
  std::vector<Article> articles = quiet_month();
  for (int i = 0; i < 16; ++i) {
    articles.push_back(
        news("p" + std::to_string(i),
             i == 5 ? "Chips: Nvidia export licence denied for chips"
                    : "export licence denied, No " + std::to_string(i),
             "Nvidia was denied an export licence for its chips.", "2025-06-20",
             "Wire"));
  }
  articles.push_back(news("u", "Chips undated", "Chips."));
  return articles;
}

SearchRequest daily(const std::string& query) {
  SearchRequest request = request_for(query);
  request.timeline = TimelineInterval::kDay;
  request.burst_labels = true;
  return request;
}

TEST(Bursts, ArePlantedFoundAndLabelled) {
  const TestIndex index(planted());
  const SearchResponse found = answer(index.open(), daily("chips"));
  const Timeline& timeline = *found.timeline;
  ASSERT_EQ(timeline.bursts.size(), 1U);
  const Burst& burst = timeline.bursts[0];
  EXPECT_EQ(burst.start, "2025-06-20");
  EXPECT_EQ(burst.end, "2025-06-20");
  EXPECT_EQ(burst.documents, 18U);
  ASSERT_TRUE(burst.story);
  EXPECT_EQ(burst.story->id.front(), 'p');
  EXPECT_EQ(burst.story->published, "2025-06-20");
  EXPECT_GT(burst.story->story_documents, 8U);
  std::vector<std::string> terms;
  for (const TellingTerm& term : burst.terms) {
    terms.push_back(term.kind + " " + term.text);
    EXPECT_GE(term.score, 10.83);
  }
  EXPECT_THAT(terms, ::testing::Contains("company NVIDIA"));
  EXPECT_THAT(terms, ::testing::Contains("phrase export licence denied"));
  EXPECT_LE(terms.size(), 5U);
  std::uint64_t sum = timeline.undated;
  for (const TimelineBucket& bucket : timeline.buckets) sum += bucket.documents;
  EXPECT_EQ(sum, found.documents);
}

TEST(Bursts, OfEverythingAreLabelledByWhatRose) {
  const TestIndex index(planted());
  const SearchResponse found = answer(index.open(), daily(""));
  ASSERT_EQ(found.timeline->bursts.size(), 1U);
  EXPECT_EQ(found.timeline->bursts[0].story->id.front(), 'p');
}

TEST(Bursts, KeepToTheFiltersAndDatesOfTheRequest) {
  std::vector<Article> articles = planted();
  articles.push_back(news("q", "Nvidia chips chips chips export licence",
                          "Chips.", "2025-06-20", "Other"));
  const TestIndex index(articles);
  SearchRequest request = daily("chips");
  request.filters = {{"source", "Wire"}};
  request.from = "2025-06-05";
  request.to = "2025-06-25";
  const SearchResponse found = answer(index.open(), request);
  ASSERT_EQ(found.timeline->bursts.size(), 1U);
  EXPECT_EQ(found.timeline->bursts[0].documents, 18U);
  EXPECT_EQ(found.timeline->bursts[0].story->source, "Wire");
}

TEST(Bursts, AreNoneOfAQuietMonth) {
  const TestIndex index(quiet_month());
  EXPECT_TRUE(answer(index.open(), daily("chips")).timeline->bursts.empty());
}

TEST(Bursts, BucketsAndUndatedSumToTheDocuments) {
  const TestIndex index(small_archive());
  const Searcher searcher = index.open();
  for (const char* query : {"chips", "chips OR model", "", "芯片", "nothing"}) {
    for (const auto interval :
         {TimelineInterval::kAuto, TimelineInterval::kDay,
          TimelineInterval::kWeek, TimelineInterval::kYear}) {
      SearchRequest request = request_for(query);
      request.timeline = interval;
      request.burst_labels = true;
      const SearchResponse found = answer(searcher, request);
      std::uint64_t sum = found.timeline->undated;
      for (const auto& bucket : found.timeline->buckets) {
        sum += bucket.documents;
      }
      EXPECT_EQ(sum, found.documents) << query;
    }
  }
}

}  // namespace
}  // namespace lede::testing
