// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/response_json.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "searcher/hit_json.h"
#include "tests/searcher/test_index.h"
#include <lede/searcher.h>

namespace lede::testing {
namespace {

// A whole answer, every part of it asked for, with what differs from run to run
// made equal.
std::string whole_answer() {
  Article alibaba = news("https://news.example/1", "Custom AI chips",
                         "Alibaba builds training chips. Baidu follows.",
                         "2025-09-11", "Wire A");
  alibaba.url = alibaba.id;
  alibaba.topics = {"Chips", "Cloud"};
  alibaba.lang = "en";
  Article chinese = news("z", "阿里巴巴自研芯片", "芯片用于训练。", "2025-09");
  chinese.lang = "zh-Hans";
  Article untitled = news("u", "", "Chips without a headline.");
  untitled.title.reset();
  untitled.lang = "en";
  const TestIndex index({alibaba, chinese, untitled});
  SearchRequest request = request_for("training chips OR 芯片");
  request.facets = {"source", "company", "month"};
  request.timeline = TimelineInterval::kMonth;
  request.fields = {"authors", "published"};
  SearchResponse response = answer(index.open(), request);
  response.took_ms = 1.5;
  response.index_uuid = "uuid";
  for (Hit& hit : response.hits) hit.score = 1.0;
  return nlohmann::ordered_json::parse(
             response_to_json(response, request, "/api/v1/search?offset=10"))
             .dump(1) +
         "\n";
}

TEST(ResponseJson, HasEveryKeyOfTheContractInItsOrder) {
  const std::string path = LEDE_SOURCE_DIR "/tests/golden/search_response.json";
  const std::string found = whole_answer();
  if (std::getenv("LEDE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << found;
  }
  std::stringstream expected;
  expected << std::ifstream(path).rdbuf();
  EXPECT_EQ(found, expected.str())
      << "set LEDE_UPDATE_GOLDEN to write the file anew, then review it";
}

TEST(ResponseJson, ReplacesInvalidBytes) {
  Hit hit;
  hit.id = "a\xff";
  EXPECT_NE(hit_to_json(hit, {}).find("\"a\xef\xbf\xbd\""), std::string::npos);
}

TEST(ResponseJson, AnAnswerOfABatchNamesItsQueryFirst) {
  EXPECT_EQ(with_query_id(R"({"documents":1})", "q\"1"),
            R"({"query_id":"q\"1","documents":1})");
  EXPECT_EQ(with_query_id(R"({"documents":1})", ""), R"({"documents":1})");
}

TEST(ResponseJson, WhatIsAskedForTwiceStandsOnce) {
  Article article;
  article.id = "a";
  EXPECT_EQ(article_fields_to_json(article, {"id", "topics", "id", "lang"}),
            R"({"id":"a","topics":[],"lang":null})");
  SearchRequest request;
  request.facets = {"source", "source"};
  SearchResponse response;
  response.facets = {{"source", {}}, {"source", {}}};
  EXPECT_NE(response_to_json(response, request, "")
                .find(R"("facets":{"source":[]},)"),
            std::string::npos);
}

TEST(ResponseJson, GivesAnArticleWithItsKeyAndEntities) {
  StoredArticleView view;
  view.key = "k";
  view.article.id = "a";
  view.article.text = "x";
  view.entities = {{"company:x", "X", "company"}};
  const auto json = nlohmann::ordered_json::parse(article_view_to_json(view));
  EXPECT_EQ(json.begin().key(), "key");
  EXPECT_EQ(json["id"], "a");
  EXPECT_EQ(json["entities"][0]["kind"], "company");
}

}  // namespace
}  // namespace lede::testing
