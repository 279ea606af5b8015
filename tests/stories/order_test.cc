// SPDX-License-Identifier: GPL-3.0-or-later
//
// The property that all else rests on: stories depend on the set of articles
// and on nothing else.

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "tests/stories/made_signatures.h"

namespace lede::testing {
namespace {

class StoryOrder : public ::testing::TestWithParam<unsigned> {};

TEST_P(StoryOrder, OfArrivalMakesNoDifference) {
  std::mt19937 random(GetParam());
  std::vector<KeyedSignature> articles = made_articles(2000, random);
  const std::vector<Story> stories = all_stories(group(articles));
  EXPECT_LT(stories.size(), 1500U);
  std::ranges::shuffle(articles, random);
  EXPECT_EQ(all_stories(group(articles)), stories);
}

TEST_P(StoryOrder, OfChangesAndRemovalsMakesNoDifference) {
  std::mt19937 random(GetParam());
  const std::vector<KeyedSignature> made = made_articles(2000, random);
  std::map<ArticleKey, StorySignature> there;
  StoryGrouper grouper;
  for (int step = 0; step < 3000; ++step) {
    const auto& [key, signature] = made[random() % made.size()];
    switch (random() % 4) {
      case 0:
        EXPECT_EQ(grouper.remove(key), there.erase(key) == 1);
        break;
      case 1:
        there[key] = made_version(signature, random);
        grouper.put(key, there[key]);
        break;
      default:
        there[key] = signature;
        grouper.put(key, signature);
    }
    if (random() % 20 == 0) grouper.settle();
  }
  grouper.settle();
  const StoryGrouper rebuilt = group({there.begin(), there.end()});
  EXPECT_EQ(grouper.articles(), there.size());
  EXPECT_EQ(grouper.stories(), rebuilt.stories());
  EXPECT_EQ(all_stories(grouper), all_stories(rebuilt));
}

INSTANTIATE_TEST_SUITE_P(Seeds, StoryOrder, ::testing::Values(1, 2, 3));

}  // namespace
}  // namespace lede::testing
