// SPDX-License-Identifier: GPL-3.0-or-later
//
// What holds of every answer's counts, checked over many requests.

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/searcher/test_index.h"
#include <lede/searcher.h>

namespace lede::testing {
namespace {

const std::vector<std::string> kQueries = {"",
                                           "chips",
                                           "training chips",
                                           "-foundry",
                                           "芯片",
                                           "\"ai chips\" OR power",
                                           "company:nvidia",
                                           "mem*"};

class Counts : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    index_ = std::make_unique<TestIndex>();
    std::vector<Article> articles = small_archive();
    const auto middle = articles.begin() + 35;
    index_->write({articles.begin(), middle});
    index_->write({middle, articles.end()});
    searcher_ = std::make_unique<Searcher>(index_->open());
  }
  static void TearDownTestSuite() {
    searcher_.reset();
    index_.reset();
  }

  static std::unique_ptr<TestIndex> index_;
  static std::unique_ptr<Searcher> searcher_;
};
std::unique_ptr<TestIndex> Counts::index_;
std::unique_ptr<Searcher> Counts::searcher_;

TEST_F(Counts, AreTheSameOnEveryPageAndEqualWhatIsListed) {
  for (const std::string& query : kQueries) {
    for (const SortOrder sort :
         {SortOrder::kRelevance, SortOrder::kNewest, SortOrder::kOldest}) {
      SearchRequest request = request_for(query);
      request.sort = sort;
      request.limit = 1000;
      const std::vector<std::string> all = ids(answer(*searcher_, request));
      std::vector<std::string> paged;
      request.limit = 7;
      for (request.offset = 0; request.offset < all.size() + 7;
           request.offset += 7) {
        const SearchResponse page = answer(*searcher_, request);
        EXPECT_EQ(page.documents, all.size()) << query;
        for (const std::string& id : ids(page)) paged.push_back(id);
      }
      EXPECT_EQ(paged, all) << query;
      EXPECT_EQ(std::set(all.begin(), all.end()).size(), all.size()) << query;
    }
  }
}

TEST_F(Counts, OfAFacetEqualWhatItsFilterFinds) {
  for (const std::string& query : kQueries) {
    SearchRequest request = request_for(query);
    request.facets = {"source", "topic", "lang", "company", "year", "month"};
    request.facet_limit = 1000;
    const SearchResponse response = answer(*searcher_, request);
    ASSERT_EQ(response.facets.size(), 6U);
    for (const Facet& facet : response.facets) {
      for (const FacetValue& value : facet.values) {
        SearchRequest filtered = request_for(query);
        filtered.filters = {{facet.field, value.value}};
        EXPECT_EQ(answer(*searcher_, filtered).documents, value.documents)
            << query << " " << facet.field << "=" << value.value;
      }
    }
  }
}

TEST_F(Counts, OfAFacetAreFreeOfItsOwnFilterAndBoundByAllOthers) {
  SearchRequest request = request_for("chips");
  request.facets = {"source", "topic"};
  request.facet_limit = 1000;
  const SearchResponse before = answer(*searcher_, request);
  request.filters = {{"source", "wire a"}, {"source", "Wire B"}};
  const SearchResponse after = answer(*searcher_, request);
  ASSERT_EQ(after.facets[0].values.size(), before.facets[0].values.size());
  std::uint64_t selected = 0;
  for (std::size_t i = 0; i < after.facets[0].values.size(); ++i) {
    const FacetValue& value = after.facets[0].values[i];
    EXPECT_EQ(value.documents, before.facets[0].values[i].documents);
    EXPECT_EQ(value.selected,
              value.value == "Wire A" || value.value == "Wire B");
    if (value.selected) selected += value.documents;
  }
  EXPECT_EQ(after.documents, selected);
  std::uint64_t topics = 0;  // each article has one
  for (const FacetValue& value : after.facets[1].values) {
    topics += value.documents;
  }
  EXPECT_EQ(topics, after.documents);
}

TEST_F(Counts, NeverRiseWhenAFilterOnAnotherFieldIsAdded) {
  for (const std::string& query : kQueries) {
    SearchRequest request = request_for(query);
    request.facets = {"source", "year", "company"};
    request.facet_limit = 1000;
    std::map<std::string, std::uint64_t> before;
    for (const Facet& facet : answer(*searcher_, request).facets) {
      for (const FacetValue& value : facet.values) {
        before[facet.field + value.value] = value.documents;
      }
    }
    request.filters = {{"topic", "Chips"}};
    for (const Facet& facet : answer(*searcher_, request).facets) {
      for (const FacetValue& value : facet.values) {
        EXPECT_LE(value.documents, before[facet.field + value.value]) << query;
      }
    }
  }
}

TEST_F(Counts, OfATimelineSumToAllDocuments) {
  for (const std::string& query : kQueries) {
    for (const TimelineInterval interval :
         {TimelineInterval::kAuto, TimelineInterval::kDay,
          TimelineInterval::kWeek, TimelineInterval::kMonth,
          TimelineInterval::kYear}) {
      SearchRequest request = request_for(query);
      request.timeline = interval;
      request.time_zone = "America/New_York";
      const SearchResponse response = answer(*searcher_, request);
      ASSERT_TRUE(response.timeline);
      std::uint64_t sum = response.timeline->undated;
      for (const TimelineBucket& bucket : response.timeline->buckets) {
        sum += bucket.documents;
      }
      EXPECT_EQ(sum, response.documents) << query;
    }
  }
}

TEST_F(Counts, OfACutFacetKeepWhatIsSelected) {
  SearchRequest request = request_for("");
  request.facets = {"source"};
  const SearchResponse whole = answer(*searcher_, request);
  const std::string rarest = whole.facets[0].values.back().value;
  request.facet_limit = 1;
  request.filters = {{"source", rarest}};
  const SearchResponse cut = answer(*searcher_, request);
  ASSERT_EQ(cut.facets[0].values.size(), 1U);
  EXPECT_EQ(cut.facets[0].values[0].value, rarest);
}

TEST_F(Counts, WithoutHitsAreTheSame) {
  for (const std::string& query : kQueries) {
    SearchRequest request = request_for(query);
    const std::uint64_t documents = answer(*searcher_, request).documents;
    request.limit = 0;
    const SearchResponse counted = answer(*searcher_, request);
    EXPECT_EQ(counted.documents, documents) << query;
    EXPECT_TRUE(counted.hits.empty());
  }
}

TEST_F(Counts, OfIdsAloneAreTheSameHits) {
  SearchRequest request = request_for("training chips");
  const SearchResponse full = answer(*searcher_, request);
  request.ids_only = true;
  const SearchResponse bare = answer(*searcher_, request);
  EXPECT_EQ(ids(bare), ids(full));
  EXPECT_TRUE(bare.hits.empty() || bare.hits[0].snippets.empty());
}

}  // namespace
}  // namespace lede::testing
