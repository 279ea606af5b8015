// SPDX-License-Identifier: GPL-3.0-or-later

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/searcher/test_index.h"
#include <lede/searcher.h>

namespace lede::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const std::vector<Article>& three_articles() {
  static const std::vector<Article> kArticles = {
      news("a", "Foundry expands", "The foundry makes training chips.",
           "2025-03-01", "Wire A"),
      news("b", "Chips for training", "Alibaba orders chips.", "2025-06-01",
           "Wire B"),
      news("c", "Weather", "Rain is expected tomorrow.", "2025-09-01",
           "Wire A")};
  return kArticles;
}

TEST(Search, FindsTheArticlesThatHoldAllWords) {
  const TestIndex index(three_articles());
  const Searcher searcher = index.open();
  const SearchResponse response = answer(searcher, "training chips");
  EXPECT_THAT(ids(response), UnorderedElementsAre("a", "b"));
  EXPECT_EQ(response.documents, 2U);
  EXPECT_EQ(response.stories, 2U);
  EXPECT_EQ(response.query.match, MatchMode::kAll);
  EXPECT_TRUE(response.exact);
  EXPECT_EQ(response.shards.total, 1U);
}

TEST(Search, AnEmptyQueryListsEverythingNewestFirst) {
  const TestIndex index(three_articles());
  EXPECT_THAT(ids(answer(index.open(), "")), ElementsAre("c", "b", "a"));
  const SearchResponse rest = answer(index.open(), "-chips");
  EXPECT_THAT(ids(rest), ElementsAre("c"));
}

TEST(Search, PutsUndatedArticlesLastInBothDirections) {
  std::vector<Article> articles = three_articles();
  articles.push_back(news("u", "Undated", "No date stands here."));
  const TestIndex index(articles);
  SearchRequest request = request_for("");
  request.sort = SortOrder::kOldest;
  EXPECT_THAT(ids(answer(index.open(), request)),
              ElementsAre("a", "b", "c", "u"));
  request.sort = SortOrder::kNewest;
  EXPECT_THAT(ids(answer(index.open(), request)),
              ElementsAre("c", "b", "a", "u"));
}

TEST(Search, SortsAcrossSegmentsAsWithinOne) {
  const TestIndex index;
  index.write({three_articles()[1]});
  index.write({three_articles()[2]});
  index.write({three_articles()[0]});
  EXPECT_THAT(ids(answer(index.open(), "")), ElementsAre("c", "b", "a"));
}

TEST(Search, LetsTheMostFrequentWordGoWhereNoArticleHoldsAll) {
  const TestIndex index(three_articles());
  const Searcher searcher = index.open();
  const SearchResponse response = answer(searcher, "chips rain");
  EXPECT_THAT(ids(response), ElementsAre("c"));
  EXPECT_EQ(response.query.match, MatchMode::kAny);
  EXPECT_EQ(response.query.read_as, "rain");
  ASSERT_EQ(response.query.warnings.size(), 1U);
  EXPECT_THAT(response.query.warnings[0].message, HasSubstr("left out: chips"));
  EXPECT_EQ(response.query.warnings[0].position, 0U);
  ASSERT_EQ(response.query.parts.size(), 2U);
  EXPECT_TRUE(response.query.parts[0].dropped);
  EXPECT_FALSE(response.query.parts[1].dropped);
}

TEST(Search, DecidesOnTheWordsBeforeItLooksAtFilters) {
  const TestIndex index(three_articles());
  SearchRequest request = request_for("training chips");
  request.filters = {{"source", "Wire A"}};
  EXPECT_THAT(ids(answer(index.open(), request)), ElementsAre("a"));
  request.filters = {{"source", "Wire A"}};
  request.to = "2025-01-31";
  const SearchResponse none = answer(index.open(), request);
  EXPECT_EQ(none.documents, 0U);
  EXPECT_EQ(none.query.read_as, "training chips");
}

TEST(Search, AllNeverLetsAWordGo) {
  const TestIndex index(three_articles());
  SearchRequest request = request_for("chips rain");
  request.match = MatchMode::kAll;
  EXPECT_EQ(answer(index.open(), request).documents, 0U);
  request.match = MatchMode::kAny;
  EXPECT_EQ(answer(index.open(), request).documents, 3U);
}

TEST(Search, ReadAsTypedAgainGivesTheSameAnswer) {
  const TestIndex index(small_archive());
  const Searcher searcher = index.open();
  for (const char* query :
       {"training chips", "nvidia weather foundry", "chips -nvidia",
        "\"training chips\" OR model", "title:chips memory", "芯片 alibaba",
        "company:nvidia price", "source:\"Wire A\" power", "trai* since:2025",
        "the of", "+cluster 训练", "chips^2 (model OR export)"}) {
    SearchRequest request = request_for(query);
    request.limit = 100;
    const SearchResponse first = answer(searcher, request);
    request.query = first.query.read_as;
    const SearchResponse second = answer(searcher, request);
    EXPECT_EQ(second.query.read_as, first.query.read_as) << query;
    EXPECT_EQ(ids(second), ids(first)) << query;
    EXPECT_EQ(second.documents, first.documents) << query;
  }
}

TEST(Search, FillsThePageWithArticlesThatHoldSomeOfTheWords) {
  const TestIndex index(three_articles());
  SearchRequest request = request_for("foundry chips");
  EXPECT_THAT(ids(answer(index.open(), request)), ElementsAre("a"));
  request.partial_matches = true;
  const SearchResponse response = answer(index.open(), request);
  EXPECT_THAT(ids(response), ElementsAre("a", "b"));
  EXPECT_EQ(response.documents, 1U);
  EXPECT_FALSE(response.hits[0].partial);
  EXPECT_TRUE(response.hits[1].partial);
}

TEST(Search, RanksFresherFirstAmongEquals) {
  const std::string text = "One and the same text about chips.";
  const TestIndex index({news("old", "Chips", text, "2023-01-01"),
                         news("new", "Chips", text, "2025-12-01"),
                         news("mid", "Chips", text, "2025-01-01")});
  SearchRequest request = request_for("chips");
  EXPECT_THAT(ids(answer(index.open(), request)),
              ElementsAre("new", "mid", "old"));
  request.rank = RankMode::kText;
  const SearchResponse text_only = answer(index.open(), request);
  EXPECT_EQ(text_only.hits[0].score, text_only.hits[2].score);
}

TEST(Search, RanksAHeadlineAboveTheBody) {
  const TestIndex index(
      {news("body", "Weather", "Rain came to the foundry.", "2025-01-01"),
       news("head", "Foundry", "Rain came to the weather.", "2025-01-01")});
  EXPECT_THAT(ids(answer(index.open(), "foundry")),
              ElementsAre("head", "body"));
}

TEST(Search, ExplainsTheScore) {
  const TestIndex index(small_archive());
  SearchRequest request = request_for("training chips");
  request.explain = true;
  for (const Hit& hit : answer(index.open(), request).hits) {
    ASSERT_TRUE(hit.explanation);
    EXPECT_NEAR(hit.score,
                hit.explanation->text + hit.explanation->closeness +
                    hit.explanation->freshness,
                1e-6)
        << hit.id << " of " << hit.published;
    EXPECT_THAT(hit.explanation->terms, Contains("Zchip"));
  }
}

TEST(Search, CountsUndatedArticlesThatADateFilterLeavesOut) {
  std::vector<Article> articles = three_articles();
  articles.push_back(news("u", "Undated chips", "No date stands here."));
  const TestIndex index(articles);
  SearchRequest request = request_for("chips");
  request.from = "2025-05";
  const SearchResponse response = answer(index.open(), request);
  EXPECT_THAT(ids(response), ElementsAre("b"));
  ASSERT_EQ(response.query.warnings.size(), 1U);
  EXPECT_THAT(response.query.warnings[0].message,
              HasSubstr("1 article without a date"));
}

TEST(Search, IncludesBothEndsOfADateRangeWhole) {
  const TestIndex index(three_articles());
  SearchRequest request = request_for("");
  request.from = "2025-03-01";
  request.to = "2025-06";
  EXPECT_THAT(ids(answer(index.open(), request)), ElementsAre("b", "a"));
}

TEST(Search, NarrowsToWhatWasIndexedSince) {
  TestIndex index(three_articles());
  const Searcher searcher = index.open();
  SearchRequest request = request_for("chips");
  const auto found = [&](std::int64_t since) {
    request.indexed_since = since;
    return answer(searcher, request);
  };
  request.fields = {"indexed_at"};
  const SearchResponse all = answer(searcher, request);
  EXPECT_EQ(found(0).documents, all.documents);
  EXPECT_EQ(ids(found(0)), ids(all));
  EXPECT_EQ(found(testing::kNow).documents, all.documents);
  EXPECT_EQ(found(testing::kNow + 1).documents, 0U);
  EXPECT_EQ(found(std::numeric_limits<std::int64_t>::min()).documents,
            all.documents);
  EXPECT_EQ(found(std::numeric_limits<std::int64_t>::max()).documents, 0U);
}

TEST(Search, ListsWhatWasIndexedLastFirst) {
  for (const bool settled : {false, true}) {
    const TestIndex index;
    index.write({news("old", "Chips of old", "Chips.", "2025-01-01"),
                 news("new", "New chips", "Chips.", "2025-12-01"),
                 news("undated", "Chips", "Chips of some day.")},
                settled, testing::kNow + 10);
    index.write({news("late", "Chips told late", "Chips.", "2024-01-01")},
                settled, testing::kNow + 20);
    // A clock that was set back.
    index.write({news("early", "Early chips", "Chips.", "2025-12-31")}, settled,
                testing::kNow);
    index.write({news("old", "Chips of old, mended", "Chips.", "2025-01-01")},
                settled, testing::kNow + 30);
    const Searcher searcher = index.open();
    SearchRequest request = request_for("chips");
    request.sort = SortOrder::kLastIndexed;
    const SearchResponse all = answer(searcher, request);
    EXPECT_THAT(ids(all), ElementsAre("old", "late", "new", "undated", "early"))
        << settled;
    EXPECT_EQ(all.documents, 5U);
    request.offset = 1;
    request.limit = 2;
    EXPECT_THAT(ids(answer(searcher, request)), ElementsAre("late", "new"));
    request.query.clear();
    EXPECT_THAT(ids(answer(searcher, request)), ElementsAre("late", "new"));
    request.query = "chips -mended -old";
    EXPECT_THAT(ids(answer(searcher, request)), ElementsAre("new", "undated"));
  }
}

TEST(Search, WantsUnknownWordsToo) {
  const TestIndex index(three_articles());
  SearchRequest request = request_for("chips nowhereword");
  request.match = MatchMode::kAll;
  EXPECT_GT(answer(index.open(), request).documents, 0U);
  request.unknown_words_wanted = true;
  EXPECT_EQ(answer(index.open(), request).documents, 0U);
  request.query = "the chips";
  EXPECT_GT(answer(index.open(), request).documents, 0U);
}

TEST(Search, GivesTheFieldsAskedFor) {
  const TestIndex index(three_articles());
  SearchRequest request = request_for("rain");
  request.fields = {"text", "topics", "url"};
  EXPECT_EQ(answer(index.open(), request).hits[0].fields_json,
            R"({"text":"Rain is expected tomorrow.","topics":[],"url":null})");
}

TEST(Search, PlacesWarningsInTheUnitAskedFor) {
  const TestIndex index(three_articles());
  SearchRequest request = request_for("🚀 source:\"Wire Z\" chips");
  const auto position = [&](OffsetUnit unit) {
    request.offsets = unit;
    const SearchResponse response = answer(index.open(), request);
    EXPECT_FALSE(response.query.warnings.empty());
    return response.query.warnings.back().position;
  };
  EXPECT_EQ(position(OffsetUnit::kUtf8), 5U);
  EXPECT_EQ(position(OffsetUnit::kUtf16), 3U);
  EXPECT_EQ(position(OffsetUnit::kCodePoints), 2U);
}

TEST(Search, NamesTheParameterThatIsWrong) {
  const TestIndex index(three_articles());
  const Searcher searcher = index.open();
  const auto error = [&](auto change) {
    SearchRequest request = request_for("chips");
    change(request);
    const auto response = searcher.search(request);
    EXPECT_FALSE(response);
    if (response) return std::string();
    EXPECT_EQ(response.error().code, ErrorCode::kInvalidArgument);
    return response.error().message;
  };
  EXPECT_THAT(error([](auto& r) { r.facets = {"sorce"}; }),
              HasSubstr("facet: 'sorce' is not a facet; the nearest is "
                        "'source'"));
  EXPECT_THAT(error([](auto& r) {
                r.filters = {{"compny", "x"}};
              }),
              HasSubstr("'company'"));
  EXPECT_THAT(error([](auto& r) { r.from = "nonsense"; }), HasSubstr("from: "));
  EXPECT_THAT(error([](auto& r) { r.to = "2025-13"; }), HasSubstr("to: "));
  EXPECT_THAT(error([](auto& r) { r.time_zone = "Mars/Base"; }),
              HasSubstr("tz: "));
  EXPECT_THAT(error([](auto& r) { r.fields = {"txt"}; }), HasSubstr("'text'"));
}

TEST(Search, OfAnEmptyIndexFindsNothing) {
  const TestIndex index(std::vector<Article>{});
  EXPECT_THAT(ids(answer(index.open(), "chips")), IsEmpty());
  EXPECT_THAT(ids(answer(index.open(), "")), IsEmpty());
  const auto stats = index.open().stats();
  ASSERT_TRUE(stats);
  EXPECT_EQ(stats->documents, 0U);
}

TEST(Search, StopsAtItsDeadline) {
  const TestIndex index(small_archive());
  const Searcher searcher = index.open();
  SearchRequest request = request_for("training chips");
  request.deadline_ms = 1;
  // Whatever the machine, the answer is whole or there is none.
  const auto response = searcher.search(request);
  if (response) {
    EXPECT_EQ(response->documents,
              answer(searcher, "training chips").documents);
  } else {
    EXPECT_EQ(response.error().code, ErrorCode::kDeadlineExceeded);
  }
}

TEST(Article, IsFoundByItsKey) {
  const TestIndex index(three_articles());
  const Searcher searcher = index.open();
  const auto view = searcher.article(article_key("b"));
  ASSERT_TRUE(view);
  EXPECT_EQ(view->article.id, "b");
  ASSERT_EQ(view->entities.size(), 1U);
  EXPECT_EQ(view->entities[0].id, "company:alibaba");
  const auto missing = searcher.article(article_key("nobody"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

TEST(Stats, TellWhatIsInTheIndex) {
  std::vector<Article> articles = three_articles();
  articles.push_back(news("u", "Undated", "No date stands here."));
  const TestIndex index(articles);
  const auto stats = index.open().stats();
  ASSERT_TRUE(stats);
  EXPECT_EQ(stats->documents, 4U);
  EXPECT_EQ(stats->undated, 1U);
  EXPECT_EQ(stats->earliest, "2025-03-01");
  EXPECT_EQ(stats->latest, "2025-09-01");
  EXPECT_GT(stats->index_bytes, 0U);
  ASSERT_FALSE(stats->sources.empty());
  EXPECT_EQ(stats->sources[0].value, "Wire A");
  EXPECT_EQ(stats->sources[0].documents, 2U);
}

}  // namespace
}  // namespace lede::testing
