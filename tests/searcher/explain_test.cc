// SPDX-License-Identifier: GPL-3.0-or-later

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/cli/output.h"
#include "tests/searcher/test_index.h"

namespace lede {
namespace {

using testing::answer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::news;
using testing::request_for;
using ::testing::SizeIs;
using testing::small_archive;
using testing::TestIndex;
using Kind = WhyNotReason::Kind;

SearchRequest explained(const std::string& query) {
  SearchRequest request = request_for(query);
  request.explain = true;
  return request;
}

SearchRequest asked_why_not(const std::string& id, const std::string& query) {
  SearchRequest request = request_for(query);
  request.why_not = id;
  return request;
}

// Two days before the clock of a TestIndex, and long before it.
std::vector<Article> two_articles() {
  return {news("new", "Nvidia plans a foundry",
               "The H20 is made elsewhere. More training needs power.",
               "2025-12-29"),
          news("old", "Rain", "Training of models goes on.", "2020-01-01")};
}

double sum_of_parts(const Explanation& explanation) {
  double sum = explanation.headline + explanation.details +
               explanation.closeness + explanation.freshness;
  for (const ExplainedWord& word : explanation.words) sum += word.weight;
  return sum;
}

// True if every part of every score is told.
void expect_sums(const Searcher& searcher, const SearchRequest& request) {
  for (const Hit& hit : answer(searcher, request).hits) {
    ASSERT_TRUE(hit.explanation) << request.query;
    EXPECT_NEAR(hit.score, sum_of_parts(*hit.explanation), 1e-9 * hit.score)
        << request.query << ": " << hit.id << (hit.partial ? " (partial)" : "");
    const Explanation& explanation = *hit.explanation;
    EXPECT_NEAR(
        explanation.freshness,
        explanation.age_days
            ? explanation.freshness_most *
                  std::exp2(-*explanation.age_days /
                            static_cast<double>(explanation.half_life_days))
            : 0.0,
        1e-9 * std::max(1.0, hit.score))
        << request.query << ": " << hit.id;
    EXPECT_NEAR(hit.explanation->text + hit.explanation->closeness +
                    hit.explanation->freshness,
                hit.score, 1e-9 * hit.score)
        << request.query << ": " << hit.id;
  }
}

TEST(Explain, TheNumbersAddUpToTheScore) {
  const TestIndex index(small_archive());
  const Searcher searcher = index.open();
  for (const char* query : {"training",
                            "training chips",
                            "training chips foundry nvidia",
                            "\"training chips\"",
                            "\"export model\" power",
                            "chips NEAR/3 training",
                            "nvidia OR huawei",
                            "(chips OR 芯片) model",
                            "+model -price launch",
                            "chip* power",
                            "trainin~ model",
                            "=chips model^3",
                            "title:model chips",
                            "芯片训练",
                            "中国芯片 nvidia",
                            "the model of chips",
                            "阿里 training",
                            "model model model chips",
                            "chips company:alibaba",
                            "nosuchword chips",
                            "-chips",
                            "body:chips title:power",
                            ""}) {
    for (const MatchMode mode :
         {MatchMode::kAuto, MatchMode::kAll, MatchMode::kAny}) {
      SearchRequest request = explained(query);
      request.match = mode;
      request.limit = 100;
      request.partial_matches = true;
      expect_sums(searcher, request);
      for (const double weight : {0.5, 1.0}) {
        request.freshness = weight;
        request.half_life_days = weight < 1 ? 7 : 1000;
        expect_sums(searcher, request);
      }
      request.rank = RankMode::kText;
      expect_sums(searcher, request);
    }
  }
}

TEST(Explain, TheNumbersAddUpWhereOlderVersionsStandInTheIndex) {
  TestIndex index(small_archive());
  std::vector<Article> again = small_archive();
  again.resize(20);
  for (Article& article : again) article.text += " chips again and again";
  index.write(std::move(again));
  SearchRequest request = explained("training chips nvidia");
  request.limit = 100;
  expect_sums(index.open(), request);
}

TEST(Explain, WhatIsListedByDateHasNoWeights) {
  const TestIndex index(small_archive());
  SearchRequest request = explained("training chips");
  request.sort = SortOrder::kNewest;
  const SearchResponse response = answer(index.open(), request);
  ASSERT_THAT(response.hits, SizeIs(10));
  for (const Hit& hit : response.hits) {
    EXPECT_EQ(hit.score, 0.0);
    EXPECT_EQ(sum_of_parts(*hit.explanation), 0.0);
    EXPECT_THAT(hit.explanation->sentence, HasSubstr("Matches"));
  }
}

TEST(Explain, TellsWhichWordsStandWhereAndHow) {
  const TestIndex index({news("a", "英伟达 plans", "It trains models."),
                         news("b", "Rain", "It rained."),
                         news("c", "Sun", "It shone.")});
  const SearchResponse response =
      answer(index.open(), explained("nvidia training"));
  ASSERT_THAT(response.hits, SizeIs(1));
  const auto& words = response.hits[0].explanation->words;
  ASSERT_THAT(words, SizeIs(2));
  EXPECT_EQ(words[0].text, "nvidia");
  EXPECT_THAT(words[0].fields, ElementsAre("title"));
  EXPECT_THAT(words[0].found_as, ElementsAre("英伟达"));
  EXPECT_GT(words[0].weight, 0.0);
  EXPECT_THAT(words[1].fields, ElementsAre("text"));
  EXPECT_THAT(words[1].found_as, ElementsAre("trains"));
}

TEST(Explain, OnePlainSentenceSaysIt) {
  const TestIndex index(two_articles());
  const Searcher searcher = index.open();
  const auto sentence = [&](const SearchRequest& request) {
    const SearchResponse response = answer(searcher, request);
    return response.hits.empty() ? "" : response.hits[0].explanation->sentence;
  };
  EXPECT_THAT(sentence(explained("foundry H20")),
              ::testing::MatchesRegex(
                  "Matches foundry in the title and H20 in the text; "
                  "published 3 days ago, which adds 0\\.[0-9]+ of [0-9.]+, "
                  "halving every 180 days"));
  SearchRequest by_words = explained("goes rain");
  by_words.rank = RankMode::kText;
  EXPECT_EQ(sentence(by_words),
            "Matches goes in the text and rain in the title; "
            "published 6 years ago");
  SearchRequest any = explained("rain foundrywork");
  any.match = MatchMode::kAny;
  any.rank = RankMode::kText;
  EXPECT_EQ(sentence(any),
            "Matches rain in the title; lacks foundrywork; "
            "published 6 years ago");
}

TEST(WhyNot, TellsOfAnIdThatNoArticleHas) {
  const TestIndex index(two_articles());
  const auto why = answer(index.open(), asked_why_not("x", "foundry")).why_not;
  ASSERT_TRUE(why);
  ASSERT_THAT(why->reasons, SizeIs(1));
  EXPECT_EQ(why->reasons[0].kind, Kind::kUnknownId);
  EXPECT_EQ(why->sentence, "no article has this id");
}

TEST(WhyNot, IsNotToldUnasked) {
  const TestIndex index(two_articles());
  EXPECT_FALSE(answer(index.open(), "foundry").why_not);
}

struct Row {
  const char* id;
  const char* query;
  std::vector<Kind> kinds;
  const char* sentence;
};

TEST(WhyNot, NamesWordsFiltersAndDatesThatLeaveAnArticleOut) {
  std::vector<Article> articles = two_articles();
  articles.push_back(news("undated", "Foundry", "No day.", "", "Wire A"));
  const TestIndex index(std::move(articles));
  const Searcher searcher = index.open();
  const Row rows[] = {
      {"old", "foundry", {Kind::kLacksWord}, "it lacks foundry"},
      {"old",
       "\"H20 is\" training power",
       {Kind::kLacksWord, Kind::kLacksWord},
       "it lacks \"H20 is\"; it lacks power"},
      {"new", "training -foundry", {Kind::kForbidden}, "-foundry forbids it"},
      {"new",
       "-(rain OR foundry)",
       {Kind::kForbidden},
       "-(rain OR foundry) forbids it"},
      {"old",
       "training company:nvidia",
       {Kind::kFilter},
       "company:nvidia leaves it out"},
      {"new",
       "training -company:nvidia",
       {Kind::kFilter},
       "-company:nvidia leaves it out"},
      {"old",
       "training since:2025",
       {Kind::kDate},
       "its date is not within since:2025"},
      {"undated",
       "foundry since:2025",
       {Kind::kUndated},
       "it has no date, and since:2025 asks for one"},
      {"old",
       "foundry since:2025 source:\"Wire A\"",
       {Kind::kLacksWord, Kind::kDate, Kind::kFilter},
       "it lacks foundry; its date is not within since:2025; "
       "source:\"Wire A\" leaves it out"},
      {"new", "foundry", {Kind::kListed}, "it is among the hits, at 1"},
  };
  for (const Row& row : rows) {
    const auto why = answer(searcher, asked_why_not(row.id, row.query)).why_not;
    ASSERT_TRUE(why) << row.query;
    std::vector<Kind> kinds;
    for (const WhyNotReason& reason : why->reasons) {
      kinds.push_back(reason.kind);
    }
    EXPECT_THAT(kinds, ::testing::UnorderedElementsAreArray(row.kinds))
        << row.query;
    if (kinds.size() < 3) {
      EXPECT_EQ(why->sentence, row.sentence) << row.query;
    }
    EXPECT_EQ(why->id, row.id);
  }
}

TEST(WhyNot, NamesFiltersAndDatesOfTheRequest) {
  const TestIndex index(two_articles());
  SearchRequest request = asked_why_not("old", "training");
  request.filters = {{"source", "A"}, {"source", "B"}};
  request.from = "2025-01";
  const auto why = answer(index.open(), request).why_not;
  ASSERT_TRUE(why);
  ASSERT_THAT(why->reasons, SizeIs(2));
  EXPECT_EQ(why->reasons[0].text, "source:A OR source:B");
  EXPECT_EQ(why->reasons[1].kind, Kind::kDate);
  EXPECT_EQ(why->reasons[1].text, "date:2025-01..");
}

TEST(WhyNot, TellsRankAndScoreOfWhatStandsOnAnotherPage) {
  const TestIndex index(small_archive());
  const Searcher searcher = index.open();
  SearchRequest all = request_for("chips");
  all.limit = 100;
  const SearchResponse whole = answer(searcher, all);
  ASSERT_GT(whole.hits.size(), 12U);
  for (const SortOrder sort : {SortOrder::kRelevance, SortOrder::kOldest}) {
    all.sort = sort;
    const Hit twelfth = answer(searcher, all).hits[11];
    SearchRequest request = asked_why_not(twelfth.id, "chips");
    request.sort = sort;
    request.limit = 5;
    const auto why = answer(searcher, request).why_not;
    ASSERT_TRUE(why);
    ASSERT_THAT(why->reasons, SizeIs(1));
    EXPECT_EQ(why->reasons[0].kind, Kind::kRankedLower);
    EXPECT_EQ(why->rank, 12U);
    EXPECT_DOUBLE_EQ(why->score.value_or(-1), twelfth.score);
    EXPECT_THAT(why->sentence,
                HasSubstr("at 12 of " + std::to_string(whole.documents)));
  }
}

TEST(WhyNot, TakesTheKeyAsWell) {
  const TestIndex index(two_articles());
  const auto why =
      answer(index.open(), asked_why_not(article_key("old"), "foundry"))
          .why_not;
  ASSERT_TRUE(why);
  EXPECT_EQ(why->id, "old");
  EXPECT_EQ(why->title, "Rain");
}

TEST(WhyNot, UnderAnyItLacksEveryWord) {
  const TestIndex index(two_articles());
  SearchRequest request = asked_why_not("old", "foundry power");
  request.match = MatchMode::kAny;
  const auto why = answer(index.open(), request).why_not;
  ASSERT_TRUE(why);
  EXPECT_EQ(why->sentence, "it lacks foundry; it lacks power");
}

TEST(WhyNot, StandsInTextAndJson) {
  const TestIndex index(two_articles());
  SearchRequest request = asked_why_not("old", "foundry");
  request.explain = true;
  const SearchResponse response = answer(index.open(), request);
  const std::string text = answer_as_text(response, request, false);
  EXPECT_THAT(text, HasSubstr("why not old: it lacks foundry\n"));
  EXPECT_THAT(text, HasSubstr("Matches foundry in the title"));
  EXPECT_THAT(text, HasSubstr(" = foundry 0."));
  const std::string json =
      format_answer(response, request, OutputFormat::kJson, "", false);
  EXPECT_THAT(json, HasSubstr("\"reasons\":[{\"kind\":\"lacks_word\","
                              "\"text\":\"foundry\"}],\"rank\":null"));
}

}  // namespace
}  // namespace lede
