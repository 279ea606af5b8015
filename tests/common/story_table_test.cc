// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/story_table.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;

ArticleKey key_of(char letter) {
  return *ArticleKey::from(std::string(16, letter));
}

const std::vector<TableStory>& stories() {
  static const std::vector<TableStory> made = {
      {key_of('b'),
       true,
       {{70, 0, 0, LinkKind::kNone},
        {75, 70, 981, LinkKind::kCopy},
        {72, 75, 512, LinkKind::kSameEvent}}},
      {key_of('a'),
       false,
       {{71, 0, 0, LinkKind::kNone}, {90, 71, 640, LinkKind::kSameEvent}}}};
  return made;
}

class StoryTableTest : public ::testing::Test {
 protected:
  Result<StoryTable> open(const std::string& bytes) {
    const auto path = folder_.path() / "table";
    std::ofstream(path, std::ios::binary) << bytes;
    return StoryTable::open(path);
  }
  TempDir folder_;
};

TEST_F(StoryTableTest, TellsTheStoryOfADocument) {
  const auto table = open(encode_story_table(stories(), {}));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->size(), 2U);
  EXPECT_EQ(table->members(), 5U);
  EXPECT_EQ(table->story_of(75), 0U);
  EXPECT_EQ(table->story_of(72), 0U);
  EXPECT_EQ(table->story_of(90), 1U);
  for (const std::uint32_t alone : {0U, 69U, 73U, 89U, 91U, UINT32_MAX}) {
    EXPECT_EQ(table->story_of(alone), StoryTable::kAlone) << alone;
  }
  for (std::uint32_t i = 0; i < 2; ++i) {
    EXPECT_EQ(table->story(i).id, stories()[i].id);
    EXPECT_EQ(table->story(i).certain, stories()[i].certain);
    EXPECT_TRUE(
        std::ranges::equal(table->story(i).members, stories()[i].members));
  }
}

TEST_F(StoryTableTest, ResolvesIdsOfBefore) {
  const auto table = open(encode_story_table(
      stories(), std::vector<std::pair<ArticleKey, ArticleKey>>{
                     {key_of('z'), key_of('b')}, {key_of('c'), key_of('q')}}));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->former(key_of('z')), key_of('b'));
  EXPECT_EQ(table->former(key_of('c')), key_of('q'));
  EXPECT_EQ(table->former(key_of('b')), std::nullopt);
}

TEST_F(StoryTableTest, AnEmptyTableHasNoStories) {
  const auto table = open(encode_story_table({}, {}));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->size(), 0U);
  EXPECT_EQ(table->story_of(7), StoryTable::kAlone);
  EXPECT_EQ(count_stories(*table, 12), 12U);
}

TEST_F(StoryTableTest, CountsArticlesThatStandAloneToo) {
  const auto table = open(encode_story_table(stories(), {}));
  ASSERT_TRUE(table);
  EXPECT_EQ(count_stories(*table, 12), 9U);
}

TEST_F(StoryTableTest, NoBytesBreakIt) {
  const std::string bytes = encode_story_table(
      stories(), std::vector<std::pair<ArticleKey, ArticleKey>>{
                     {key_of('z'), key_of('b')}});
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x40);
    EXPECT_FALSE(open(damaged)) << "byte " << i;
    EXPECT_FALSE(open(bytes.substr(0, i))) << "cut at " << i;
  }
  EXPECT_FALSE(open(bytes + "x"));
}

}  // namespace
}  // namespace lede::testing
