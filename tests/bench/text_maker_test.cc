// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/text_maker.h"

#include <gtest/gtest.h>

namespace lede::bench {
namespace {

TEST(TextMaker, EqualSeedsGiveEqualTexts) {
  TextMaker a(3);
  TextMaker b(3);
  EXPECT_EQ(a.english(500), b.english(500));
  EXPECT_EQ(a.chinese(500), b.chinese(500));
  EXPECT_EQ(a.article(1), b.article(1));
  EXPECT_NE(a.english(500), TextMaker(4).english(500));
}

TEST(TextMaker, LowRanksAreFrequent) {
  TextMaker maker(3);
  const std::string text = " " + maker.english(200'000);
  const auto count = [&](const std::string& word) {
    std::size_t found = 0;
    const std::string spaced = " " + word + " ";
    for (std::size_t at = text.find(spaced); at != std::string::npos;
         at = text.find(spaced, at + 1)) {
      ++found;
    }
    return found;
  };
  EXPECT_GT(count(maker.word(0)), count(maker.word(30)));
  EXPECT_GT(count(maker.word(30)), count(maker.word(3000)));
}

TEST(TextMaker, TextsAreAsLongAsAskedFor) {
  TextMaker maker(3);
  EXPECT_GE(maker.english(1000).size(), 1000U);
  EXPECT_LE(maker.english(1000).size(), 1040U);
  EXPECT_GE(maker.chinese(1000).size(), 1000U);
  EXPECT_LE(maker.chinese(1000).size(), 1010U);
}

}  // namespace
}  // namespace lede::bench
