// SPDX-License-Identifier: GPL-3.0-or-later

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/stories/made_signatures.h"

namespace lede::testing {
namespace {

TEST(StorySignature, ReadsBackAsItWas) {
  std::mt19937 random(7);
  std::string bytes;
  const auto articles = made_articles(50, random);
  for (const auto& [key, signature] : articles) {
    append_signature(signature, bytes);
  }
  std::string_view rest = bytes;
  for (const auto& [key, signature] : articles) {
    EXPECT_EQ(take_signature(rest), signature);
  }
  EXPECT_EQ(rest, "");
  std::string_view cut(bytes.data(), 20);
  EXPECT_EQ(take_signature(cut), std::nullopt);
}

TEST(StoryState, GoesOnWhereItWasSaved) {
  std::mt19937 random(8);
  const auto articles = made_articles(400, random);
  StoryGrouper grouper = group({articles.begin(), articles.begin() + 300});
  auto loaded = StoryGrouper::load(grouper.save());
  ASSERT_TRUE(loaded);
  EXPECT_EQ(all_stories(*loaded), all_stories(grouper));
  EXPECT_EQ(loaded->save(), grouper.save());
  for (const auto& [key, signature] : articles) loaded->put(key, signature);
  loaded->remove(articles[3].first);
  loaded->settle();
  StoryGrouper whole = group(articles);
  whole.remove(articles[3].first);
  whole.settle();
  EXPECT_EQ(all_stories(*loaded), all_stories(whole));
}

TEST(StoryState, KeepsWhatOldIdsStandFor) {
  std::mt19937 random(9);
  StoryGrouper grouper = group(made_articles(200, random));
  for (const Story& story : all_stories(grouper)) {
    if (story.members.size() < 2) continue;
    grouper.remove(story.id);
    grouper.settle();
    const auto loaded = StoryGrouper::load(grouper.save());
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->resolve(story.id), grouper.resolve(story.id));
    EXPECT_TRUE(loaded->resolve(story.id));
    return;
  }
  FAIL() << "no story of two";
}

TEST(StoryState, RefusesWhatItDidNotWrite) {
  std::mt19937 random(10);
  const std::string bytes = group(made_articles(60, random)).save();
  const auto code = [](std::string_view state) {
    const auto loaded = StoryGrouper::load(state);
    return loaded ? ErrorCode::kInternal : loaded.error().code;
  };
  EXPECT_EQ(code(""), ErrorCode::kCorrupt);
  EXPECT_EQ(code(std::string_view(bytes).substr(0, bytes.size() - 1)),
            ErrorCode::kCorrupt);
  std::string bent = bytes;
  bent[bytes.size() / 2] ^= 1;
  EXPECT_EQ(code(bent), ErrorCode::kCorrupt);
  // The state's version, that of the signatures in it.
  for (const std::size_t at : {8, 12}) {
    std::string other = bytes;
    other[at] = 99;
    EXPECT_EQ(code(other), ErrorCode::kVersionMismatch);
  }
}

}  // namespace
}  // namespace lede::testing
