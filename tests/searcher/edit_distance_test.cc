// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/edit_distance.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "searcher/spelling/typing_cost.h"

namespace lede {
namespace {

std::size_t edits(std::string_view a, std::string_view b,
                  std::size_t limit = 100) {
  EditDistance distance(code_points(a));
  return distance.to(code_points(b), limit);
}

TEST(EditDistance, CountsEveryKindOfEditOnce) {
  EXPECT_EQ(edits("nvidia", "nvidia"), 0U);
  EXPECT_EQ(edits("nvdia", "nvidia"), 1U);    // left out
  EXPECT_EQ(edits("nviidia", "nvidia"), 1U);  // too much
  EXPECT_EQ(edits("nvudia", "nvidia"), 1U);   // changed
  EXPECT_EQ(edits("nvidai", "nvidia"), 1U);   // transposed
  EXPECT_EQ(edits("", "chip"), 4U);
  EXPECT_EQ(edits("", ""), 0U);
}

// Where the unrestricted distance is 2: no stretch is edited twice.
TEST(EditDistance, EditsNoStretchTwice) { EXPECT_EQ(edits("ca", "abc"), 3U); }

TEST(EditDistance, TellsTheNearestBeginningOfALongerWord) {
  const auto to_beginning = [](std::string_view typed, std::string_view word,
                               std::size_t limit) {
    EditDistance distance(code_points(typed));
    return distance.to_beginning_of(code_points(word), limit);
  };
  EXPECT_EQ(to_beginning("nvid", "nvidia", 2), 0U);
  EXPECT_EQ(to_beginning("nvdi", "nvidia", 2), 1U);
  EXPECT_EQ(to_beginning("mvid", "nvidia", 2), 1U);  // the first letter too
  EXPECT_EQ(to_beginning("nvidiaa", "nvidia", 2), 1U);
  EXPECT_EQ(to_beginning("nvidia", "nv", 2), 3U);  // 4, and more than 2
  EXPECT_EQ(to_beginning("", "nvidia", 2), 0U);
  EXPECT_EQ(to_beginning("芯板", "芯片禁令", 1), 1U);
}

TEST(EditDistance, CountsCodePointsNotBytes) {
  EXPECT_EQ(edits("café", "cafe"), 1U);
  EXPECT_EQ(edits("芯片", "片芯"), 1U);
  EXPECT_EQ(edits("🙂", ""), 1U);
}

TEST(EditDistance, SaysNoMoreThanThatTheLimitIsPassed) {
  EXPECT_EQ(edits("chips", "foundry", 2), 3U);
  EXPECT_EQ(edits("chips", "chip", 0), 1U);
  EXPECT_EQ(edits("chips", "chips", 0), 0U);
}

// The distance as it is defined, by recursion.
std::size_t defined(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return std::max(a.size(), b.size());
  const auto cut = [](std::u32string_view text, std::size_t n) {
    return text.substr(0, text.size() - n);
  };
  std::size_t least = std::min(
      {defined(cut(a, 1), b) + 1, defined(a, cut(b, 1)) + 1,
       defined(cut(a, 1), cut(b, 1)) + (a.back() == b.back() ? 0 : 1)});
  if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] &&
      b.back() == a[a.size() - 2]) {
    least = std::min(least, defined(cut(a, 2), cut(b, 2)) + 1);
  }
  return least;
}

TEST(EditDistance, IsAsDefinedForRandomWordsAndAnyLimit) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::u32string words[2];
    for (std::u32string& word : words) {
      word.resize(random() % 6);
      for (char32_t& c : word) c = U"abc"[random() % 3];
    }
    EditDistance distance(words[0]);
    const std::size_t expected = defined(words[0], words[1]);
    for (std::size_t limit = 0; limit < 7; ++limit) {
      EXPECT_EQ(distance.to(words[1], limit), std::min(expected, limit + 1))
          << "round " << round << " limit " << limit;
    }
  }
}

TEST(TypingCost, IsNothingForTheSameWordAndOneForAnOrdinaryEdit) {
  EXPECT_EQ(typing_cost(U"nvidia", U"nvidia"), 0.0);
  EXPECT_EQ(typing_cost(U"nvdia", U"nvidia"), 1.0);
  EXPECT_EQ(typing_cost(U"nvimia", U"nvidia"), 1.0);
}

TEST(TypingCost, IsLessForWhatHandsAndEarsOftenDo) {
  const double ordinary = typing_cost(U"chimset", U"chipset");
  EXPECT_LT(typing_cost(U"chioset", U"chipset"), ordinary);   // next key
  EXPECT_LT(typing_cost(U"chispet", U"chipset"), ordinary);   // transposed
  EXPECT_LT(typing_cost(U"chippset", U"chipset"), ordinary);  // doubled
  EXPECT_LT(typing_cost(U"chipsat", U"chipset"), ordinary);   // vowels
  EXPECT_LT(typing_cost(U"procesor", U"processor"), ordinary);
}

TEST(TypingCost, IsMoreForTheFirstLetter) {
  const double ordinary = typing_cost(U"chimset", U"chipset");
  EXPECT_GT(typing_cost(U"mhipset", U"chipset"), ordinary);
  EXPECT_GT(typing_cost(U"hipset", U"chipset"), ordinary);
  EXPECT_GT(typing_cost(U"mchipset", U"chipset"), ordinary);
  EXPECT_GT(typing_cost(U"hcipset", U"chipset"),
            typing_cost(U"chispet", U"chipset"));
}

}  // namespace
}  // namespace lede
