// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/seek.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace lede::testing {
namespace {

TEST(Seek, FindsTheFirstFromThereOn) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::uint16_t> list(random() % 300);
    const std::uint32_t range = 1 + random() % 65536;
    for (std::uint16_t& low : list) {
      low = static_cast<std::uint16_t>(random() % range);
    }
    std::ranges::sort(list);
    const std::size_t begin = random() % (list.size() + 1);
    const auto low = static_cast<std::uint16_t>(random() % range);
    const std::uint16_t* const at = list.data() + begin;
    const std::uint16_t* const end = list.data() + list.size();
    ASSERT_EQ(internal::seek(at, end, low), std::lower_bound(at, end, low));
  }
}

}  // namespace
}  // namespace lede::testing
