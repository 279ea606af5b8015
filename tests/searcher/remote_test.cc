// SPDX-License-Identifier: GPL-3.0-or-later
//
// The same questions to local segments and to Xapian's own remote server.

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/index_layout.h"
#include "tests/searcher/remote_server.h"
#include "tests/searcher/test_index.h"
#include <lede/searcher.h>

namespace lede::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

std::filesystem::path only_segment(const TestIndex& index) {
  const Result<Manifest> manifest = load_manifest(index.path());
  EXPECT_TRUE(manifest);
  EXPECT_EQ(manifest->segments.size(), 1U);
  return segment_path(index.path(), manifest->segments.front());
}

SearchRequest full_request(const std::string& query) {
  SearchRequest request = request_for(query);
  request.limit = 25;
  request.facets = {"source", "topic", "company", "year"};
  request.timeline = TimelineInterval::kMonth;
  return request;
}

void expect_equal(const SearchResponse& remote, const SearchResponse& local,
                  const std::string& query) {
  EXPECT_EQ(ids(remote), ids(local)) << query;
  EXPECT_EQ(remote.documents, local.documents) << query;
  EXPECT_EQ(remote.query.read_as, local.query.read_as) << query;
  EXPECT_EQ(remote.exact, local.exact) << query;
  for (std::size_t i = 0; i < remote.hits.size() && i < local.hits.size();
       ++i) {
    EXPECT_NEAR(remote.hits[i].score, local.hits[i].score, 1e-9) << query;
    EXPECT_EQ(remote.hits[i].snippets.size(), local.hits[i].snippets.size());
  }
  ASSERT_EQ(remote.facets.size(), local.facets.size());
  for (std::size_t i = 0; i < remote.facets.size(); ++i) {
    const auto& values = remote.facets[i].values;
    ASSERT_EQ(values.size(), local.facets[i].values.size()) << query;
    for (std::size_t j = 0; j < values.size(); ++j) {
      EXPECT_EQ(values[j].value, local.facets[i].values[j].value) << query;
      EXPECT_EQ(values[j].documents, local.facets[i].values[j].documents);
    }
  }
  ASSERT_TRUE(remote.timeline && local.timeline);
  EXPECT_EQ(remote.timeline->undated, local.timeline->undated);
  EXPECT_EQ(remote.timeline->buckets.size(), local.timeline->buckets.size());
}

const char* const kQueries[] = {"",
                                "chips",
                                "training chips",
                                "\"training chips\" OR 芯片",
                                "company:nvidia -foundry",
                                "title:memory power^2",
                                "nvidia weather foundry",
                                "since:2025-01 export"};

TEST(Remote, AnswersAsTheLocalIndexDoes) {
  const TestIndex index(small_archive());
  const RemoteServer server(only_segment(index));
  const Searcher local = index.open();
  const Searcher remote = open_searcher({server.address()});
  for (const char* query : kQueries) {
    SearchRequest request = full_request(query);
    expect_equal(answer(remote, request), answer(local, request), query);
    request.sort = SortOrder::kOldest;
    expect_equal(answer(remote, request), answer(local, request), query);
  }
  const auto view = remote.article(article_key("n7"));
  ASSERT_TRUE(view);
  EXPECT_EQ(view->article.id, "n7");
}

TEST(Remote, ShardsAnswerAsTheyDoLocally) {
  std::vector<Article> articles = small_archive();
  const TestIndex first({articles.begin(), articles.begin() + 30});
  const TestIndex second({articles.begin() + 30, articles.end()});
  const RemoteServer server(only_segment(second));
  const Searcher local = open_searcher({first.path(), second.path()});
  const Searcher mixed = open_searcher({first.path(), server.address()});
  for (const char* query : kQueries) {
    const SearchRequest request = full_request(query);
    expect_equal(answer(mixed, request), answer(local, request), query);
  }
}

TEST(Remote, WeighsFreshnessAsFarAsItCan) {
  const TestIndex index(small_archive());
  const RemoteServer server(only_segment(index));
  const Searcher local = index.open();
  const Searcher remote = open_searcher({server.address()});
  SearchRequest request = full_request("training chips");
  request.freshness = 0.5;
  expect_equal(answer(remote, request), answer(local, request), "strong");

  request.freshness = 1;
  const SearchResponse bounded = answer(remote, request);
  ASSERT_EQ(bounded.query.warnings.size(), 1U);
  EXPECT_THAT(bounded.query.warnings[0].message,
              HasSubstr("less than asked for"));

  request.freshness = kDefaultFreshness;
  const SearchResponse usual = answer(local, request);
  request.half_life_days = 30;
  const SearchResponse other = answer(remote, request);
  expect_equal(other, usual, "half-life");
  EXPECT_EQ(other.query.freshness.half_life_days, kDefaultHalfLifeDays);
  ASSERT_EQ(other.query.warnings.size(), 1U);
  EXPECT_THAT(other.query.warnings[0].message, HasSubstr("no half-life but"));
}

TEST(Remote, FindsSimilarArticles) {
  const TestIndex index(small_archive());
  const RemoteServer server(only_segment(index));
  const Searcher remote = open_searcher({server.address()});
  SimilarOptions options;
  options.limit = 60;
  const auto local = index.open().similar(article_key("n7"), options);
  const auto found = remote.similar(article_key("n7"), options);
  ASSERT_TRUE(local && found);
  std::map<std::string, double> scores;
  for (const Hit& hit : found->hits) scores[hit.id] = hit.score;
  EXPECT_EQ(scores.size(), 59U);
  EXPECT_GT(local->hits.size(), 20U);
  // There are no stories in a remote shard.
  for (const Hit& hit : local->hits) {
    EXPECT_NEAR(hit.score, scores[hit.id], 1e-9) << hit.id;
  }
}

TEST(Remote, IsQuietAboutSpelling) {
  const TestIndex index(small_archive());
  const RemoteServer server(only_segment(index));
  const Searcher mixed = open_searcher({index.path(), server.address()});
  SearchRequest request = request_for("trainig foundryy");
  EXPECT_TRUE(answer(index.open(), request).query.suggestion);
  EXPECT_FALSE(answer(mixed, request).query.suggestion);
  request.query = "training~";
  const SearchResponse fuzzy = answer(mixed, request);
  EXPECT_GT(fuzzy.documents, 0U);
  ASSERT_FALSE(fuzzy.query.warnings.empty());
  EXPECT_THAT(fuzzy.query.warnings.front().message,
              HasSubstr("cannot tell similar spellings"));
}

TEST(Remote, TakesPassagesForWhatItCanTell) {
  const TestIndex index(
      {news("one", "News", "“The foundry ships chips,” he said."),
       news("two", "News", "The foundry waits. Chips are short.")});
  const RemoteServer server(only_segment(index));
  const Searcher remote = open_searcher({server.address()});
  const SearchResponse near = answer(remote, "foundry SENTENCE chips");
  EXPECT_THAT(ids(near), UnorderedElementsAre("one", "two"));
  ASSERT_EQ(near.query.warnings.size(), 1U);
  EXPECT_THAT(near.query.warnings[0].message, HasSubstr("NEAR/25"));
  const SearchResponse anywhere = answer(remote, "quote:chips");
  EXPECT_THAT(ids(anywhere), UnorderedElementsAre("one", "two"));
  ASSERT_EQ(anywhere.query.warnings.size(), 1U);
  EXPECT_THAT(anywhere.query.warnings[0].message, HasSubstr("anywhere"));
}

TEST(Remote, AShardThatDoesNotAnswerIsSaidToBeMissing) {
  const TestIndex index({news("a", "First", "chips")});
  const TestIndex other({news("b", "Second", "chips")});
  RemoteServer server(only_segment(other));
  const Searcher searcher = open_searcher({index.path(), server.address()});
  EXPECT_EQ(answer(searcher, "chips").documents, 2U);
  server.stop();
  const SearchResponse response = answer(searcher, "chips");
  EXPECT_EQ(ids(response), std::vector<std::string>{"a"});
  EXPECT_EQ(response.shards.total, 2U);
  EXPECT_EQ(response.shards.answered, 1U);
  EXPECT_FALSE(response.exact);
  ASSERT_FALSE(response.query.warnings.empty());
  EXPECT_THAT(response.query.warnings.back().message,
              HasSubstr(server.address()));
}

TEST(Remote, NoShardAtAllIsAnError) {
  const TestIndex index({news("a", "First", "chips")});
  RemoteServer server(only_segment(index));
  const Searcher searcher = open_searcher({server.address()});
  server.stop();
  const auto response = searcher.search(request_for("chips"));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace lede::testing
