// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/top_hits.h"

#include <gtest/gtest.h>

namespace lede {
namespace {

std::vector<Xapian::docid> ids(TopHits&& top) {
  std::vector<Xapian::docid> ids;
  for (const MatchedDocument& hit : std::move(top).sorted()) {
    ids.push_back(hit.id);
  }
  return ids;
}

TEST(TopHits, OfEqualsKeepTheLowestIds) {
  TopHits top(3);
  for (const Xapian::docid id : {7, 3, 9, 5, 1}) top.add({id, 2.0});
  EXPECT_FALSE(top.left_out_near());
  EXPECT_EQ(ids(std::move(top)), (std::vector<Xapian::docid>{1, 3, 5}));
}

TEST(TopHits, TellOfWhatIsNearlyAsHeavyAsTheWorst) {
  TopHits top(2);
  top.add({1, 3.0});
  top.add({2, 2.0});
  EXPECT_FALSE(top.left_out_near());
  top.add({3, 1.9});
  EXPECT_FALSE(top.left_out_near());
  top.add({4, 2.0 - 1e-9});
  EXPECT_TRUE(top.left_out_near());
  top.add({5, 2.0});  // hides nothing
  EXPECT_TRUE(top.left_out_near());
  top.add({6, 2.5});
  EXPECT_FALSE(top.left_out_near());
}

TEST(TopHits, TellOfWhatWasAmongThemAndNearlyAsHeavy) {
  TopHits top(2);
  top.add({1, 2.0 - 1e-9});
  top.add({2, 2.0});
  top.add({3, 2.0});
  EXPECT_TRUE(top.left_out_near());
}

TEST(TopHits, AskForAllThatMayBeInATie) {
  TopHits top(1);
  top.add({1, 2.0});
  EXPECT_LT(top.threshold(), 2.0 - kMaxTieSlack * kNearTie);
  EXPECT_GT(top.threshold(), 1.999);
}

}  // namespace
}  // namespace lede
