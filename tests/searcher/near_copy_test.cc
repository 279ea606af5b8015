// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/near_copy.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace lede {
namespace {

std::set<std::string> grams(const std::string& text) {
  std::set<std::string> grams;
  for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
    grams.insert(text.substr(i, 4));
  }
  return grams;
}

bool shares_seven_tenths(const std::string& a, const std::string& b) {
  const std::set<std::string> first = grams(a);
  const std::set<std::string> second = grams(b);
  const auto shared = std::ranges::count_if(
      first, [&](const std::string& gram) { return second.contains(gram); });
  return static_cast<double>(shared) >=
         0.7 * static_cast<double>(std::min(first.size(), second.size()));
}

TEST(NearCopy, SharesMostOfTheShorterOnesRunsOfFourBytes) {
  std::mt19937 random(3);
  int copies = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string a(random() % 60, ' ');
    for (char& c : a) c = static_cast<char>("ab\0\xe4"[random() % 4]);
    std::string b = a;
    for (std::size_t left = random() % 8; left > 0 && !b.empty(); --left) {
      b[random() % b.size()] = static_cast<char>('c' + random() % 3);
    }
    if (random() % 2 == 0) b.resize(b.size() / 2);
    EXPECT_EQ(is_near_copy(a, b), shares_seven_tenths(a, b)) << a << '|' << b;
    copies += is_near_copy(a, b) ? 1 : 0;
  }
  EXPECT_GT(copies, 500);
  EXPECT_LT(copies, 2500);
}

}  // namespace
}  // namespace lede
