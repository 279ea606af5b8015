// SPDX-License-Identifier: GPL-3.0-or-later
//
// Similar articles over HTTP and on the page of an article.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using testing::make_hit;
using ::testing::Not;
using testing::Site;

void fill(Site& site) {
  site.backend.stored.key = "k";
  site.backend.stored.article.id = "a";
  site.backend.stored.article.title = "A title";
  site.backend.alike.key = "k";
  site.backend.alike.terms = {{"chip", 2.0}};
  site.backend.alike.hits = {make_hit("Chips of <their> own")};
}

TEST(SimilarApi, AnswersWithHits) {
  Site site;
  fill(site);
  const HttpResponse response =
      site.get("/api/v1/articles/k/similar?limit=3&filter=lang:en");
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_TRUE(response.lasting);
  const auto json = nlohmann::json::parse(response.body);
  EXPECT_EQ(json["hits"][0]["title"], "Chips of <their> own");
  EXPECT_EQ(json["terms"][0]["text"], "chip");
  ASSERT_EQ(site.backend.asked_similar.size(), 1U);
  const SimilarOptions& options = site.backend.asked_similar[0];
  EXPECT_EQ(options.limit, 3U);
  ASSERT_EQ(options.filters.size(), 1U);
  EXPECT_EQ(options.filters[0].value, "en");
}

TEST(SimilarApi, NamesWhatIsWrong) {
  struct Row {
    const char* target;
    int status;
    const char* code;
    const char* detail;
  };
  const Row rows[] = {
      {"/api/v1/articles/other/similar", 404, "article_not_found", ""},
      {"/api/v1/articles/k/similar?limt=1", 400, "unknown_parameter",
       "'limit'"},
      {"/api/v1/articles/k/similar?q=x", 400, "unknown_parameter", ""},
      {"/api/v1/articles/k/similar?limit=101", 400, "invalid_parameter",
       "0 to 100"},
      {"/api/v1/articles/k/similar?filter=colour:red", 400, "invalid_parameter",
       "company"},
      {"/api/v1/articles/k/alike", 404, "not_found", ""},
  };
  for (const Row& row : rows) {
    Site site;
    fill(site);
    const HttpResponse response = site.get(row.target);
    EXPECT_EQ(response.status, row.status) << row.target;
    EXPECT_EQ(response.content_type, "application/problem+json");
    const auto problem = nlohmann::json::parse(response.body);
    EXPECT_EQ(problem["code"], row.code) << row.target;
    EXPECT_THAT(problem["detail"], HasSubstr(row.detail)) << row.target;
  }
}

TEST(ArticlePage, EndsWithSimilarArticles) {
  Site site;
  fill(site);
  const std::string page = site.get("/articles/k").body;
  EXPECT_THAT(page, HasSubstr("Similar articles</h2>"));
  EXPECT_THAT(page, HasSubstr("href=\"/articles/0123456789abcdef\" data-hit>"
                              "Chips of &lt;their&gt; own</a>"));
  EXPECT_EQ(site.backend.asked_similar.at(0).limit, 5U);
  site.backend.alike.hits.clear();
  EXPECT_THAT(site.get("/articles/k").body, Not(HasSubstr("Similar articles")));
}

}  // namespace
}  // namespace lede
