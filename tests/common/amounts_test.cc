// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which amounts prose speaks of, and how a query writes one.

#include "common/amounts.h"

#include <string>

#include <gtest/gtest.h>

#include "common/join.h"

namespace lede {
namespace {

std::string text_of(const Decimal& number) {
  std::string digits = std::to_string(number.digits);
  int exponent = number.exponent;
  while (digits.size() > 1 && digits.ends_with('0')) {
    digits.pop_back();
    ++exponent;
  }
  return exponent == 0 ? digits : digits + "e" + std::to_string(exponent);
}

// "15e8usd 5percent 7e9": value and unit.
std::string text_of(const Amount& amount) {
  return text_of(amount.unit.empty() ? amount.written : amount.value)
      .append(amount.unit);
}

std::string amounts_in(std::string_view text, std::string_view lang = "en") {
  std::vector<Amount> amounts;
  find_amounts(text, lang, amounts);
  return join(amounts, " ",
              [](const Amount& amount) { return text_of(amount); });
}

struct Row {
  std::string_view text;
  std::string_view amounts;
};

void expect_rows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(amounts_in(row.text), row.amounts) << row.text;
  }
}

TEST(Amounts, AreSumsOfMoney) {
  expect_rows({
      {"raised $1.5 billion.", "15e8usd"},
      {"$1.5B, US$1.5bn and USD 1.5 billion", "15e8usd 15e8usd 15e8usd"},
      {"1.5bn dollars, 1.5 billion U.S. dollars", "15e8usd 15e8usd"},
      {"a $40-million fund, $3M, $20k, $5", "4e7usd 3e6usd 2e4usd 5usd"},
      {"$1,234.50 and $1,234,567", "12345e-1usd 1234567usd"},
      {"€3bn, £2.5m, ₹500 crore, Rs 50 lakh", "3e9eur 25e5gbp 5e9inr 5e6inr"},
      {"HK$5m NT$6m A$7m S$8m C$9m ₩1tn",
       "5e6hkd 6e6twd 7e6aud 8e6sgd 9e6cad 1e12krw"},
      {"¥100 million, RMB100 million, RMB 5bn", "1e8cny 1e8cny 5e9cny"},
      {"10 billion won, 5 million pounds", "1e10krw 5e6gbp"},
      {"US$1.5 billion dollars", "15e8usd"},
      {"15亿美元，1.5亿元，100万元人民币", "15e8usd 15e7cny 1e6cny"},
      {"10多亿美元、100余万元、3000 亿日元", "1e9usd 1e6cny 3e11jpy"},
      {"万亿：2万亿元", "2e12cny"},
      {"1亿2000万円、3万5000円、１０億ドル", "12e7jpy 35e3jpy 1e9usd"},
      {"5억 달러, 2조 3000억원", "5e8usd 23e11krw"},
  });
  EXPECT_EQ(amounts_in("¥100 million", "ja"), "1e8jpy");
}

TEST(Amounts, AreOtherQuantities) {
  expect_rows({
      {"a 70B-parameter model, 10B parameters, 7B参数, 700亿个参数",
       "7e10parameter 1e10parameter 7e9parameter 7e10parameter"},
      {"128K tokens, 1 million-token context", "128e3token 1e6token"},
      {"12 percent, 5%, 3.5 per cent, 2个百分点",
       "12percent 5percent 35e-1percent 2percent"},
      {"1.2 gigawatts, 100MW, 5千瓦, 300兆瓦, 700W",
       "12e8w 1e8w 5e3w 3e8w 7e2w"},
      {"80GB, 1.5 terabytes, 3nm, 2纳米", "8e10byte 15e11byte 3nm 2nm"},
      {"5 GWh, 20 petaflops", "5e9wh 2e16flops"},
      {"100,000 GPUs, 300 million users", "1e5gpu 3e8user"},
      {"10 million, 5万, 70B, 2bn, 3T", "1e7 5e4 7e10 2e9 3e12"},
      {"10+ million", "1e7"},
      {"three million", ""},
  });
}

TEST(Amounts, OfARangeAreBothEnds) {
  expect_rows({
      {"$1-2 billion, $1 billion to $2 billion", "1e9usd 2e9usd 1e9usd 2e9usd"},
      {"10 to 12 percent, 10–12%", "1e1percent 12percent 1e1percent 12percent"},
      {"$1-$2 million, 1到2亿元", "1e6usd 2e6usd 1e8cny 2e8cny"},
      {"1-2 GW", "1e9w 2e9w"},
      {"from $500 to $2 million", "5e2usd 2e6usd"},
      {"in 2020 to 10 percent", "1e1percent"},
      {"2024 - 10 million", "1e7"},
  });
}

TEST(Amounts, AreNoPlainNumbersOrNames) {
  expect_rows({
      {"3M, 4K, 5G, 5M and 12 of 300", ""},
      {"GPT-4 billion, RTX2080 dollars, v3.5.1 percent", ""},
      {"24/7 million, 10:30 million, #5 million", ""},
      {"in 2025, 2025年, 9月11日, 第15届", ""},
      {"5 won awards, 5 pounds, 12 W 34th Street", ""},
      {"1,5 billion and 1,23,4 dollars", ""},
      {"5th, 1990s, 20-year, 40 winks", ""},
      {"", ""},
      {"5", ""},
      {"5 ", ""},
      {"$", ""},
  });
}

TEST(Amounts, TypedInAQueryAreReadWhole) {
  const auto typed = [](std::string_view text) {
    const auto amount = read_amount(text);
    return amount ? text_of(*amount) : "none";
  };
  EXPECT_EQ(typed("1bn"), "1e9");
  EXPECT_EQ(typed("1b"), "1e9");
  EXPECT_EQ(typed("500m"), "5e8");
  EXPECT_EQ(typed("20K"), "2e4");
  EXPECT_EQ(typed("$1.5 billion"), "15e8usd");
  EXPECT_EQ(typed(" ＄１．５ billion "), "15e8usd");
  EXPECT_EQ(typed("1亿元"), "1e8cny");
  EXPECT_EQ(typed("10B parameters"), "1e10parameter");
  EXPECT_EQ(typed("80gb"), "8e10byte");
  EXPECT_EQ(typed("1.2gw"), "12e8w");
  EXPECT_EQ(typed("5%"), "5percent");
  EXPECT_EQ(typed("1000000"), "1e6");
  EXPECT_EQ(typed("0"), "0");
  EXPECT_EQ(typed("3 apples"), "none");
  EXPECT_EQ(typed("about 3"), "none");
  EXPECT_EQ(typed("bn"), "none");
  EXPECT_EQ(typed(""), "none");
}

}  // namespace
}  // namespace lede
