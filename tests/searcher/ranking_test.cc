// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/ranking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace lede
