// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/compare.h"

#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "searcher/over_time_json.h"
#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

Comparison compare(const Searcher& searcher, const CompareRequest& request) {
  Result<Comparison> found = searcher.compare(request);
  EXPECT_TRUE(found) << (found ? "" : found.error().message);
  return found ? std::move(*found) : Comparison{};
}

CompareRequest of(std::vector<std::string> queries) {
  CompareRequest request;
  request.queries = std::move(queries);
  return request;
}

TEST(Compare, BucketsAreAlignedAndSumToEachQuerysTotal) {
  const TestIndex index(small_archive());
  const Searcher searcher = index.open();
  for (const auto interval :
       {TimelineInterval::kAuto, TimelineInterval::kDay,
        TimelineInterval::kWeek, TimelineInterval::kMonth}) {
    CompareRequest request =
        of({"chips", "model", "芯片", "", "nothing of this"});
    request.interval = interval;
    const Comparison found = compare(searcher, request);
    ASSERT_EQ(found.queries.size(), 5U);
    ASSERT_FALSE(found.buckets.empty());
    EXPECT_LE(found.buckets.size(), 500U);
    for (std::size_t i = 0; i < found.queries.size(); ++i) {
      std::uint64_t sum = found.queries[i].undated;
      for (const ComparedBucket& bucket : found.buckets) {
        ASSERT_EQ(bucket.counts.size(), 5U);
        sum += bucket.counts[i];
      }
      EXPECT_EQ(sum, found.queries[i].documents) << i;
      EXPECT_EQ(answer(searcher, request.queries[i]).documents,
                found.queries[i].documents);
    }
    EXPECT_EQ(found.from, found.buckets.front().start);
  }
}

std::vector<Article> two_years() {
  return {news("a", "Chips", "Chips and models.", "2023-01-15"),
          news("b", "Chips", "Chips.", "2023-03-10", "Wire"),
          news("c", "Models", "Models.", "2024-12-31", "Wire"),
          news("d", "Other", "Other.", "2023-03-20", "Wire"),
          news("e", "Chips", "Chips without a date.")};
}

TEST(Compare, CoversAllQueriesAndGivesSharesOfAllArticles) {
  const TestIndex index(two_years());
  CompareRequest request = of({"chips", "models"});
  request.interval = TimelineInterval::kMonth;
  const Comparison found = compare(index.open(), request);
  EXPECT_EQ(found.from, "2023-01-01");
  EXPECT_EQ(found.to, "2024-12-31");
  ASSERT_EQ(found.buckets.size(), 24U);
  EXPECT_EQ(found.buckets[2].documents, 2U);
  EXPECT_THAT(found.buckets[2].counts, ::testing::ElementsAre(1, 0));
  EXPECT_THAT(found.buckets[2].shares, ::testing::ElementsAre(0.5, 0.0));
  EXPECT_EQ(found.buckets[1].documents, 0U);
  EXPECT_THAT(found.buckets[1].shares, ::testing::ElementsAre(0.0, 0.0));
  EXPECT_EQ(found.queries[0].undated, 1U);
  EXPECT_EQ(found.queries[0].reading.read_as, "chips");
}

TEST(Compare, KeepsToFiltersAndDates) {
  const TestIndex index(two_years());
  CompareRequest request = of({"chips", "models"});
  request.filters = {{"source", "Wire"}};
  request.to = "2023";
  const Comparison found = compare(index.open(), request);
  EXPECT_EQ(found.queries[0].documents, 1U);
  EXPECT_EQ(found.queries[1].documents, 0U);
  ASSERT_EQ(found.buckets.size(), 1U);
  EXPECT_EQ(found.buckets[0].documents, 1U);
}

TEST(Compare, TakesACoarserIntervalOverFiveHundredBuckets) {
  const TestIndex index(two_years());
  CompareRequest request = of({"chips", "models"});
  request.interval = TimelineInterval::kDay;
  const Comparison found = compare(index.open(), request);
  EXPECT_EQ(found.interval, TimelineInterval::kWeek);
  EXPECT_EQ(found.warnings.size(), 1U);
}

TEST(Compare, NeedsTwoToFiveQueries) {
  const TestIndex index(two_years());
  const Searcher searcher = index.open();
  for (const auto& queries :
       {std::vector<std::string>{"a"}, std::vector<std::string>(6, "a")}) {
    const auto found = searcher.compare(of(queries));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::kInvalidArgument);
  }
}

TEST(Compare, OfNothingHasNoBuckets) {
  const TestIndex index(two_years());
  const Comparison found = compare(index.open(), of({"zzz", "yyy"}));
  EXPECT_TRUE(found.buckets.empty());
  const auto json = nlohmann::json::parse(comparison_to_json(found));
  EXPECT_TRUE(json["from"].is_null());
  EXPECT_TRUE(json["buckets"].is_array());
}

// Cells of a CSV line, as RFC 4180 reads them.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> found(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      found.back() += line[i++];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      found.emplace_back();
    } else {
      found.back() += line[i];
    }
  }
  return found;
}

TEST(Compare, AsCsvHasAHeaderAndALineForEachBucket) {
  const TestIndex index(two_years());
  CompareRequest request = of({"\"chips\", =models", "models"});
  request.interval = TimelineInterval::kMonth;
  const Comparison found = compare(index.open(), request);
  std::stringstream csv(comparison_to_csv(found));
  std::string line;
  std::vector<std::vector<std::string>> rows;
  while (std::getline(csv, line)) {
    ASSERT_TRUE(line.ends_with('\r'));
    line.pop_back();
    rows.push_back(cells(line));
  }
  ASSERT_EQ(rows.size(), found.buckets.size() + 1);
  EXPECT_THAT(rows[0], ::testing::ElementsAre(
                           "start", "articles", "articles: \"chips\", =models",
                           "articles: models", "share: \"chips\", =models",
                           "share: models"));
  for (const auto& row : rows) EXPECT_EQ(row.size(), 6U);
  EXPECT_EQ(rows[1][0], "2023-01-01");
  EXPECT_EQ(rows[1][3], "1");
  EXPECT_EQ(rows[1][5], "1.0");
}

}  // namespace
}  // namespace lede::testing
