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

// Puts, changes and removes the articles at random, then compares with a
// rebuild.
void expect_as_rebuilt(const std::vector<KeyedSignature>& made,
                       std::mt19937& random) {
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

TEST_P(StoryOrder, OfChangesAndRemovalsMakesNoDifference) {
  std::mt19937 random(GetParam());
  expect_as_rebuilt(made_articles(2000, random), random);
}

// Of one event more articles than kNeighbours are out within hours.
TEST_P(StoryOrder, MakesNoDifferenceInACrowd) {
  std::mt19937 random(GetParam());
  expect_as_rebuilt(made_articles(1000, random, 200), random);
}

// Of equals the earliest within reach is linked to: who comes or goes moves
// what is within reach of all behind.
TEST_P(StoryOrder, MakesNoDifferenceAmongCopies) {
  std::mt19937 random(GetParam());
  std::vector<KeyedSignature> made = made_articles(1, random);
  const StorySignature one = made.front().second;
  made.clear();
  for (std::uint32_t i = 0; i < 120; ++i) {
    made.emplace_back(made_key(i), one);
    made.back().second.published = DateInterval{i * 3600, i * 3600 + 1};
  }
  std::vector<KeyedSignature> shuffled = made;
  std::ranges::shuffle(shuffled, random);
  StoryGrouper grouper;
  for (const auto& [key, signature] : shuffled) {
    grouper.put(key, signature);
    grouper.settle();
  }
  EXPECT_EQ(all_stories(grouper), all_stories(group(made)));
  for (std::uint32_t i = 10; i < 60; i += 3) {
    grouper.remove(made_key(i));
    grouper.settle();
  }
  std::erase_if(made, [&](const KeyedSignature& article) {
    return !grouper.story_of(article.first);
  });
  EXPECT_EQ(made.size(), 103U);
  EXPECT_EQ(all_stories(grouper), all_stories(group(made)));
}

// Articles that share the words by which others find each other come between
// them one by one: as many as lie between those in the end, had they come
// first.
TEST(StoryCrowd, PartsWhatItComesBetween) {
  const auto made = [](std::uint32_t number, std::uint32_t own) {
    StorySignature signature;
    signature.published = DateInterval{number * 3600, number * 3600 + 1};
    for (std::uint32_t i = 0; i < 12; ++i) {
      signature.features.push_back({i, 60, FeatureKind::kWord});
    }
    for (std::uint32_t i = 0; i < 36; ++i) {
      signature.features.push_back({own * 100 + i, 59, FeatureKind::kWord});
    }
    return KeyedSignature{made_key(number), std::move(signature)};
  };
  std::vector<KeyedSignature> articles = {made(0, 1), made(50, 1)};
  for (std::uint32_t i = 1; i < 41; ++i) articles.push_back(made(i, i + 1));
  StoryGrouper grouper;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    grouper.put(articles[i].first, articles[i].second);
    grouper.settle();
    if (i == 10) {
      EXPECT_EQ(grouper.story_of(made_key(50)), made_key(0));
    }
  }
  EXPECT_EQ(grouper.story_of(made_key(50)), made_key(50));
  EXPECT_EQ(all_stories(grouper), all_stories(group(articles)));
}

INSTANTIATE_TEST_SUITE_P(Seeds, StoryOrder, ::testing::Values(1, 2, 3));

}  // namespace
}  // namespace lede::testing
