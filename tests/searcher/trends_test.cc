// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/trends.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "common/date.h"
#include "searcher/over_time_json.h"
#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

std::string day_text(std::int64_t days_ago) {
  return format_date({kNow - days_ago * 86400, DatePrecision::kDay},
                     TimeZone::utc());
}

// Three articles a day about Intel for eight weeks until `last` days ago; in
// their last week four a day more about Huawei and a "memory shortage".
std::vector<Article> planted(std::int64_t last = 0) {
  std::vector<Article> articles;
  const auto add = [&](std::int64_t day, int i, const std::string& title,
                       const std::string& text, const std::string& source) {
    articles.push_back(news(std::to_string(day) + "-" + std::to_string(i),
                            title, text, day_text(day), source));
  };
  for (std::int64_t day = last; day < last + 56; ++day) {
    for (int i = 0; i < 3; ++i) {
      add(day, i, "Daily notes number " + std::to_string(i),
          "Intel sells processors.", "Wire A");
    }
    if (day >= last + 7) continue;
    for (int i = 3; i < 7; ++i) {
      const bool best = day == last + 2 && i == 3;
      add(day, i,
          best ? "Huawei, Huawei and its memory shortage"
               : "Memory shortage, part " + std::to_string(i),
          "Huawei waits for memory.", "Wire B");
    }
  }
  return articles;
}

TrendsResponse trends(const Searcher& searcher,
                      const TrendsRequest& request = {}) {
  Result<TrendsResponse> found = searcher.trends(request);
  EXPECT_TRUE(found) << (found ? "" : found.error().message);
  return found ? std::move(*found) : TrendsResponse{};
}

const Trend* find(const TrendsResponse& found, const std::string& text) {
  const auto trend = std::ranges::find_if(
      found.trends, [&](const Trend& each) { return each.term.text == text; });
  return trend == found.trends.end() ? nullptr : &*trend;
}

TEST(Trends, PutAPlantedRiseFirst) {
  const TestIndex index(planted());
  const TrendsResponse found = trends(index.open());
  ASSERT_FALSE(found.trends.empty());
  const Trend* entity = find(found, "Huawei");
  ASSERT_NE(entity, nullptr);
  EXPECT_EQ(entity->term.kind, "company");
  EXPECT_EQ(entity->term.filter, "company:huawei");
  EXPECT_EQ(entity->term.documents, 28U);
  EXPECT_EQ(entity->term.elsewhere, 0U);
  EXPECT_DOUBLE_EQ(found.trends[0].term.score, entity->term.score);
  const Trend* phrase = find(found, "Memory shortage");
  ASSERT_NE(phrase, nullptr);
  EXPECT_EQ(phrase->term.kind, "phrase");
  EXPECT_EQ(phrase->term.query, "title:\"Memory shortage\"");
  EXPECT_EQ(phrase->term.documents, 28U);
  EXPECT_EQ(find(found, "Intel"), nullptr);
  EXPECT_EQ(find(found, "Daily notes"), nullptr);
}

TEST(Trends, TellTheStoryOfTheRise) {
  const TestIndex index(planted());
  const TrendsResponse found = trends(index.open());
  const Trend* entity = find(found, "Huawei");
  ASSERT_NE(entity, nullptr);
  ASSERT_TRUE(entity->story);
  EXPECT_EQ(entity->story->source, "Wire B");
  EXPECT_GE(entity->story->published, found.window.from);
  EXPECT_FALSE(entity->story->story_id.empty());
}

TEST(Trends, GiveEightWindowsTheLastOfThemTheOneAskedFor) {
  const TestIndex index(planted());
  const TrendsResponse found = trends(index.open());
  EXPECT_EQ(found.window.from, day_text(6));
  EXPECT_EQ(found.window.to, day_text(0));
  EXPECT_EQ(found.window.documents, 49U);
  EXPECT_EQ(found.before.to, day_text(7));
  EXPECT_EQ(found.before.documents, 21U);
  EXPECT_FALSE(found.ends_at_newest);
  EXPECT_TRUE(found.warnings.empty());
  for (const Trend& trend : found.trends) {
    ASSERT_EQ(trend.series.size(), 8U);
    EXPECT_EQ(trend.series[7].from, found.window.from);
    EXPECT_EQ(trend.series[7].documents, trend.term.documents);
    EXPECT_EQ(trend.series[6].to, found.before.to);
    EXPECT_EQ(trend.series[6].documents, trend.term.elsewhere);
  }
}

TEST(Trends, EndAtTheNewestArticleWhereItIsOlderThanToday) {
  const TestIndex index(planted(/*last=*/30));
  const TrendsResponse found = trends(index.open());
  EXPECT_TRUE(found.ends_at_newest);
  EXPECT_EQ(found.window.to, day_text(30));
  ASSERT_EQ(found.warnings.size(), 1U);
  EXPECT_NE(found.warnings[0].message.find(day_text(30)), std::string::npos);
  EXPECT_NE(find(found, "Huawei"), nullptr);
}

TEST(Trends, KeepToTheFilters) {
  const TestIndex index(planted());
  TrendsRequest request;
  request.filters = {{"source", "Wire A"}};
  EXPECT_TRUE(trends(index.open(), request).trends.empty());
}

TEST(Trends, NeedAWindowToCompareWith) {
  std::vector<Article> week = planted();
  std::erase_if(week, [](const Article& article) {
    return article.published->seconds < kNow - 6 * 86400;
  });
  const TestIndex index(week);
  const TrendsResponse found = trends(index.open());
  EXPECT_TRUE(found.trends.empty());
  ASSERT_EQ(found.warnings.size(), 1U);
  EXPECT_NE(found.warnings[0].message.find("window before"), std::string::npos);
  EXPECT_TRUE(
      trends(TestIndex(std::vector<Article>{news("u", "A", "b")}).open())
          .trends.empty());
}

TEST(Trends, FindChinesePhrases) {
  std::vector<Article> articles = planted();
  for (int i = 0; i < 20; ++i) {
    articles.push_back(news("z" + std::to_string(i),
                            "内存短缺加剧之" + std::to_string(i), "内存。",
                            day_text(i % 7)));
  }
  const TestIndex index(articles);
  EXPECT_NE(find(trends(index.open()), "内存短缺加剧"), nullptr);
}

TEST(Trends, LeaveOutPhrasesOfAnEntityThatRises) {
  std::vector<Article> articles = planted();
  for (int i = 0; i < 30; ++i) {
    articles.push_back(news("q" + std::to_string(i),
                            "Qualcomm outlook, " + std::to_string(i),
                            "Qualcomm.", day_text(i % 7)));
  }
  const TestIndex index(articles);
  const TrendsResponse found = trends(index.open());
  EXPECT_NE(find(found, "Qualcomm"), nullptr);
  EXPECT_EQ(find(found, "Qualcomm outlook"), nullptr);
}

TEST(Trends, ReadWindows) {
  EXPECT_EQ(*window_days("7d"), 7);
  EXPECT_EQ(*window_days("2w"), 14);
  EXPECT_EQ(*window_days("1m"), 30);
  EXPECT_EQ(*window_days("365d"), 365);
  for (const char* bad : {"", "7", "d", "0d", "366d", "53w", "13m", "-1d",
                          "7 d", "7days", "1y", "99999999999d"}) {
    EXPECT_FALSE(window_days(bad)) << bad;
  }
}

TEST(Trends, NameWhatIsWrongWithARequest) {
  const TestIndex index(planted());
  const Searcher searcher = index.open();
  TrendsRequest request;
  request.window = "soon";
  EXPECT_EQ(searcher.trends(request).error().code, ErrorCode::kInvalidArgument);
  request = {};
  request.time_zone = "Mars/Base";
  EXPECT_EQ(searcher.trends(request).error().code, ErrorCode::kInvalidArgument);
}

TEST(Trends, AsJsonHaveEveryKey) {
  const TestIndex index(planted());
  const auto json =
      nlohmann::ordered_json::parse(trends_to_json(trends(index.open())));
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_THAT(keys, ::testing::ElementsAre("window", "before", "ends_at_newest",
                                           "trends", "headlines", "warnings",
                                           "took_ms", "index", "shards"));
  keys.clear();
  for (const auto& [key, value] : json["trends"][0].items()) {
    keys.push_back(key);
  }
  EXPECT_THAT(keys, ::testing::ElementsAre("kind", "text", "filter", "query",
                                           "documents", "before", "score",
                                           "series", "story"));
  EXPECT_GE(json["trends"][0]["story"]["story"]["documents"], 1);
}

}  // namespace
}  // namespace lede::testing
