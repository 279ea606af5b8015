// SPDX-License-Identifier: GPL-3.0-or-later

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/figure_text.h"
#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kReport =
    "The foundry will open a second hall for packaging in Dresden next spring "
    "and hire four hundred engineers, its chief executive told the council on "
    "Monday, after two rounds of talks with the state about power and water.";

std::vector<Article> told_three_times() {
  return {
      news("wire", "Foundry to grow", kReport, "2025-03-03T08:00:00Z",
           "Reuters"),
      news("paper", "Foundry to grow",
           kReport + " Nvidia will rent half of it for $1.2 billion, according "
                     "to Reuters. Neighbours want the noise of its coolers "
                     "measured first.",
           "2025-03-03T10:00:00Z", "Example Ledger"),
      news("late", "Foundry to grow",
           kReport + " Neighbours want the noise of its coolers measured. "
                     "Ministers open the site on 2025-06-01.",
           "2025-03-04T09:00:00Z", "Example Post"),
      news("other", "Rain", "It rained in Hamburg all of Tuesday night.",
           "2025-03-04", "Example Post")};
}

StoryAnswer tell(const Searcher& searcher, const std::string& id,
                 StoryRequest request = {}) {
  auto story = searcher.story(id, request);
  EXPECT_TRUE(story) << (story ? "" : story.error().message);
  return story ? *story : StoryAnswer();
}

TEST(StoryTeller, TellsArticlesEarliestFirstAndHowTheyAreLinked) {
  const TestIndex index(told_three_times());
  const StoryAnswer story = tell(index.open(), article_key("late"));
  EXPECT_EQ(story.id, article_key("wire"));
  EXPECT_EQ(story.documents, 3U);
  EXPECT_TRUE(story.certain);
  ASSERT_EQ(story.articles.size(), 3U);
  EXPECT_EQ(story.articles[0].id, "wire");
  EXPECT_EQ(story.articles[0].link, "");
  EXPECT_EQ(story.articles[0].linked_to, "");
  EXPECT_EQ(story.articles[1].id, "paper");
  EXPECT_EQ(story.articles[1].link, "copy");
  EXPECT_EQ(story.articles[1].linked_to, article_key("wire"));
  EXPECT_GT(story.articles[1].likeness, 0.4);
  EXPECT_EQ(story.articles[2].id, "late");
}

TEST(StoryTeller, TellsWhatEachAdded) {
  const TestIndex index(told_three_times());
  const StoryAnswer story = tell(index.open(), article_key("wire"));
  ASSERT_EQ(story.articles.size(), 3U);
  const StoryArticle& first = story.articles[0];
  EXPECT_THAT(first.new_entities, IsEmpty());
  EXPECT_THAT(first.new_figures, IsEmpty());
  EXPECT_THAT(first.new_sentences, IsEmpty());
  const StoryArticle& second = story.articles[1];
  std::vector<std::string> names;
  for (const HitEntity& entity : second.new_entities) {
    names.push_back(entity.id);
  }
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("company:nvidia",
                                                     "publication:reuters"));
  EXPECT_THAT(second.new_figures, ElementsAre("$1.2 billion"));
  EXPECT_THAT(
      second.new_sentences,
      ElementsAre("Nvidia will rent half of it for $1.2 billion, according to "
                  "Reuters.",
                  "Neighbours want the noise of its coolers measured first."));
  const StoryArticle& third = story.articles[2];
  EXPECT_THAT(third.new_figures, ElementsAre("2025-06-01"));
  EXPECT_THAT(third.new_sentences,
              ElementsAre("Ministers open the site on 2025-06-01."));
}

TEST(StoryTeller, TellsWhoCreditsWhom) {
  const TestIndex index(told_three_times());
  const StoryAnswer story = tell(index.open(), article_key("wire"));
  ASSERT_EQ(story.articles.size(), 3U);
  ASSERT_EQ(story.articles[1].credits.size(), 1U);
  EXPECT_EQ(story.articles[1].credits[0].publication.id, "publication:reuters");
  EXPECT_EQ(story.articles[1].credits[0].key, article_key("wire"));
  EXPECT_THAT(story.articles[2].credits, IsEmpty());
}

TEST(StoryTeller, AnArticleAloneIsAStory) {
  const TestIndex index(told_three_times());
  const StoryAnswer story = tell(index.open(), article_key("other"));
  EXPECT_EQ(story.id, article_key("other"));
  EXPECT_EQ(story.documents, 1U);
  EXPECT_TRUE(story.certain);
  ASSERT_EQ(story.articles.size(), 1U);
  EXPECT_EQ(story.articles[0].published, "2025-03-04");
}

TEST(StoryTeller, FindsStoriesByIdsTheyHadBefore) {
  const TestIndex index(told_three_times());
  index.remove("wire");
  const StoryAnswer story = tell(index.open(), article_key("wire"));
  EXPECT_EQ(story.id, article_key("paper"));
  EXPECT_EQ(story.documents, 2U);
}

TEST(StoryTeller, TellsAPart) {
  const TestIndex index(told_three_times());
  const StoryAnswer story = tell(index.open(), article_key("wire"), {1, 1});
  EXPECT_EQ(story.documents, 3U);
  ASSERT_EQ(story.articles.size(), 1U);
  EXPECT_EQ(story.articles[0].id, "paper");
  EXPECT_EQ(story.articles[0].linked_to, article_key("wire"));
  EXPECT_THAT(story.articles[0].new_figures, ElementsAre("$1.2 billion"));
}

TEST(StoryTeller, RefusesWhatIsOutOfBoundsOrUnknown) {
  const TestIndex index(told_three_times());
  const Searcher searcher = index.open();
  EXPECT_EQ(searcher.story("0123456789abcdef").error().code,
            ErrorCode::kNotFound);
  EXPECT_EQ(searcher.story(std::string("\0x", 2)).error().code,
            ErrorCode::kNotFound);
  EXPECT_EQ(
      searcher.story(article_key("wire"), {kMaxStoryLimit + 1, 0}).error().code,
      ErrorCode::kInvalidArgument);
  EXPECT_EQ(
      searcher.story(article_key("wire"), {10, kMaxStoryArticles}).error().code,
      ErrorCode::kInvalidArgument);
}

TEST(StoryTeller, SentencesOfATranslationAreNotCalledNew) {
  std::vector<Article> articles = told_three_times();
  Article chinese =
      news("zh", "晶圆厂扩建", "该晶圆厂明年春天将在德累斯顿开设第二座封装厂。",
           "2025-03-03T12:00:00Z");
  const TestIndex index({articles[0], chinese});
  const StoryAnswer story = tell(index.open(), article_key("zh"));
  for (const StoryArticle& article : story.articles) {
    EXPECT_THAT(article.new_sentences, IsEmpty());
  }
}

TEST(Article, TellsItsStory) {
  const TestIndex index(told_three_times());
  const auto article = index.open().article(article_key("paper"));
  ASSERT_TRUE(article);
  EXPECT_EQ(article->story.id, article_key("wire"));
  EXPECT_EQ(article->story.documents, 3U);
  EXPECT_EQ(article->story.earliest_source, "Reuters");
}

TEST(FigureText, WritesAmountsAsPeopleDo) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"$1.2 billion", "$1.2 billion"},
      {"15亿美元", "$1.5 billion"},
      {"€300", "€300"},
      {"12 percent", "12%"},
      {"1.2 gigawatts", "1.2 GW"},
      {"80GB", "80 GB"},
      {"3nm", "3 nm"},
      {"70B parameters", "70 billion parameter"}};
  for (const auto& [written, expected] : rows) {
    std::vector<Amount> amounts;
    find_amounts("It is " + written + " now.", "en", amounts);
    ASSERT_EQ(amounts.size(), 1U) << written;
    EXPECT_EQ(amount_text(amounts[0]), expected);
  }
}

TEST(FigureText, WritesDaysMonthsAndYears) {
  const auto text_of = [](const char* date) {
    return interval_text(*parse_interval(date, TimeZone::utc(), kNow));
  };
  EXPECT_EQ(text_of("2026-03-11"), "2026-03-11");
  EXPECT_EQ(text_of("2026-03"), "2026-03");
  EXPECT_EQ(text_of("2026"), "2026");
  EXPECT_EQ(text_of("2026-Q1"), "2026-01-01..2026-03-31");
}

}  // namespace
}  // namespace lede::testing
