// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/natural_order.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lede {
namespace {

using ::testing::ElementsAre;

TEST(NaturalOrder, ReadsRunsOfDigitsAsNumbers) {
  std::vector<std::string> ids = {"b1", "a10", "",  "a9",  "a",
                                  "9",  "10",  "é", "a09", "a9b"};
  std::ranges::sort(ids, natural_less);
  EXPECT_THAT(ids, ElementsAre("", "9", "10", "a", "a09", "a9", "a9b", "a10",
                               "b1", "é"));
}

TEST(NaturalOrder, TakesVersionsByTheirNumbers) {
  const std::string_view ascending[] = {
      "gpt-4", "gpt-4.1", "gpt-4.10", "gpt-4o", "gpt-5", "qwen",
      "qwen2", "qwen2.5", "qwen3",    "qwen10", "通义"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(natural_less(ascending[i], ascending[j]), i < j)
          << ascending[i] << ' ' << ascending[j];
    }
  }
}

}  // namespace
}  // namespace lede
