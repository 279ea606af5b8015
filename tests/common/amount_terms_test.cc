// SPDX-License-Identifier: GPL-3.0-or-later
//
// Order of keys, ranges as they are typed, and that the terms of a range are
// those of the amounts within it.

#include "common/amount_terms.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "common/join.h"

namespace lede {
namespace {

double value_of(const Decimal& number) {
  return static_cast<double>(number.digits) * std::pow(10.0, number.exponent);
}

TEST(OrderKey, IsExponentAndDigits) {
  EXPECT_EQ(order_key({15, 8}), "1915");
  EXPECT_EQ(order_key({1500000000, 0}), "1915");
  EXPECT_EQ(order_key({1, 0}), "101");
  EXPECT_EQ(order_key({5, -1}), "095");
  EXPECT_EQ(order_key({0, 3}), "00");
  EXPECT_EQ(order_key({1, -30}), "00");
  EXPECT_EQ(order_key({1, 300}), "999");
  EXPECT_EQ(order_key({123456789, 0}), "1812345678");
}

TEST(OrderKey, SortsAsNumbersDo) {
  const std::uint32_t seed = 3;
  std::mt19937 random(seed);
  const auto number = [&] {
    return Decimal{random() % 100000, static_cast<int>(random() % 12) - 4};
  };
  for (int round = 0; round < 20000; ++round) {
    const Decimal a = number();
    const Decimal b = number();
    const double gap = value_of(a) - value_of(b);
    if (std::abs(gap) < 1e-9 * value_of(a)) continue;  // 10e2 and 1e3
    ASSERT_EQ(gap < 0, order_key(a) < order_key(b))
        << a.digits << "e" << a.exponent << " " << b.digits << "e" << b.exponent
        << " seed " << seed;
  }
}

// "usd:[191,192)": bounds by their keys.
std::string range_of(std::string_view text) {
  const Result<AmountRange> range = read_amount_range(text);
  if (!range) return "none";
  std::string out = std::string(range->unit) + ":";
  if (range->low) out += (range->low->included ? "[" : "(") + range->low->key;
  out += ",";
  if (range->high)
    out += range->high->key + (range->high->included ? "]" : ")");
  return out;
}

TEST(AmountRange, ReadsWhatAQueryComparesWith) {
  EXPECT_EQ(range_of(">1bn"), ":(191,");
  EXPECT_EQ(range_of(">=$1.5bn"), "usd:[1915,");
  EXPECT_EQ(range_of("<500m"), ":,185)");
  EXPECT_EQ(range_of("≤ 500m"), ":,185]");
  EXPECT_EQ(range_of("＞1亿元"), "cny:(181,");
  EXPECT_EQ(range_of("1bn..2bn"), ":[191,192]");
  EXPECT_EQ(range_of("$1bn..2bn"), "usd:[191,192]");
  EXPECT_EQ(range_of("1..2GW"), "w:[191,192]");
  EXPECT_EQ(range_of("$1bn.."), "usd:[191,");
  EXPECT_EQ(range_of("..5%"), "percent:,105]");
  EXPECT_EQ(range_of("$1.5 billion"), "usd:[1915,1915]");
  EXPECT_EQ(range_of("=10"), ":[111,111]");
  EXPECT_EQ(range_of("> $1 billion"), "usd:(191,");
  EXPECT_EQ(range_of("80GB"), "byte:[208,208]");
  for (const char* text : {"", "..", ">", ">..", "5%..$1", "2bn..1bn", "lots",
                           ">>1", "1..2..3", ">1..2"}) {
    EXPECT_EQ(range_of(text), "none") << text;
  }
}

TEST(AmountTerms, AreBeginningsOfTheKeyAndItsEnd) {
  std::vector<std::string> terms;
  append_amount_terms(*read_amount("$1.5 billion"), terms);
  EXPECT_EQ(join(terms, " "),
            "XAusd:1 XAusd:19 XAusd:191 XAusd:1915 XAusd:1915. "
            "XA:1 XA:19 XA:191 XA:1915 XA:1915.");
  terms.clear();
  append_amount_terms(*read_amount("80GB"), terms);
  EXPECT_EQ(join(terms, " "),
            "XAbyte:2 XAbyte:20 XAbyte:208 XAbyte:208. "
            "XA:1 XA:11 XA:118 XA:118.");
}

TEST(AmountTerms, OfARangeAreFew) {
  const auto cover = [](std::string_view text) {
    return join(amount_cover(*read_amount_range(text)), " ");
  };
  EXPECT_EQ(cover("$1.5bn"), "XAusd:1915.");
  EXPECT_EQ(cover("1bn..2bn"), "XA:191 XA:192.");
  EXPECT_EQ(cover(">=$3bn"),
            "XAusd:193 XAusd:194 XAusd:195 XAusd:196 XAusd:197 XAusd:198 "
            "XAusd:199 XAusd:2 XAusd:3 XAusd:4 XAusd:5 XAusd:6 XAusd:7 "
            "XAusd:8 XAusd:9");
  EXPECT_EQ(cover("..0%"), "XApercent:00.");
}

TEST(AmountTerms, OfRandomAmountsMeetTheCoverOfWhatHoldsThem) {
  const std::uint32_t seed = 11;
  std::mt19937 random(seed);
  // Few digits and exponents, so that bounds are often met.
  const auto number = [&] {
    const std::uint64_t digits[] = {random() % 10, random() % 40,
                                    random() % 1000, random() % 100000000};
    return Decimal{digits[random() % 4], static_cast<int>(random() % 3)};
  };
  for (int round = 0; round < 5000; ++round) {
    AmountRange range;
    const Decimal low = number();
    const Decimal high = number();
    if (random() % 4 != 0) range.low = {order_key(low), random() % 2 == 0};
    if (random() % 4 != 0) range.high = {order_key(high), random() % 2 == 0};
    const Decimal held = number();
    const auto within = [&] {
      const double value = value_of(held);
      if (range.low && (range.low->included ? value < value_of(low)
                                            : value <= value_of(low))) {
        return false;
      }
      return !range.high || (range.high->included ? value <= value_of(high)
                                                  : value < value_of(high));
    };
    std::vector<std::string> terms;
    append_amount_terms({held, held, ""}, terms);
    const std::vector<std::string> cover = amount_cover(range);
    const bool met = std::ranges::any_of(terms, [&](const std::string& term) {
      return std::ranges::find(cover, term) != cover.end();
    });
    ASSERT_EQ(met, within()) << join(terms, " ") << " in " << join(cover, " ")
                             << ", seed " << seed << ", round " << round;
    ASSERT_LE(cover.size(), 200U);
  }
}

}  // namespace
}  // namespace lede
