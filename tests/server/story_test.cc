// SPDX-License-Identifier: GPL-3.0-or-later

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Site;

constexpr const char* kFirst = "0123456789abcdef";
constexpr const char* kSecond = "fedcba9876543210";

void fill(Site& site) {
  StoryAnswer& story = site.backend.told;
  story.id = kFirst;
  story.documents = 3;
  StoryArticle first;
  first.key = kFirst;
  first.id = "a";
  first.title = "Foundry <grows>";
  first.source = "Reuters";
  first.published = "2025-03-03T08:00:00Z";
  first.published_precision = "second";
  first.lang = "en";
  StoryArticle second = first;
  second.key = kSecond;
  second.id = "b";
  second.title.reset();
  second.source = "";
  second.link = "same_event";
  second.likeness = 0.64;
  second.linked_to = kFirst;
  second.new_entities = {{"company:nvidia", "NVIDIA", "company"}};
  second.new_figures = {"$1.2 billion"};
  second.new_sentences = {"It <b>rained</b>."};
  second.credits = {
      {{"publication:reuters", "Reuters", "publication"}, kFirst}};
  story.articles = {first, second};
}

TEST(StoryApi, TellsArticlesAndWhatTheyAdded) {
  Site site;
  fill(site);
  const auto response =
      site.get("/api/v1/stories/" + std::string(kFirst) + "?limit=2");
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(site.backend.last_story_request.limit, 2U);
  const auto story = nlohmann::json::parse(response.body);
  EXPECT_EQ(story["id"], kFirst);
  EXPECT_EQ(story["documents"], 3);
  EXPECT_EQ(story["certain"], false);
  ASSERT_EQ(story["articles"].size(), 2U);
  EXPECT_TRUE(story["articles"][0]["link"].is_null());
  EXPECT_EQ(story["articles"][0]["added"]["figures"].size(), 0U);
  const auto& second = story["articles"][1];
  EXPECT_TRUE(second["title"].is_null());
  EXPECT_TRUE(second["source"].is_null());
  EXPECT_EQ(second["link"]["kind"], "same_event");
  EXPECT_EQ(second["link"]["key"], kFirst);
  EXPECT_EQ(second["added"]["entities"][0]["id"], "company:nvidia");
  EXPECT_EQ(second["added"]["figures"][0], "$1.2 billion");
  EXPECT_EQ(second["added"]["sentences"].size(), 1U);
  EXPECT_EQ(second["credits"][0]["key"], kFirst);
  EXPECT_EQ(story["next"],
            "/api/v1/stories/" + std::string(kFirst) + "?limit=2&offset=2");
}

TEST(StoryApi, RefusesWhatItDoesNotKnow) {
  Site site;
  fill(site);
  const std::string path = "/api/v1/stories/" + std::string(kFirst);
  EXPECT_EQ(site.get("/api/v1/stories/nothing").status, 404);
  EXPECT_THAT(site.get("/api/v1/stories/nothing").body,
              HasSubstr("story_not_found"));
  EXPECT_EQ(site.get(path + "?limit=201").status, 400);
  EXPECT_EQ(site.get(path + "?offset=x").status, 400);
  const auto unknown = site.get(path + "?limt=1");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_THAT(unknown.body, HasSubstr("did you mean 'limit'"));
}

TEST(StoryPage, ShowsTheTellingAndEscapesIt) {
  Site site;
  fill(site);
  const std::string page = site.get("/stories/" + std::string(kFirst)).body;
  EXPECT_THAT(page, HasSubstr("3 articles in this story"));
  EXPECT_THAT(page, HasSubstr("their dates do not tell"));
  EXPECT_THAT(page, HasSubstr("Foundry &lt;grows&gt;"));
  EXPECT_THAT(page, HasSubstr("It &lt;b&gt;rained&lt;/b&gt;."));
  EXPECT_THAT(page, HasSubstr("$1.2 billion"));
  EXPECT_THAT(page, HasSubstr("href=\"#" + std::string(kFirst) + "\">Reuters"));
  EXPECT_THAT(page, HasSubstr("Untitled"));
  EXPECT_THAT(page, Not(HasSubstr("mark-first")));
}

TEST(StoryPage, ReadsChinese) {
  Site site;
  fill(site);
  site.backend.told.certain = true;
  const std::string page =
      site.get("/stories/" + std::string(kFirst) + "?hl=zh").body;
  EXPECT_THAT(page, HasSubstr("此事件共 3 篇"));
  EXPECT_THAT(page, HasSubstr("mark-first"));
}

TEST(StoryPage, UnknownStoriesAreAPageThatSaysSo) {
  Site site;
  fill(site);
  EXPECT_EQ(site.get("/stories/nothing").status, 404);
}

TEST(SearchPage, LinksToStoriesAndTellsWhenTheFirstIsOpen) {
  Site site;
  Hit hit = testing::make_hit("Chips");
  hit.story = {kFirst,       7,    3, kSecond, "b", "Example Ledger",
               "2025-09-10", false};
  site.backend.response.hits = {hit};
  site.backend.response.documents = 3;
  site.backend.response.stories = 1;
  const std::string page = site.get("/search?q=chips").body;
  EXPECT_THAT(page, HasSubstr("href=\"/stories/" + std::string(kFirst) + "\""));
  EXPECT_THAT(page, HasSubstr("first that day:"));
}

}  // namespace
}  // namespace lede
