// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/doc_set.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace lede {
namespace {

using Lows = std::set<std::uint16_t>;

Lows held(const DocSet& set) {
  Lows lows;
  set.for_each([&](std::uint16_t low) { lows.insert(low); });
  EXPECT_EQ(set.count(), lows.size());
  return lows;
}

class SetMaker {
 public:
  explicit SetMaker(std::uint32_t seed) : random_(seed) {}

  // Few or many, as a list or a bitmap.
  DocSet make(Lows& lows) {
    lows.clear();
    const std::size_t most = random_() % 2 == 0 ? 40 : 9000;
    for (std::size_t i = random_() % most; i > 0; --i) {
      lows.insert(static_cast<std::uint16_t>(random_()));
    }
    DocSet set;
    PostingBlock block;
    const std::vector<std::uint16_t> list(lows.begin(), lows.end());
    block.low = list;
    set.assign(block);
    if (random_() % 2 == 0) set.make_dense();
    return set;
  }

 private:
  std::mt19937 random_;
};

TEST(DocSet, CombinesAsSetsDoWhateverTheirForms) {
  SetMaker maker(1);
  for (int round = 0; round < 300; ++round) {
    Lows a;
    Lows b;
    Lows expected;
    const DocSet first = maker.make(a);
    const DocSet second = maker.make(b);

    DocSet both = first;
    both.intersect(second);
    std::ranges::set_intersection(a, b,
                                  std::inserter(expected, expected.end()));
    ASSERT_EQ(held(both), expected) << "round " << round;

    DocSet either = first;
    either.unite(second);
    expected = a;
    expected.insert(b.begin(), b.end());
    ASSERT_EQ(held(either), expected) << "round " << round;

    DocSet without = first;
    without.subtract(second);
    expected.clear();
    std::ranges::set_difference(a, b, std::inserter(expected, expected.end()));
    ASSERT_EQ(held(without), expected) << "round " << round;

    for (const std::uint16_t low : a) ASSERT_TRUE(first.contains(low));
    for (const std::uint16_t low : expected) ASSERT_FALSE(second.contains(low));
  }
}

TEST(DocSet, KeepsAndCuts) {
  SetMaker maker(2);
  for (int round = 0; round < 100; ++round) {
    Lows lows;
    DocSet set = maker.make(lows);
    set.keep_if([](std::uint16_t low) { return low % 3 == 0; });
    std::erase_if(lows, [](std::uint16_t low) { return low % 3 != 0; });
    ASSERT_EQ(held(set), lows);
    set.cut(20000);
    std::erase_if(lows, [](std::uint16_t low) { return low >= 20000; });
    ASSERT_EQ(held(set), lows);
    set.cut(kPostingBlock);
    ASSERT_EQ(held(set), lows);
  }
}

TEST(DocSet, HoldsRanges) {
  DocSet set;
  set.assign_range(3, 5);
  EXPECT_EQ(held(set), (Lows{3, 4}));
  set.unite_range(63, 130);
  EXPECT_EQ(set.count(), 2U + 67U);
  EXPECT_TRUE(set.contains(63));
  EXPECT_TRUE(set.contains(129));
  EXPECT_FALSE(set.contains(130));
  EXPECT_FALSE(set.contains(62));
  set.assign_range(0, kPostingBlock);
  EXPECT_EQ(set.count(), kPostingBlock);
  set.assign_range(7, 7);
  EXPECT_EQ(set.count(), 0U);
}

}  // namespace
}  // namespace lede
