// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a record once it is read: an article that can be indexed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/article_json.h"
#include "tests/common/article_parsing.h"

namespace lede {
namespace {

using testing::date_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::kContext;
using testing::parse_one;

Result<Article> finished(std::string_view json,
                         std::string_view fallback = "") {
  Article article = parse_one(json);
  const Result<void> done = finish_article(article, fallback, kContext);
  if (!done) return done.error();
  return article;
}

TEST(FinishArticle, RefusesARecordWithNeitherTitleNorText) {
  for (const char* const json :
       {"{}", R"({"id":"x","summary":"S"})", R"({"title":" ","text":"\n"})"}) {
    const auto article = finished(json);
    ASSERT_FALSE(article) << json;
    EXPECT_EQ(article.error().message, "neither title nor text");
  }
}

TEST(FinishArticle, AMissingTitleStaysNull) {
  EXPECT_EQ(finished(R"({"text":"B"})")->title, std::nullopt);
  EXPECT_EQ(finished(R"({"title":" \n","text":"B"})")->title, std::nullopt);
}

TEST(FinishArticle, TidiesWhiteSpaceAndLineEnds) {
  const auto article = finished(
      R"({"title":" A\n  title ","text":"\r\nOne.\r\n\r\nTwo.\r","topics":[" "," x "]})");
  EXPECT_EQ(article->title, "A title");
  EXPECT_EQ(article->text, "One.\n\nTwo.");
  EXPECT_THAT(article->topics, ElementsAre("x"));
}

TEST(FinishArticle, TakesTheIdFromTheBestThatIsThere) {
  EXPECT_EQ(finished(R"({"id":" x ","title":"T","url":"u"})")->id, "x");
  EXPECT_EQ(finished(R"({"title":"T","url":"https://e.example/1"})")->id,
            "https://e.example/1");
  const std::string all_three =
      R"({"title":"T","source":"S","date":"2025-09-11","text":")";
  const auto by_three = finished(all_three + "a\"}", "one.txt");
  EXPECT_EQ(by_three->id, finished(all_three + "b\"}", "two.txt")->id);
  EXPECT_EQ(by_three->id.size(), 32U);
  const auto by_path = finished(R"({"title":"T"})", "folder/one.txt");
  EXPECT_EQ(by_path->id, finished(R"({"title":"U"})", "folder/one.txt")->id);
  EXPECT_NE(by_path->id, finished(R"({"title":"T"})", "folder/two.txt")->id);
  EXPECT_EQ(finished(R"({"title":"T"})")->id, finished(R"({"title":"T"})")->id);
  EXPECT_NE(finished(R"({"title":"T"})")->id, finished(R"({"title":"U"})")->id);
}

TEST(FinishArticle, AnUnusableIdIsRefusedAnUnusableUrlIsHashed) {
  const std::string id_512(512, 'x');
  EXPECT_TRUE(finished(R"({"title":"T","id":")" + id_512 + "\"}"));
  EXPECT_EQ(
      finished(R"({"title":"T","id":")" + id_512 + "x\"}").error().message,
      "id is longer than 512 bytes");
  EXPECT_EQ(finished(R"({"title":"T","id":"a\u0001b"})").error().message,
            "id holds a control character");
  EXPECT_EQ(finished(R"({"title":"T","url":")" + id_512 + "x\"}")->id.size(),
            32U);
}

TEST(FinishArticle, InfersTheDateThatStandsOnlyInTheProse) {
  const auto article =
      finished(R"({"title":"T","text":"It was reported on Sept 1, 2025."})");
  EXPECT_EQ(date_of(article->published), "2025-09-01");
  EXPECT_TRUE(article->published_inferred);
  const auto dated = finished(
      R"({"title":"T","date":"2024","text":"Reported on Sept 1, 2025."})");
  EXPECT_EQ(date_of(dated->published), "2024");
  EXPECT_FALSE(dated->published_inferred);
}

TEST(FinishArticle, RepairsWhatOtherReadersBring) {
  Article article;
  article.title.emplace("a\0\xff", 3);
  article.text = "ok";
  ASSERT_TRUE(finish_article(article, "x", kContext));
  EXPECT_EQ(article.title, "a\uFFFD");
}

}  // namespace
}  // namespace lede
