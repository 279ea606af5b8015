// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/article_json.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/analysis/text.h"
#include "tests/common/article_parsing.h"

namespace lede {
namespace {

using testing::date_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::kContext;
using testing::parse_all;
using testing::parse_one;

std::string error_of(std::string_view json) {
  auto records = parse_all(json);
  return records.empty() || records.back() ? ""
                                           : records.back().error().message;
}

TEST(ArticleJson, ReadsEveryFieldUnderItsOwnName) {
  const Article article = parse_one(R"({
    "id": "a-1", "title": "T", "summary": "S", "key_points": ["k1", "k2"],
    "text": "B\n\nC", "url": "https://news.example/1", "source": "Wire",
    "authors": ["A", "B"], "topics": ["chips"], "published": "2025-09-11",
    "updated": "2025-09-12T08:00:00Z", "lang": "en"})");
  EXPECT_EQ(article.id, "a-1");
  EXPECT_EQ(article.title, "T");
  EXPECT_EQ(article.summary, "S");
  EXPECT_THAT(article.key_points, ElementsAre("k1", "k2"));
  EXPECT_EQ(article.text, "B\n\nC");
  EXPECT_EQ(article.url, "https://news.example/1");
  EXPECT_EQ(article.source, "Wire");
  EXPECT_THAT(article.authors, ElementsAre("A", "B"));
  EXPECT_THAT(article.topics, ElementsAre("chips"));
  EXPECT_EQ(date_of(article.published), "2025-09-11");
  EXPECT_EQ(date_of(article.updated), "2025-09-12T08:00:00Z");
  EXPECT_EQ(article.lang, "en");
  EXPECT_EQ(article.extra, "{}");
}

TEST(ArticleJson, ReadsEveryFieldUnderItsOtherNames) {
  struct Row {
    const char* json;
    std::string (*read)(const Article&);
    const char* expected;
  };
  const auto id = [](const Article& a) { return a.id; };
  const auto title = [](const Article& a) { return a.title.value_or("-"); };
  const auto summary = [](const Article& a) { return a.summary; };
  const auto text = [](const Article& a) { return a.text; };
  const auto url = [](const Article& a) { return a.url; };
  const auto source = [](const Article& a) { return a.source; };
  const auto author = [](const Article& a) { return a.authors.at(0); };
  const auto topic = [](const Article& a) { return a.topics.at(0); };
  const auto point = [](const Article& a) { return a.key_points.at(0); };
  const auto date = [](const Article& a) { return date_of(a.published); };
  const auto lang = [](const Article& a) { return a.lang; };
  const Row rows[] = {
      {R"({"_id": "x"})", id, "x"},
      {R"({"guid": "x"})", id, "x"},
      {R"({"ID": 12345678901234567})", id, "12345678901234567"},
      {R"({"id": 123456789012345678901234567890})", id,
       "123456789012345678901234567890"},
      {R"({"id": -5})", id, "-5"},
      {R"({"_id": {"$oid": "5f"}})", id, "5f"},
      {R"({"id": "own", "_id": "other"})", id, "own"},
      {R"({"headline": "x"})", title, "x"},
      {R"({"HeadLine": "x"})", title, "x"},
      {R"({"title": null, "headline": "x"})", title, "x"},
      {R"({"title": "", "headline": "x"})", title, "x"},
      {R"({"headline": "y", "title": "x"})", title, "x"},
      {R"({"description": "x"})", summary, "x"},
      {R"({"standfirst": "x"})", summary, "x"},
      {R"({"excerpt": "x"})", summary, "x"},
      {R"({"body": "x"})", text, "x"},
      {R"({"content": "x"})", text, "x"},
      {R"({"maintext": "x"})", text, "x"},
      {R"({"main_text": "x"})", text, "x"},
      {R"({"link": "x"})", url, "x"},
      {R"({"publisher": "x"})", source, "x"},
      {R"({"outlet": {"name": "x", "id": 3}})", source, "x"},
      {R"({"source_domain": "x"})", source, "x"},
      {R"({"source": {"id": null, "name": "x"}})", source, "x"},
      {R"({"author": "x"})", author, "x"},
      {R"({"byline": "x"})", author, "x"},
      {R"({"author": {"name": "x"}})", author, "x"},
      {R"({"authors": [{"name": "x"}, "y"]})", author, "x"},
      {R"({"authors": [null, "", "x"]})", author, "x"},
      {R"({"tags": ["x"]})", topic, "x"},
      {R"({"categories": "x"})", topic, "x"},
      {R"({"key-details": ["x"]})", point, "x"},
      {R"({"Bullets": ["x"]})", point, "x"},
      {R"({"date": "2025-09-11"})", date, "2025-09-11"},
      {R"({"date_publish": "2025-09-11 08:30:00"})", date,
       "2025-09-11T08:30:00Z"},
      {R"({"published_at": "2025-09"})", date, "2025-09"},
      {R"({"publishedAt": "2025-09-11"})", date, "2025-09-11"},
      {R"({"datePublished": "2025-09-11"})", date, "2025-09-11"},
      {R"({"pub_date": "2025-09-11"})", date, "2025-09-11"},
      {R"({"pubDate": "Thu, 11 Sep 2025 08:30:00 GMT"})", date,
       "2025-09-11T08:30:00Z"},
      {R"({"created_at": 1757579400})", date, "2025-09-11T08:30:00Z"},
      {R"({"timestamp": 1757579400000})", date, "2025-09-11T08:30:00Z"},
      {R"({"seendate": "20250911T083000Z"})", date, "2025-09-11T08:30:00Z"},
      {R"({"published": "soon", "date": "2025-09-11"})", date, "2025-09-11"},
      {R"({"language": "zh"})", lang, "zh"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(row.read(parse_one(row.json)), row.expected) << row.json;
  }
}

TEST(ArticleJson, KeepsOtherFieldsUnderExtraAndNamesThem) {
  auto records = parse_all(
      R"({"title":"T","category":"tech","score":1.5,"none":null,"empty":"",
          "tags":{"not":"a list"},"headline":"second"})");
  ASSERT_EQ(records.size(), 1U);
  ASSERT_TRUE(records[0]);
  EXPECT_EQ(records[0]->article.extra,
            R"({"category":"tech","headline":"second","score":1.5,)"
            R"("tags":{"not":"a list"}})");
  EXPECT_THAT(records[0]->extra_fields,
              ElementsAre("category", "headline", "score", "tags"));
}

TEST(ArticleJson, AFieldOfAWrongTypeIsNamed) {
  EXPECT_EQ(error_of(R"({"title": 5})"), "title is not a string");
  EXPECT_EQ(error_of(R"({"headline": ["a"]})"), "headline is not a string");
  EXPECT_EQ(error_of(R"({"title": "T", "text": {"a": 1}})"),
            "text is not a string");
  EXPECT_EQ(error_of(R"({"id": [1], "title": "T"})"), "id is not a string");
  EXPECT_EQ(error_of(R"({"id": true, "title": "T"})"), "id is not a string");
  EXPECT_EQ(error_of("[1]"), "the record is not a JSON object");
  EXPECT_EQ(error_of("\"text\""), "the record is not a JSON object");
}

TEST(ArticleJson, UnwrapsWhatSearchEnginesAndNewsServicesWrap) {
  const char* const wrapped[] = {
      R"([{"title":"a"},{"title":"b"}])",
      R"({"status":"ok","totalResults":2,
          "articles":[{"title":"a"},{"title":"b"}]})",
      R"({"took":1,"hits":{"total":2,"hits":[
          {"_id":"1","_source":{"title":"a"}},
          {"_id":"2","_source":{"title":"b"}}]}})",
      R"([{"_index":"n","_source":{"title":"a"}},{"title":"b"}])",
  };
  for (const char* const json : wrapped) {
    auto records = parse_all(json);
    ASSERT_EQ(records.size(), 2U) << json;
    EXPECT_EQ(records[0]->article.title, "a") << json;
    EXPECT_EQ(records[1]->article.title, "b") << json;
  }
  EXPECT_EQ(parse_all(wrapped[2])[1]->article.id, "2");
  EXPECT_TRUE(parse_all("[]").empty());
  EXPECT_TRUE(parse_all(R"({"articles":[]})").empty());
}

TEST(ArticleJson, AnArticleThatMentionsArticlesIsNoWrapper) {
  EXPECT_EQ(parse_one(R"({"title":"T","articles":[{"title":"a"}]})").title,
            "T");
}

TEST(ArticleJson, ADateThatCannotBeUsedIsDroppedAndTold) {
  for (const char* const json :
       {R"({"title":"T","date":"2999-01-01"})",
        R"({"title":"T","date":"1799-12-31"})",
        R"({"title":"T","date":"soon"})", R"({"title":"T","date":[1]})"}) {
    auto records = parse_all(json);
    ASSERT_TRUE(records.at(0)) << json;
    EXPECT_FALSE(records[0]->article.published) << json;
    EXPECT_TRUE(records[0]->date_dropped) << json;
  }
  EXPECT_FALSE(parse_all(R"({"title":"T","date":""})")[0]->date_dropped);
}

TEST(ArticleJson, RepairsBytesAndEscapesThatAreNoText) {
  EXPECT_EQ(parse_one("{\"title\":\"a\xff\xfe"
                      "b\"}")
                .title,
            "a\uFFFD\uFFFD"
            "b");
  EXPECT_EQ(parse_one(std::string("{\"title\":\"a\0b\"}", 15)).title, "ab");
  EXPECT_EQ(parse_one(R"({"title":"a\u0000b"})").title, "ab");
  EXPECT_EQ(parse_one(R"({"title":"\ud800 \udc00\ud83d\ude00"})").title,
            "\uFFFD \uFFFD\U0001F600");
  EXPECT_EQ(parse_one("\xef\xbb\xbf{\"title\":\"T\"}").title, "T");
}

TEST(ArticleJson, RefusesNestingBeyondTheLimit) {
  const auto nested = [](std::size_t levels) {
    return R"({"title":"T","x":)" + std::string(levels, '[') +
           std::string(levels, ']') + "}";
  };
  EXPECT_EQ(parse_one(nested(kMaxJsonDepth - 1)).title, "T");
  EXPECT_EQ(error_of(nested(kMaxJsonDepth)), "JSON is nested deeper than 64");
  EXPECT_THAT(error_of(std::string(100'000, '[')), HasSubstr("deeper"));
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_THAT(error_of(objects), HasSubstr("deeper"));
}

TEST(ArticleJson, SaysWhereTheTextStopsBeingJson) {
  EXPECT_EQ(error_of("{\"title\": nope}"), "not JSON: syntax error at byte 12");
  EXPECT_EQ(error_of(R"({"title":"T","x":1e400})"), "a number is out of range");
  EXPECT_THAT(error_of(""), HasSubstr("not JSON"));
  EXPECT_THAT(error_of("{} {}"), HasSubstr("not JSON"));
}

TEST(ArticleJson, ElementsBeforeAFaultAreKept) {
  auto records = parse_all(R"([{"title":"a"},{"title":"b"},{"titl)");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[1]->article.title, "b");
  EXPECT_FALSE(records[2]);
}

TEST(ArticleJson, TheSinkCanStopTheReading) {
  int seen = 0;
  EXPECT_TRUE(
      parse_articles("[{},{},{}]", kContext,
                     [&](std::size_t, const auto&) { return ++seen < 2; }));
  EXPECT_EQ(seen, 2);
}

Article full_article() {
  Article article;
  article.id = "标识-1";
  article.title = "A \"quoted\" 标题 \\ \x7f \U0001F600";
  article.summary = "S";
  article.key_points = {"one", "二"};
  article.text = "First.\n\nSecond.";
  article.url = "https://news.example/1";
  article.source = "Wire";
  article.authors = {"A"};
  article.topics = {"t", "u"};
  article.published = Date{1'756'684'800, DatePrecision::kMonth};
  article.published_inferred = true;
  article.updated = Date{1'757'579'400, DatePrecision::kSecond};
  article.lang = "zh-Hans";
  article.extra = R"({"a":[1,2],"key":"theirs","origin":"theirs"})";
  article.origin = "feeds/a.jsonl:12";
  article.indexed_at = 1'757'600'000;
  return article;
}

TEST(ArticleJson, WhatIsWrittenReadsBackEqual) {
  const Article article = full_article();
  const std::string json = article_to_json(article);
  EXPECT_EQ(json.find('\n'), std::string::npos);
  EXPECT_EQ(parse_one(json), article) << json;

  Article bare;
  bare.id = "b";
  bare.text = "T";
  EXPECT_EQ(parse_one(article_to_json(bare)), bare);
}

TEST(ArticleJson, WhatAnExportAddsBecomesNoExtraField) {
  std::string json = article_to_json(full_article());
  json.insert(json.size() - 1, R"(,"story":"s1","entities":[{"id":"x"}])");
  EXPECT_EQ(parse_one(json), full_article());
}

TEST(ArticleJson, NamesOfAnExportBelongToOthersWithoutItsKey) {
  const Article article =
      parse_one(R"({"id":"x","title":"T","key":"k","story":"s","origin":"o"})");
  EXPECT_EQ(article.extra, R"({"key":"k","origin":"o","story":"s"})");
  EXPECT_EQ(article.origin, "");
}

TEST(ArticleJson, EveryFileOfJsonTestSuiteIsTakenOrRefused) {
  const char* const shared = std::getenv("LEDE_SHARED");
  const std::filesystem::path root =
      shared != nullptr ? shared : LEDE_SOURCE_DIR "/../shared";
  const std::filesystem::path suite =
      root / "data/robust-jsontestsuite/test_parsing";
  if (!std::filesystem::exists(suite)) {
    GTEST_SKIP() << "no JSONTestSuite at " << suite;
  }
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(suite)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const Result<void> read = parse_articles(
        text, kContext, [](std::size_t, const auto&) { return true; });
    const std::string name = entry.path().filename();
    if (name.starts_with("y_")) {
      EXPECT_TRUE(read) << name;
    }
    // Invalid UTF-8 and NULs are mended before parsing, so these may pass.
    const bool mended =
        !is_valid_utf8(text) || text.find('\0') != std::string::npos;
    if (name.starts_with("n_") && !mended) {
      EXPECT_FALSE(read) << name;
    }
    ++files;
  }
  EXPECT_GT(files, 300);
}

}  // namespace
}  // namespace lede
