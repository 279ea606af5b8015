// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/analysis/chinese_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ChineseWords, EndWhereTheDictionarySays) {
  ChineseWords words;
  EXPECT_THAT(words.ends("苹果手机"), ElementsAre(6U, 12U));
  EXPECT_THAT(words.ends("苹果手"), ElementsAre(6U, 9U));
  EXPECT_THAT(words.ends("chips"), ElementsAre(5U));
  EXPECT_THAT(words.ends(""), IsEmpty());
  // Reused, it starts anew.
  EXPECT_THAT(words.ends("苹果手机"), ElementsAre(6U, 12U));
}

}  // namespace
}  // namespace lede
