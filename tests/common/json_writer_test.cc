// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/json_writer.h"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace lede {
namespace {

using Json = nlohmann::json;

std::string text_of(std::string_view text) {
  std::string out;
  append_json_text(out, text);
  return out;
}

std::string number_of(double number) {
  std::string out;
  append_json_number(out, number);
  return out;
}

// What the JSON library makes of it.
std::string expected_of(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

TEST(JsonWriter, EscapesWhatMustBeEscaped) {
  EXPECT_EQ(text_of(""), R"("")");
  EXPECT_EQ(text_of("say \"芯片\" C:\\x/y"), R"("say \"芯片\" C:\\x/y")");
  EXPECT_EQ(text_of("\b\f\n\r\t\x01\x1f\x7f"),
            "\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"");
  EXPECT_EQ(text_of(std::string_view("a\0b", 3)), R"("a\u0000b")");
}

TEST(JsonWriter, ReplacesInvalidBytes) {
  EXPECT_EQ(text_of("a\xff z"), "\"a\xef\xbf\xbd z\"");
  EXPECT_EQ(text_of("\"\xe2\x82"), "\"\\\"\xef\xbf\xbd\"");
}

TEST(JsonWriter, WritesAnyBytesAsTheLibraryDoes) {
  constexpr unsigned kSeed = 7;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  const std::string pieces[] = {"a",    "plain words", "\"",   "\\", "\n",
                                "芯片", "é",           "\x01", "😀",  "\xe8"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto left = random() % 12; left > 0; --left) {
      text += pieces[random() % (round % 4 == 0 ? 10 : 9)];
      if (round % 8 == 0) text += static_cast<char>(random());
    }
    ASSERT_EQ(text_of(text), expected_of(text));
  }
}

TEST(JsonWriter, WritesNumbersAsTheLibraryDoes) {
  for (const double number :
       {0.0, -0.0, 1.0, -2.5, 0.1, 1e-4, 9.9e-5, 123456789012345.0, 1e15, 1e22,
        1e300, 5e-324, std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(number_of(number), expected_of(number));
  }
  EXPECT_EQ(number_of(100.0), "100.0");
}

TEST(JsonWriter, NumbersReadBackAsTheyWere) {
  constexpr unsigned kSeed = 11;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  std::uniform_real_distribution<double> exponent(-6.0, 17.0);
  for (int round = 0; round < 3000; ++round) {
    const double number = std::pow(10.0, exponent(random));
    ASSERT_EQ(Json::parse(number_of(number)).get<double>(), number);
  }
}

// Its buffer is filled to every length.
TEST(JsonWriter, WritesValuesOfAnyLength) {
  constexpr unsigned kSeed = 13;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  std::string out;
  JsonWriter json(out);
  Json expected = Json::array();
  json.begin_array();
  for (int round = 0; round < 3000; ++round) {
    std::string text(random() % (round % 16 == 0 ? 3000 : 40), 'x');
    if (!text.empty() && round % 3 == 0) text[random() % text.size()] = '"';
    if (round % 5 == 0) text += "芯片";
    if (round % 7 == 0) {
      json.begin_object();
      json.member("a key of some length", text);
      json.member("number", round);
      json.end_object();
      expected.push_back({{"a key of some length", text}, {"number", round}});
    } else if (round % 7 == 1) {
      json.raw(Json(text).dump());
      expected.push_back(text);
    } else {
      json.value(text);
      expected.push_back(text);
    }
  }
  json.end_array();
  EXPECT_EQ(out, expected.dump());
}

TEST(JsonWriter, SetsCommasBetweenMembersAndElements) {
  std::string out = "x";
  JsonWriter json(out);
  json.begin_object();
  json.member("a", 1U);
  json.member("b", std::optional<std::string>());
  json.key("c");
  json.begin_array();
  json.begin_array();
  json.value(-1);
  json.value(2);
  json.end_array();
  json.begin_object();
  json.end_object();
  json.end_array();
  json.member("d", std::vector<std::string>{"x", "y"});
  json.member("e", true);
  json.text_or_null("f", "");
  json.member("g", "text");
  json.end_object();
  EXPECT_EQ(out, R"(x{"a":1,"b":null,"c":[[-1,2],{}],"d":["x","y"],)"
                 R"("e":true,"f":null,"g":"text"})");
}

}  // namespace
}  // namespace lede
