// SPDX-License-Identifier: GPL-3.0-or-later
//
// What holds of every answer's counts, checked over many requests.

#include <functional>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/date.h"
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

FilterTest has(const std::string& field, const std::string& value,
               bool negated = false) {
  return {{field, value}, std::nullopt, negated};
}
FilterTest within(std::int64_t begin, std::int64_t end, bool negated = false) {
  return {{}, InstantRange{begin, end}, negated};
}

TEST_F(Counts, ConditionsBindWhatIsListed) {
  const std::vector<Article> articles = small_archive();
  constexpr std::int64_t kYearAgo = kNow - std::int64_t{365} * 86400;
  const auto of_source = [](const Article& article, const char* name) {
    return article.source == name;
  };
  const auto on_chips = [](const Article& article) {
    return article.topics == std::vector<std::string>{"Chips"};
  };
  const auto late = [](const Article& article) {
    return article.published && article.published->seconds >= kYearAgo;
  };
  struct Row {
    std::vector<std::vector<FilterTest>> conditions;
    std::function<bool(const Article&)> holds;
  };
  const Row rows[] = {
      {{{has("source", "wire a"), has("source", "Wire B")}},
       [&](const Article& a) {
         return of_source(a, "Wire A") || of_source(a, "Wire B");
       }},
      {{{has("source", "Wire A")}, {has("source", "Wire B")}},
       [](const Article&) { return false; }},
      {{{has("topic", "Chips", true)}, {has("source", "Wire A")}},
       [&](const Article& a) {
         return !on_chips(a) && of_source(a, "Wire A");
       }},
      {{{within(kYearAgo, kNow + 1)}},
       [&](const Article& a) { return late(a); }},
      {{{within(kYearAgo, kNow + 1, true)}},
       [&](const Article& a) { return !late(a); }},
      {{{within(kYearAgo, kNow + 1), has("topic", "Chips")}},
       [&](const Article& a) { return late(a) || on_chips(a); }},
      {{{has("source", "nobody")}}, [](const Article&) { return false; }},
      {{{has("source", "nobody", true)}}, [](const Article&) { return true; }},
      {{{}}, [](const Article&) { return false; }}};
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    std::set<std::string> wanted;
    std::map<std::string, std::uint64_t> sources;
    std::uint64_t dated = 0;
    double sum = 0;
    for (const Article& article : articles) {
      if (!rows[i].holds(article)) continue;
      wanted.insert(article.id);
      ++sources[article.source];
      if (!article.published) continue;
      ++dated;
      sum += static_cast<double>(article.published->seconds);
    }
    SearchRequest request = request_for("");
    request.limit = 1000;
    request.conditions = rows[i].conditions;
    request.facets = {"source", "published_ts"};
    const SearchResponse response = answer(*searcher_, request);
    const std::vector<std::string> found = ids(response);
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), wanted) << i;
    EXPECT_EQ(response.documents, wanted.size()) << i;
    std::map<std::string, std::uint64_t> counted;
    for (const FacetValue& value : response.facets.at(0).values) {
      counted[value.value] = value.documents;
    }
    EXPECT_EQ(counted, sources) << i;
    ASSERT_TRUE(response.facets.at(1).range) << i;
    EXPECT_EQ(response.facets[1].range->documents, dated) << i;
    EXPECT_DOUBLE_EQ(response.facets[1].range->sum, sum) << i;
  }
}

TEST_F(Counts, ARangeReachesFromTheFirstDateToTheLast) {
  SearchRequest request = request_for("chips");
  request.facets = {"published_ts"};
  const auto range = answer(*searcher_, request).facets.at(0).range;
  ASSERT_TRUE(range);
  request.limit = 1;
  for (const auto& [sort, seconds] :
       {std::pair{SortOrder::kOldest, range->min},
        std::pair{SortOrder::kNewest, range->max}}) {
    request.sort = sort;
    const SearchResponse response = answer(*searcher_, request);
    EXPECT_EQ(
        parse_date(response.hits.at(0).published, TimeZone::utc())->seconds,
        seconds);
  }
  request.query = "nothingofthekind";
  request.match = MatchMode::kAll;
  request.unknown_words_wanted = true;
  const auto none = answer(*searcher_, request).facets.at(0).range;
  ASSERT_TRUE(none);
  EXPECT_EQ(none->documents, 0U);
}

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
