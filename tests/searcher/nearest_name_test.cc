// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/nearest_name.h"

#include <gtest/gtest.h>

namespace lede {
namespace {

TEST(NearestName, IsTheOneWithTheFewestEdits) {
  const std::vector<std::string_view> names = {"source", "company", "lang"};
  EXPECT_EQ(nearest_name("sorce", names), "source");
  EXPECT_EQ(nearest_name("campany", names), "company");
  EXPECT_EQ(nearest_name("language", names), "lang");
  EXPECT_EQ(nearest_name("x", {}), "");
}

TEST(NearestName, CutsAnEndlessNameOnACodePoint) {
  std::string name;
  for (int i = 0; i < 1000; ++i) name += "芯";
  const std::string message = unknown_name(name, "a facet", {"source"});
  EXPECT_LT(message.size(), 150U);
  EXPECT_NE(message.find("芯' is not a facet"), std::string::npos);
}

}  // namespace
}  // namespace lede
