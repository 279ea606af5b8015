// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/significant.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "searcher/over_time_json.h"
#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

// Of 80 articles, 20 about Nvidia's robots with Foxconn, one of them Chinese.
std::vector<Article> robots() {
  std::vector<Article> articles;
  for (int i = 0; i < 80; ++i) {
    const bool about = i % 4 == 0;
    articles.push_back(news(
        "n" + std::to_string(i),
        about ? "Nvidia robots on assembly lines" : "Intel processors today",
        about ? "Foxconn will run the robots of Nvidia."
              : "Intel sells processors, and says so.",
        i % 8 < 4 ? "2025-09-11" : "2025-10-11", i % 2 == 0 ? "Even" : "Odd"));
  }
  for (int i = 0; i < 20; ++i) {
    articles.push_back(news("z" + std::to_string(i), "人形机器人量产",
                            "工厂里的人形机器人。", "2025-09-12"));
  }
  return articles;
}

SignificantTerms terms(const Searcher& searcher, const std::string& query) {
  SignificantRequest request;
  request.query = query;
  Result<SignificantTerms> found = searcher.significant(request);
  EXPECT_TRUE(found) << (found ? "" : found.error().message);
  return found ? std::move(*found) : SignificantTerms{};
}

std::vector<std::string> texts(const std::vector<TellingTerm>& terms) {
  std::vector<std::string> found;
  for (const TellingTerm& term : terms) found.push_back(term.text);
  return found;
}

TEST(Significant, TellsWordsOfTheAnswerThatOthersLack) {
  const TestIndex index(robots());
  const SignificantTerms found = terms(index.open(), "nvidia");
  EXPECT_EQ(found.documents, 20U);
  EXPECT_EQ(found.index_documents, 100U);
  EXPECT_EQ(found.sampled, 20U);
  EXPECT_THAT(texts(found.words), ::testing::Contains("assembly lines"));
  for (const TellingTerm& word : found.words) {
    EXPECT_GE(word.score, 10.83) << word.text;
    EXPECT_EQ(word.documents, 20U) << word.text;
    EXPECT_EQ(word.elsewhere, 0U) << word.text;
  }
}

TEST(Significant, TellsWhoElseIsInTheAnswer) {
  const TestIndex index(robots());
  const SignificantTerms found = terms(index.open(), "robots");
  EXPECT_THAT(texts(found.entities),
              ::testing::UnorderedElementsAre("NVIDIA", "Foxconn"));
  EXPECT_EQ(found.entities[0].documents, 20U);
  EXPECT_EQ(found.entities[0].elsewhere, 0U);
}

TEST(Significant, LeavesOutWhatTheQueryItselfSays) {
  const TestIndex index(robots());
  const Searcher searcher = index.open();
  for (const char* query : {"nvidia", "company:nvidia", "英伟达"}) {
    const SignificantTerms found = terms(searcher, query);
    EXPECT_THAT(texts(found.entities), ::testing::ElementsAre("Foxconn"))
        << query;
    EXPECT_THAT(
        texts(found.words),
        ::testing::Not(::testing::Contains(::testing::StrCaseEq("nvidia"))));
  }
  EXPECT_THAT(texts(terms(searcher, "robot").words),
              ::testing::Not(::testing::Contains("robots")));
  SignificantRequest request;
  request.filters = {{"company", "nvidia"}};
  EXPECT_THAT(texts(searcher.significant(request)->entities),
              ::testing::ElementsAre("Foxconn"));
}

TEST(Significant, TellsChineseWordsWithoutPiecesOfTheQuery) {
  const TestIndex index(robots());
  const SignificantTerms found = terms(index.open(), "机器人");
  const auto words = texts(found.words);
  EXPECT_THAT(words, ::testing::Not(::testing::Contains("机器")));
  EXPECT_THAT(words, ::testing::Not(::testing::Contains("形机器人")));
  EXPECT_THAT(words, ::testing::Contains(::testing::HasSubstr("量产")));
}

TEST(Significant, KeepsToFiltersDatesAndLimit) {
  const TestIndex index(robots());
  SignificantRequest request;
  request.query = "robots";
  request.from = "2025-10";
  request.limit = 1;
  const auto found = index.open().significant(request);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->documents, 10U);
  EXPECT_EQ(found->entities.size(), 1U);
  EXPECT_LE(found->words.size(), 1U);
  EXPECT_EQ(found->entities[0].documents, 10U);
  EXPECT_EQ(found->entities[0].elsewhere, 10U);
}

TEST(Significant, IsNothingOfEverythingAndOfNothing) {
  const TestIndex index(robots());
  const Searcher searcher = index.open();
  for (const char* query : {"", "zzzz"}) {
    const SignificantTerms found = terms(searcher, query);
    EXPECT_TRUE(found.words.empty()) << query;
    EXPECT_TRUE(found.entities.empty()) << query;
  }
}

TEST(Significant, SeesArticlesAddedSince) {
  const TestIndex index(robots());
  const Searcher searcher = index.open();
  EXPECT_EQ(terms(searcher, "robots").index_documents, 100U);
  index.write({news("new", "Intel", "Intel again.")});
  EXPECT_EQ(terms(searcher, "robots").index_documents, 101U);
}

TEST(Significant, AsJsonHasEveryKey) {
  const TestIndex index(robots());
  const auto json = nlohmann::ordered_json::parse(
      significant_to_json(terms(index.open(), "robots")));
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_THAT(keys, ::testing::ElementsAre(
                        "query", "documents", "index_documents", "words",
                        "entities", "sampled", "took_ms", "index", "shards"));
  EXPECT_EQ(json["entities"][0]["query"], nullptr);
}

}  // namespace
}  // namespace lede::testing
