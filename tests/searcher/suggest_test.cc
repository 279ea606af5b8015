// SPDX-License-Identifier: GPL-3.0-or-later
//
// Completing what is being typed, over small indexes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "searcher/suggest_json.h"
#include "tests/searcher/typing.h"

namespace lede::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Suggest, CompletesNamesInAnyScript) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  EXPECT_THAT(lines(searcher, "nvid"), Contains("entity NVIDIA 1"));
  EXPECT_THAT(lines(searcher, "阿里").front(), "entity 阿里巴巴 4");
  EXPECT_THAT(lines(searcher, "custom aliba"),
              Contains("entity custom Alibaba 4"));
  EXPECT_THAT(lines(searcher, "micros"), Not(Contains("entity Microsoft 0")));
  const auto shown = complete(searcher, "nvid").suggestions.front();
  EXPECT_EQ(shown.completion, "NVIDIA");
  ASSERT_TRUE(shown.entity);
  EXPECT_EQ(shown.entity->id, "company:nvidia");
  EXPECT_EQ(shown.entity->kind, "company");
}

TEST(Suggest, KnowsChineseByItsSound) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  EXPECT_THAT(lines(searcher, "huawei"), Contains("entity 华为 1"));
  EXPECT_THAT(lines(searcher, "zhipu"), Contains("entity 智谱 1"));
  EXPECT_THAT(lines(searcher, "rengongzhineng"),
              Contains(::testing::StartsWith("entity 人工智能 ")));
  EXPECT_THAT(lines(searcher, "rgzn"),
              Contains(::testing::StartsWith("entity 人工智能 ")));
  EXPECT_THAT(lines(searcher, "芯"),
              Contains(::testing::StartsWith("entity 芯片 ")));
}

TEST(Suggest, ForgivesAMistakeWhereNothingElseIsMeant) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  EXPECT_THAT(lines(searcher, "nvdia"), Contains("entity NVIDIA 1"));
  EXPECT_THAT(lines(searcher, "mvidia"), Contains("entity NVIDIA 1"));
  EXPECT_THAT(lines(searcher, "scarec"), Contains("word scarce 2"));
  EXPECT_THAT(complete(searcher, "nvdia").suggestions.front().highlights,
              IsEmpty());
}

TEST(Suggest, CompletesWordsAndPhrasesWithTheirArticles) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  EXPECT_THAT(lines(searcher, "scar"), Contains("word scarce 2"));
  EXPECT_THAT(lines(searcher, "Scar"), Contains("word Scarce 2"));
  EXPECT_THAT(lines(searcher, "trai"), Contains("phrase training chips 4"));
  EXPECT_THAT(lines(searcher, "buy training chi"),
              Contains("phrase buy training chips 4"));
  EXPECT_THAT(lines(searcher, "training "),
              Contains("phrase training chips 4"));
}

TEST(Suggest, OffersHeadlinesNewestFirstAndOnce) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  std::vector<std::string> keys;
  const auto shown = complete(searcher, "chips trai").suggestions;
  for (const Completion& each : shown) {
    if (each.kind == CompletionKind::kHeadline) keys.push_back(each.key);
  }
  EXPECT_THAT(
      keys, ElementsAre(article_key("1"), article_key("2"), article_key("3")));
  for (const Completion& each : shown) {
    if (each.key != article_key("1")) continue;
    // "trai" and "chips".
    EXPECT_THAT(each.highlights, ElementsAre(Span{20, 24}, Span{29, 34}));
  }
}

TEST(Suggest, LooksPastTheCopiesOfAHeadline) {
  std::vector<Article> articles;
  for (int i = 0; i < 5; ++i) {
    articles.push_back(news("c" + std::to_string(i), "Chips shipped!", "x",
                            "2025-12-0" + std::to_string(i + 1)));
  }
  articles.push_back(news("o", "Chips sold", "x", "2025-11-01"));
  const TestIndex index(std::move(articles));
  EXPECT_THAT(lines(index.open(), "chips s"),
              AllOf(Contains("headline Chips shipped!"),
                    Contains("headline Chips sold")));
}

// "What is -this" forbids this; a quotation is in the headline, too.
TEST(Suggest, QuotesAHeadlineThatWouldBeReadAsMore) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  EXPECT_THAT(
      lines(searcher, "quo"),
      Contains("headline \"What is -this:  quoted  (chips)    again   ?\""));
}

TEST(Suggest, LeavesQuotationsInHeadlines) {
  const TestIndex index({news("1", "“春雨”计划 and \"rain\"", "x")});
  EXPECT_THAT(lines(index.open(), "春雨"),
              Contains("headline “春雨”计划 and \"rain\""));
}

TEST(Suggest, CompletesFieldsAndTheirValues) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  EXPECT_THAT(lines(searcher, "comp"), Contains("field company:"));
  EXPECT_THAT(lines(searcher, "chips sin"), Contains("field chips since:"));
  EXPECT_THAT(lines(searcher, "chips company:al"),
              ElementsAre("value chips company:alibaba 4"));
  EXPECT_THAT(lines(searcher, "company:阿"),
              ElementsAre("value company:alibaba 4"));
  EXPECT_THAT(lines(searcher, "source:"),
              ElementsAre("value source:\"example wire\" 2",
                          "value source:\"lorem herald\" 2",
                          "value source:示例日报 2"));
  EXPECT_THAT(lines(searcher, "source:\"exa"),
              ElementsAre("value source:\"example wire\" 2"));
  EXPECT_THAT(lines(searcher, "author:"),
              ElementsAre("value author:\"anna example\" 1"));
  EXPECT_THAT(lines(searcher, "topic:ch"),
              ElementsAre("value topic:\"chip supply\" 1"));
}

TEST(Suggest, CompletesDates) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  EXPECT_THAT(lines(searcher, "since:"),
              AllOf(Contains("value since:\"last week\" 2"),
                    Contains("value since:\"last month\" 2")));
  EXPECT_THAT(lines(searcher, "date:2025-1"),
              ElementsAre("value date:2025-12 2", "value date:2025-11 2",
                          "value date:2025-10 1"));
  EXPECT_THAT(lines(searcher, "date:2024"),
              ElementsAre("value date:2024-01 1", "value date:2024 1"));
  EXPECT_THAT(lines(searcher, "since:上"), Contains("value since:上周 2"));
}

TEST(Suggest, TellsHowToBegin) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  const auto begun = lines(searcher, "");
  EXPECT_EQ(begun.size(), 8U);
  EXPECT_EQ(begun.front(), "entity Alibaba 4");
  EXPECT_THAT(begun, Contains("field company:"));
  EXPECT_EQ(lines(searcher, "  "), begun);
}

// Behind a sign or a field only the first word would be meant.
TEST(Suggest, KeepsToOneWordWhereOneIsBound) {
  const TestIndex index(newsroom());
  index.write({news("8", "Nvidia H20 chips", "Nvidia H20 for Alibaba Cloud."),
               news("9", "H20 chips", "Cheap.")});
  const Searcher searcher = index.open();
  EXPECT_THAT(lines(searcher, "chips nvidia h"),
              Contains("entity chips Nvidia H20 2"));
  for (const auto& line : lines(searcher, "chips -nv", 20)) {
    EXPECT_EQ(std::ranges::count(line, ' '), 3) << line;
  }
  for (const auto& line : lines(searcher, "title:tr", 20)) {
    EXPECT_EQ(std::ranges::count(line, ' '), 2) << line;
  }
}

TEST(Suggest, MarksWhatWasTyped) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  const auto only = [&](const std::string& text, const std::string& wanted) {
    for (const Completion& each : complete(searcher, text).suggestions) {
      if (each.text == wanted) return each.highlights;
    }
    return std::vector<Span>{{99, 99}};
  };
  EXPECT_THAT(only("custom nvid", "custom NVIDIA"), ElementsAre(Span{0, 11}));
  EXPECT_THAT(only("阿里", "阿里巴巴"), ElementsAre(Span{0, 6}));
  EXPECT_THAT(only("buy scar", "buy scarce"), ElementsAre(Span{0, 8}));
  EXPECT_THAT(only("company:al", "company:alibaba"), ElementsAre(Span{0, 10}));
  EXPECT_THAT(only("huawei", "华为"), IsEmpty());
}

TEST(Suggest, RefusesBadLimitsAndZones) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  SuggestRequest request;
  request.limit = kMaxSuggestions + 1;
  EXPECT_EQ(searcher.suggest(request).error().code,
            ErrorCode::kInvalidArgument);
  request.limit = 8;
  request.time_zone = "Nowhere";
  EXPECT_EQ(searcher.suggest(request).error().code,
            ErrorCode::kInvalidArgument);
}

TEST(Suggest, PrintsEveryKey) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  const auto json =
      nlohmann::json::parse(suggestions_to_json(complete(searcher, "nvid")));
  EXPECT_EQ(json["query"], "nvid");
  EXPECT_EQ(json["complete"], true);
  EXPECT_TRUE(json["took_ms"].is_number());
  const auto& first = json["suggestions"][0];
  EXPECT_EQ(first["kind"], "entity");
  EXPECT_EQ(first["text"], "NVIDIA");
  EXPECT_EQ(first["completion"], "NVIDIA");
  EXPECT_EQ(first["documents"], 1);
  EXPECT_TRUE(first["key"].is_null());
  EXPECT_EQ(first["entity"]["id"], "company:nvidia");
  EXPECT_EQ(first["highlight"], nlohmann::json::parse("[[0,4]]"));
  const auto none =
      nlohmann::json::parse(suggestions_to_json(SuggestResponse{}));
  EXPECT_EQ(none["suggestions"], nlohmann::json::array());
}

}  // namespace
}  // namespace lede::testing
