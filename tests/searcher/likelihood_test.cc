// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/likelihood.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lede {
namespace {

TEST(RiseScore, IsTheLogLikelihoodRatioOfTwoBinomials) {
  // By the observed and expected counts of the 2x2 table: 2 sum O ln(O/E).
  EXPECT_NEAR(rise_score({10, 20}, {0, 20}),
              2 * (10 * std::log(10 / 5.0) + 10 * std::log(10 / 15.0) +
                   20 * std::log(20 / 15.0)),
              1e-9);
  EXPECT_GT(rise_score({20, 20}, {0, 20}), rise_score({10, 20}, {0, 20}));
}

TEST(RiseScore, IsNothingOfWhatDidNotRise) {
  EXPECT_EQ(rise_score({1, 10}, {1, 10}), 0.0);
  EXPECT_EQ(rise_score({1, 10}, {9, 10}), 0.0);
  EXPECT_EQ(rise_score({5, 10}, {0, 0}), 0.0);
  EXPECT_EQ(rise_score({0, 0}, {5, 10}), 0.0);
  EXPECT_EQ(rise_score({0, 10}, {0, 10}), 0.0);
}

TEST(RiseScore, IsSmallOfFew) {
  EXPECT_LT(rise_score({1, 10}, {0, 10}), kTellingScore);
  EXPECT_GT(rise_score({100, 1000}, {10, 1000}), kTellingScore);
}

}  // namespace
}  // namespace lede
