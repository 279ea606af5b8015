// SPDX-License-Identifier: GPL-3.0-or-later

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/stories/made_signatures.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 24 * kHour;

// An article of the event that begins with feature `event`, at an hour; copies
// have the same `text`.
StorySignature article(std::uint32_t event, std::int64_t hour,
                       std::uint32_t text) {
  StorySignature signature;
  signature.published = DateInterval{hour * kHour, hour * kHour + 1};
  for (std::uint32_t i = 0; i < 20; ++i) {
    signature.features.push_back({event + i, 60, FeatureKind::kWord});
  }
  for (std::uint32_t i = 0; i < kSketchSize; ++i) {
    signature.sketch.push_back(text * 1000 + i);
  }
  signature.shingles = 200;
  return signature;
}

std::vector<ArticleKey> keys_of(const Story& story) {
  std::vector<ArticleKey> keys;
  for (const StoryMember& member : story.members) keys.push_back(member.key);
  return keys;
}

class Stories : public ::testing::Test {
 protected:
  void put(std::uint32_t number, StorySignature signature) {
    grouper_.put(made_key(number), std::move(signature));
    grouper_.settle();
  }
  std::optional<ArticleKey> of(std::uint32_t number) const {
    return grouper_.story_of(made_key(number));
  }
  Story story(std::uint32_t number) const {
    return *grouper_.story(made_key(number));
  }

  StoryGrouper grouper_;
};

TEST_F(Stories, HoldCopiesAndWhatTellsOfTheSameEvent) {
  put(1, article(100, 0, 1));
  put(2, article(100, 5, 1));
  put(3, article(104, 9, 2));
  put(4, article(900, 9, 3));
  const Story told = story(1);
  EXPECT_THAT(keys_of(told),
              ElementsAre(made_key(1), made_key(2), made_key(3)));
  EXPECT_EQ(told.members[0].link.kind, LinkKind::kNone);
  EXPECT_EQ(told.members[1].link.kind, LinkKind::kCopy);
  EXPECT_EQ(told.members[2].link.kind, LinkKind::kSameEvent);
  EXPECT_TRUE(told.certain);
  EXPECT_EQ(of(4), made_key(4));
  EXPECT_EQ(grouper_.stories(), 2U);
}

TEST_F(Stories, LinkToTheEarlierOfEquals) {
  put(3, article(100, 9, 1));
  put(2, article(100, 5, 1));
  put(1, article(100, 0, 1));
  for (const StoryMember& member : story(1).members) {
    if (member.key == made_key(1)) continue;
    EXPECT_EQ(member.linked_to, made_key(1));
  }
}

TEST_F(Stories, EndThreeDaysAfterTheLastArticleInOtherWords) {
  put(1, article(100, 0, 1));
  put(2, article(100, 72, 2));
  put(3, article(100, 72 + 74, 3));
  put(4, article(100, 20 * 24, 1));
  EXPECT_EQ(of(2), made_key(1));
  EXPECT_EQ(of(3), made_key(3));
  EXPECT_EQ(of(4), made_key(1));  // a copy
}

TEST_F(Stories, DoNotDriftFromWhatBeganThem) {
  put(1, article(100, 0, 1));
  put(2, article(108, 10, 2));
  put(3, article(118, 20, 3));
  EXPECT_EQ(of(2), made_key(1));
  EXPECT_EQ(of(3), made_key(3));
}

TEST_F(Stories, TakeTheIdOfAnEarlierArticleThatComesLate) {
  put(2, article(100, 5, 2));
  put(1, article(100, 0, 1));
  EXPECT_EQ(of(2), made_key(1));
  EXPECT_EQ(grouper_.resolve(made_key(2)), made_key(1));
}

TEST_F(Stories, KeepTheirOldIdsWhenTheEarliestIsRemoved) {
  put(1, article(100, 0, 1));
  put(2, article(100, 5, 2));
  put(3, article(100, 6, 3));
  EXPECT_TRUE(grouper_.remove(made_key(1)));
  grouper_.settle();
  EXPECT_EQ(of(1), std::nullopt);
  EXPECT_EQ(of(3), made_key(2));
  EXPECT_EQ(grouper_.resolve(made_key(1)), made_key(2));
  grouper_.remove(made_key(2));
  grouper_.settle();
  EXPECT_EQ(grouper_.resolve(made_key(1)), made_key(3));
  grouper_.remove(made_key(3));
  grouper_.settle();
  EXPECT_EQ(grouper_.resolve(made_key(1)), std::nullopt);
  EXPECT_EQ(grouper_.stories(), 0U);
}

TEST_F(Stories, KeepTheIdsOfAllThatAreRemovedAtOnce) {
  put(1, article(100, 0, 1));
  put(2, article(100, 5, 2));
  put(3, article(100, 6, 3));
  grouper_.settle();
  grouper_.remove(made_key(1));
  grouper_.remove(made_key(2));
  grouper_.settle();
  EXPECT_EQ(grouper_.resolve(made_key(1)), made_key(3));
  EXPECT_EQ(grouper_.resolve(made_key(2)), made_key(3));
}

TEST_F(Stories, FormerKeysThatLeadInACircleResolveToNothing) {
  put(3, article(100, 6, 3));
  grouper_.note_former(made_key(1), made_key(2));
  grouper_.note_former(made_key(2), made_key(1));
  grouper_.note_former(made_key(4), made_key(3));
  grouper_.settle();
  EXPECT_EQ(grouper_.resolve(made_key(1)), std::nullopt);
  EXPECT_EQ(grouper_.resolve(made_key(4)), made_key(3));
}

TEST_F(Stories, PartWhenWhatHeldThemTogetherChanges) {
  put(1, article(100, 0, 1));
  put(2, article(108, 5, 2));
  put(3, article(110, 6, 3));
  EXPECT_EQ(of(2), made_key(1));
  put(1, article(500, 0, 1));
  EXPECT_EQ(of(1), made_key(1));
  EXPECT_EQ(of(2), made_key(2));
  EXPECT_EQ(of(3), made_key(2));
}

TEST_F(Stories, DoNotKnowWhoWasFirstWithinADay) {
  StorySignature day = article(100, 0, 1);
  day.published = DateInterval{0, kDay};
  put(1, day);
  put(2, article(100, 30, 2));
  EXPECT_TRUE(story(1).certain);
  put(3, article(100, 20, 3));
  EXPECT_EQ(of(3), made_key(1));
  EXPECT_FALSE(story(1).certain);
}

TEST_F(Stories, TakeUndatedCopiesButNoUndatedNews) {
  StorySignature copy = article(100, 0, 1);
  StorySignature news = article(100, 0, 2);
  copy.published.reset();
  news.published.reset();
  put(1, article(100, 0, 1));
  put(2, copy);
  put(3, news);
  EXPECT_EQ(of(2), made_key(1));
  EXPECT_EQ(of(3), made_key(3));
  EXPECT_FALSE(story(1).certain);
}

TEST_F(Stories, AreSettledQuicklyThoughAllArticlesAreAlike) {
  for (std::uint32_t i = 0; i < 5000; ++i) {
    grouper_.put(made_key(i), article(100, i % 48, i));
  }
  grouper_.settle();
  EXPECT_EQ(grouper_.articles(), 5000U);
  EXPECT_EQ(grouper_.stories(), 1U);
}

}  // namespace
}  // namespace lede::testing
