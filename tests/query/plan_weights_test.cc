// SPDX-License-Identifier: GPL-3.0-or-later
//
// What weighs how much in a plan; what matches is plan_test.cc's.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/query/planned_index.h"

namespace lede {
namespace {

using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::PlannedIndex;
using testing::TestArticle;

TestArticle text(std::string body, std::string lang = "en") {
  TestArticle article;
  article.body = std::move(body);
  article.lang = std::move(lang);
  return article;
}

std::string any_words(const PlannedIndex& index) {
  return index.plan.words(MatchMode::kAny, {}).describe();
}

TEST(PlanWeights, AWordTypedTwiceIsLookedUpOnceAndHeavier) {
  PlannedIndex index({text("boats and cars"), text("boats")});
  index.find("boats cars boat");
  EXPECT_THAT(any_words(index), ContainsRegex("1\\.8[0-9]* . Zboat"));
  EXPECT_TRUE(index.plan.units[2].any_query.empty());
}

TEST(PlanWeights, UnderMatchAllEveryWordTypedStaysWanted) {
  PlannedIndex index({text("boats and cars"), text("boats")});
  EXPECT_THAT(index.find("boats cars boat"), ElementsAre(1));
}

TEST(PlanWeights, AStopWordIsLightHoweverOftenItIsTyped) {
  PlannedIndex index({text("the the the boats"), text("cars for sale")});
  index.find("the the the cars");
  EXPECT_THAT(any_words(index), ContainsRegex("0\\.2[0-9]* . Zthe"));
  EXPECT_THAT(index.ranked(index.plan.words(MatchMode::kAny, {})),
              ElementsAre(2, 1));
}

TEST(PlanWeights, ARunOfChineseThatBeginsWithAStopWordKeepsItsWeight) {
  PlannedIndex index({text("在出口", "zh"), text("口许可", "zh")});
  index.find("在出口许可");
  EXPECT_THAT(any_words(index), Not(ContainsRegex("0\\.2[0-9]* .")));
}

TEST(PlanWeights, ALatinWordInAChineseQuestionIsHeavy) {
  PlannedIndex index({text("Firefoxes 发布", "zh"), text("官方插件", "zh")});
  index.find("Firefoxes 官方插件");
  EXPECT_THAT(any_words(index), HasSubstr("3 * Zfirefox"));
  index.find("Firefoxes插件");
  EXPECT_THAT(any_words(index), HasSubstr("3 * Zfirefox"));
  index.find("Firefoxes");
  EXPECT_THAT(any_words(index), Not(HasSubstr("3 *")));
}

TEST(PlanWeights, WithinChineseAStopWordIsLightAndWhatHoldsOneLighter) {
  PlannedIndex index({text("出口什么的许可", "zh")});
  index.find("许可是什么口出");
  const std::string words = any_words(index);
  EXPECT_THAT(words, ContainsRegex("0\\.2[0-9]* . 什么"));
  EXPECT_THAT(words, Not(HasSubstr("* 许可")));
  index.find("口的许可径");
  EXPECT_THAT(any_words(index), ContainsRegex("0\\.(6|59)[0-9]* . 的许"));
}

TEST(PlanWeights, AQueryWithARunOfChineseIsKnownAsSuch) {
  PlannedIndex index({text("boats 出口许可", "zh")});
  index.find("boats 出口");
  EXPECT_TRUE(index.plan.cjk);
  index.find("boats");
  EXPECT_FALSE(index.plan.cjk);
}

TEST(PlanWeights, ExactFormsAndSingleCodePointsWeighButNeverMatch) {
  PlannedIndex index({text("boat"), text("口径", "zh")});
  index.find("boats cars 出口的许可");
  const std::string details = index.plan.details.describe();
  EXPECT_THAT(details, HasSubstr("boats"));
  EXPECT_THAT(details, HasSubstr("口"));
  EXPECT_THAT(details, Not(HasSubstr("的")));
  EXPECT_THAT(index.find("boats 出口的许可", MatchMode::kAny), ElementsAre(1));
}

TEST(PlanWeights, AWordOfOneFieldAddsNoDetails) {
  PlannedIndex index({text("boats")});
  index.find("title:boats title:出口");
  EXPECT_TRUE(index.plan.details.empty());
}

}  // namespace
}  // namespace lede
