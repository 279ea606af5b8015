// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/ranking.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/postings/postings_file.h"
#include "tests/searcher/test_index.h"

namespace lede {
namespace {

using testing::answer;
using ::testing::ElementsAre;
using testing::news;
using testing::request_for;
using testing::TestIndex;

TEST(Ranking, RemoteServersKnowEveryWeightByItsName) {
  const Xapian::Registry known;
  for (const bool cjk : {false, true}) {
    RankParts parts;
    parts.cjk = cjk;
    const auto weight = text_weight(parts);
    EXPECT_NE(known.get_weighting_scheme(weight->name()), nullptr)
        << weight->name();
  }
}

TEST(Ranking, InChineseHoldingMoreOfTheQuestionBeatsRepeatingALittle) {
  const TestIndex index(
      {news("often", "一", "芯片芯片芯片芯片芯片芯片芯片芯片", "2020-01-01"),
       news("both", "二",
            "去年出口的芯片少了许多，工厂却说今年的订单比往年都要多出不少来",
            "2020-01-01"),
       news("else", "三", "今天下雨，明天放晴", "2020-01-01")});
  SearchRequest request = request_for("芯片出口");
  request.match = MatchMode::kAny;
  request.rank = RankMode::kText;
  std::vector<std::string> ids;
  const SearchResponse response = answer(index.open(), request);
  for (const Hit& hit : response.hits) ids.push_back(hit.id);
  EXPECT_THAT(ids, ElementsAre("both", "often"));
}

void remove_postings(const testing::TestIndex& index) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(index.path())) {
    if (entry.path() == postings_path(entry.path().parent_path())) {
      files.push_back(entry.path());
    }
  }
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) std::filesystem::remove(file);
}

void expect_same(const Searcher& searcher, const Searcher& without,
                 const SearchRequest& request) {
  const SearchResponse one = testing::answer(searcher, request);
  const SearchResponse other = testing::answer(without, request);
  ASSERT_EQ(one.documents, other.documents) << request.query;
  ASSERT_EQ(testing::ids(one), testing::ids(other)) << request.query;
  for (std::size_t i = 0; i < one.hits.size(); ++i) {
    ASSERT_NEAR(one.hits[i].score, other.hits[i].score,
                1e-9 * std::max(1.0, one.hits[i].score))
        << request.query << ", freshness " << request.freshness;
  }
}

TEST(Ranking, IsTheSameWithoutPostingsFiles) {
  const testing::TestIndex index(testing::small_archive());
  const testing::TestIndex bare(testing::small_archive());
  remove_postings(bare);
  const Searcher searcher = index.open();
  const Searcher without = bare.open();
  const std::pair<double, std::int64_t> kinds[] = {
      {kDefaultFreshness, kDefaultHalfLifeDays},
      {0.1, 7},
      {0.5, 30},
      {0.95, kDefaultHalfLifeDays},
      {1, 180},
      {1, 3650}};
  for (const char* query :
       {"training chips", "training chips foundry", "芯片 训练 price",
        "training chips foundry nvidia", "export OR power cluster memory",
        "launch budget -price", "alibaba model export since:2025-01"}) {
    for (const MatchMode mode : {MatchMode::kAuto, MatchMode::kAny}) {
      for (const auto& [freshness, half_life] : kinds) {
        SearchRequest request = testing::request_for(query);
        request.match = mode;
        request.limit = 60;
        request.freshness = freshness;
        request.half_life_days = half_life;
        expect_same(searcher, without, request);
      }
    }
  }
}

}  // namespace
}  // namespace lede
