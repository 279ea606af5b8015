// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/top_story.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lede {
namespace {

Hit hit(const std::string& key, const std::string& story,
        const std::string& entity = "") {
  Hit made;
  made.key = key;
  made.story.id = story;
  if (!entity.empty()) made.entities = {{entity, entity, "company"}};
  return made;
}

TEST(TopStory, IsTheOneMostHitsBelongTo) {
  const std::vector<Hit> hits = {hit("a", "x"), hit("b", "y"), hit("c", "y"),
                                 hit("d", "z")};
  EXPECT_EQ(top_story(hits, 10)->key, "b");
  // Its best hit is not among the first: others are told.
  EXPECT_EQ(top_story(hits, 1)->key, "a");
}

TEST(TopStory, OfSeveralHasTheMostOfTheEntitiesThenTheFirst) {
  const std::vector<Hit> hits = {hit("a", "x"), hit("b", "y", "company:tsmc"),
                                 hit("c", "z", "company:arm")};
  EXPECT_EQ(top_story(hits, 10, {"company:arm"})->key, "c");
  EXPECT_EQ(top_story(hits, 10, {"company:ibm"})->key, "a");
  EXPECT_EQ(top_story(hits, 10)->key, "a");
}

TEST(TopStory, OfNothingIsNone) { EXPECT_FALSE(top_story({}, 10)); }

}  // namespace
}  // namespace lede
