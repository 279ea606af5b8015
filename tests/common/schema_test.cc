// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/schema.h"

#include <gtest/gtest.h>

#include "common/date.h"
#include <lede/article.h>

namespace lede {
namespace {

TEST(Schema, InstantsSortAsTheirEncodings) {
  const std::int64_t instants[] = {kEarliestDate, -1, 0, 1757548800,
                                   4102444800};
  for (std::size_t i = 1; i < std::size(instants); ++i) {
    EXPECT_LT(encode_instant(instants[i - 1]), encode_instant(instants[i]));
    EXPECT_GT(encode_instant_reversed(instants[i - 1]),
              encode_instant_reversed(instants[i]));
  }
}

TEST(Schema, AnInstantSurvivesItsEncoding) {
  EXPECT_EQ(decode_instant(encode_instant(1757548800)), 1757548800);
  EXPECT_EQ(decode_instant(""), std::nullopt);
}

TEST(Schema, ALongTermIsCutOnACodePointAndKeptApartFromItsLike) {
  const std::string ideographs(99, 'x');
  std::string chinese;
  for (int i = 0; i < 40; ++i) chinese += "芯";
  const std::string bounded = bounded_term(chinese);
  EXPECT_LE(bounded.size(), kMaxTermBytes);
  EXPECT_EQ(bounded.substr(0, 48), chinese.substr(0, 48));
  EXPECT_NE(bounded_term(ideographs + "a"), bounded_term(ideographs + "b"));
  EXPECT_EQ(bounded_term("chips"), "chips");
}

TEST(Schema, AKeyIsSixteenUrlSafeBytes) {
  const std::string key = article_key("https://news.example/a?b=1");
  EXPECT_EQ(key.size(), 16U);
  EXPECT_EQ(key.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqr"
                                  "stuvwxyz0123456789-_"),
            std::string::npos);
  EXPECT_NE(key, article_key("https://news.example/a?b=2"));
}

TEST(Schema, FreshnessHalvesWithItsHalfLife) {
  const double now = freshness_value(1757548800);
  const double before = freshness_value(1757548800 - kFreshnessHalfLife);
  EXPECT_DOUBLE_EQ(before * 2, now);
  const FreshnessScale scale{1757548800, 86400};
  EXPECT_EQ(freshness_value(1757548800, scale), 1.0);
  EXPECT_EQ(freshness_value(1757548800 - 2 * 86400, scale), 0.25);
}

}  // namespace
}  // namespace lede
