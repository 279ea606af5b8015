// SPDX-License-Identifier: GPL-3.0-or-later

#include <set>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/lexicon/internal/families.h"
#include "tests/lexicon/lexicon_support.h"

namespace lede {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

std::set<std::string> family_of(std::string_view id) {
  const auto lexicon = Lexicon::built_in();
  std::set<std::string> ids;
  for (const Entity* entity : lexicon->family_of(*lexicon->find(id))) {
    ids.insert(entity->id);
  }
  return ids;
}

TEST(Families, HoldTheVersionsOfTheirVersions) {
  const std::set<std::string> qwen = family_of("model:qwen");
  for (const char* const id :
       {"model:qwen", "model:qwen2.5", "model:qwen2.5-coder", "model:qwen3",
        "model:qwen3-max", "model:qwq"}) {
    EXPECT_THAT(qwen, Contains(id));
  }
  EXPECT_THAT(family_of("model:claude"), Contains("model:claude-3.5-sonnet"));
  EXPECT_THAT(family_of("chip:blackwell"), Contains("chip:gb200"));
  EXPECT_THAT(family_of("model:qwq"), ElementsAre("model:qwq"));
}

TEST(Families, DoNotMixVersionsThatOnlyBeginAlike) {
  EXPECT_THAT(family_of("model:gpt-4"), Not(Contains("model:gpt-4o")));
  EXPECT_THAT(family_of("model:gpt-4"), Not(Contains("model:gpt-4.1")));
  EXPECT_THAT(family_of("model:gpt-4"), Contains("model:gpt-4-turbo"));
  EXPECT_THAT(family_of("model:gpt"), Contains("model:gpt-4o-mini"));
}

TEST(Families, AreNamedByThePartsOfASlug) {
  const std::set<std::string, std::less<>> known = {"model:qwen",
                                                    "model:qwen2.5"};
  const auto family = [&](std::string_view id) {
    return internal::family_by_name(
        id, [&](std::string_view name) { return known.contains(name); });
  };
  EXPECT_EQ(family("model:qwen2.5-coder"), "model:qwen2.5");
  EXPECT_EQ(family("model:qwen3"), "model:qwen");
  EXPECT_EQ(family("model:qwen2.51"), "model:qwen");
  EXPECT_EQ(family("model:qwench"), "");
  EXPECT_EQ(family("model:qwen"), "");
  EXPECT_EQ(family("company:qwen-fans"), "");
}

TEST(Families, TakeVersionsThatNobodyHasHeardOf) {
  EXPECT_THAT(found_in(*Lexicon::built_in(), "Qwen7-14B and gpt-9"),
              ElementsAre("model:qwen=Qwen", "model:gpt=gpt"));
}

}  // namespace
}  // namespace lede
