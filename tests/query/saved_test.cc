// SPDX-License-Identifier: GPL-3.0-or-later
//
// "query:NAME" in a query: what stands in its place, and where it cannot.

#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/join.h"
#include "searcher/query/parse.h"
#include "tests/query/saved_set.h"
#include "tests/support/boolean_query.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t kNow = 1757600000;  // 2025-09-11T14:13:20Z

ParsedQuery parse(const std::string& text,
                  const SavedQueries& saved = saved_set()) {
  return parse_query(text, TimeZone::utc(), kNow, &saved);
}

ParsedQuery parse_alone(const std::string& text) {
  return parse_query(text, TimeZone::utc(), kNow);
}

std::vector<std::string> messages(const ParsedQuery& query) {
  std::vector<std::string> all;
  for (const Warning& warning : query.warnings) all.push_back(warning.message);
  return all;
}

struct Row {
  const char* typed;
  const char* same;  // typed without a name
};

// The printed form of both is one: a name is nothing but its query in
// parentheses.
TEST(SavedInQuery, StandsForItsQueryInParentheses) {
  const Row rows[] = {
      {"query:word", "nvidia"},
      {"query:ai-chips", "custom ai chips"},
      {"QUERY:word", "QUERY:word"},
      {"Query:WORD", "nvidia"},
      {"query：芯片 出口", "自研 芯片 出口 company:阿里"},
      {"query:芯片 OR 出口", "(自研 芯片 company:阿里) OR 出口"},
      {"export query:either", "export (h20 OR \"training chips\")"},
      {"export -query:either", "export -(h20 OR \"training chips\")"},
      {"export +query:either", "export +(h20 OR \"training chips\")"},
      {"export NOT query:word", "export -nvidia"},
      {"export query:either^2", "export (h20 OR \"training chips\")^2"},
      {"export query:\"either\"^2", "export (h20 OR \"training chips\")^2"},
      {"-query:“word”^2, ban", "-nvidia^2 ban"},
      {"query:\"labs\"^2^3", "(openai OR anthropic)^6"},
      {"title:(query:\"word\"^2 ban)^2", "title:(nvidia^4 ban^2)"},
      {"query:(\"word\"^2 OR either)", "nvidia^2 OR h20 OR \"training chips\""},
      {"query:\"word\" ^2", "nvidia"},
      {"company:\"labs\"^2", "company:labs"},
      {"title:(query:word)", "title:(nvidia)"},
      {"title:(query:either ban)", "title:((h20 OR \"training chips\") ban)"},
      {"company:(query:labs)", "company:(openai OR anthropic)"},
      {"query:(word OR either)", "nvidia OR h20 OR \"training chips\""},
      {"query:(word -either)", "nvidia -(h20 OR \"training chips\")"},
      {"query:(word OR company:baidu)", "nvidia OR company:baidu"},
      {"-query:(word OR labs)^3 x", "-(nvidia OR openai OR anthropic)^3 x"},
      {"query:\"word\" ban", "nvidia ban"},
      {"query:word NEAR/5 chips", "nvidia NEAR/5 chips"},
      {"a AND query:ai-chips", "a AND (custom ai chips)"},
      {"query:recent", "since:2025-09 lang:en"},
      {"a OR query:recent", "a OR (since:2025-09 lang:en)"},
      {"query:nested", "(h20 OR \"training chips\") -nvidia"},
      {"\"query:word\"", "\"query:word\""},
  };
  for (const Row& row : rows) {
    const ParsedQuery query = parse(row.typed);
    EXPECT_EQ(print_query(query), print_query(parse_alone(row.same)))
        << "typed: " << row.typed;
    EXPECT_THAT(messages(query), IsEmpty()) << "typed: " << row.typed;
  }
}

TEST(SavedInQuery, CapitalsThroughoutStayPlainAndAreToldOf) {
  const ParsedQuery query = parse("query:capitals");
  EXPECT_EQ(print_query(query), "us chip ban or not");
  EXPECT_THAT(messages(query), SizeIs(1));
}

TEST(SavedInQuery, AnUnknownNameIsReadAsWordsAndTheNearestIsNamed) {
  const ParsedQuery query = parse("chips -query:ethier");
  EXPECT_EQ(print_query(query), "chips -(query ethier)");
  ASSERT_EQ(query.warnings.size(), 1U);
  EXPECT_EQ(query.warnings[0].message,
            "there is no saved query \"ethier\"; the nearest is \"either\": "
            "read as words");
  EXPECT_EQ(query.warnings[0].position, 6U);
  EXPECT_EQ(print_query(parse("query:\"my own\"")), "query \"my own\"");
  EXPECT_EQ(print_query(parse("query:(word OR zz)")), "nvidia OR zz");
  const ParsedQuery none = parse_alone("query:word");
  EXPECT_EQ(print_query(none), "query word");
  EXPECT_THAT(messages(none),
              ElementsAre("there is no saved query \"word\": read as words"));
}

TEST(SavedInQuery, WhatContainsItselfIsReadAsWordsThere) {
  const ParsedQuery self = parse("query:self");
  EXPECT_EQ(print_query(self), "a query self");
  EXPECT_THAT(messages(self),
              ElementsAre("in the saved query \"self\": the saved query "
                          "\"self\" contains itself: read as words"));
  const ParsedQuery loop = parse("x query:loop-a y");
  EXPECT_EQ(print_query(loop), "x a b query loop-a y");
  ASSERT_EQ(loop.warnings.size(), 1U);
  EXPECT_EQ(loop.warnings[0].position, 2U);
}

TEST(SavedInQuery, WarningsTellThePlaceOfTheNameAndOfWhatFollows) {
  const ParsedQuery query = parse("query:odd bar:z (b");
  ASSERT_EQ(query.warnings.size(), 4U);
  EXPECT_EQ(query.warnings[0].position, 0U);
  EXPECT_THAT(query.warnings[0].message,
              HasSubstr("in the saved query \"odd\": \"foo\" is no field"));
  EXPECT_EQ(query.warnings[1].position, 0U);
  EXPECT_EQ(query.warnings[2].position, 10U);
  EXPECT_EQ(query.warnings[3].position, 16U);
  const ParsedQuery near = parse("query:ai-chips (query:labs NEAR x)");
  ASSERT_EQ(near.warnings.size(), 1U);
  EXPECT_EQ(near.warnings[0].position, 27U);
}

TEST(SavedInQuery, NoTwoWordsHaveOnePlace) {
  const ParsedQuery query = parse("x query:ai-chips y query:word");
  const std::vector<std::size_t> typed = {0, 2, 2, 2, 17, 19};
  ASSERT_EQ(query.root.children.size(), typed.size());
  std::size_t end = 0;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const Span span = query.root.children[i].source;
    EXPECT_LT(span.begin, span.end);
    EXPECT_GE(span.begin, end) << i;
    EXPECT_EQ(typed_position(query, span.begin), typed[i]) << i;
    end = span.end;
  }
}

TEST(SavedInQuery, IsReadAsWordsWhereItIsTooLongTooDeepOrNothing) {
  SavedQueries saved;
  saved.put("long", std::string(kMaxQueryBytes, 'a'));
  saved.put("twice", "query:half query:half");
  saved.put("half", std::string(kMaxQueryBytes / 2 + 20, 'b'));
  saved.put("marks", "\" ( ) ,");
  saved.put("q0", "bottom");
  for (int i = 1; i <= 30; ++i) {
    saved.put("q" + std::to_string(i),
              "-query:q" + std::to_string(i - 1) + " OR x" + std::to_string(i));
  }
  EXPECT_THAT(parse("x query:long", saved).warnings[0].message,
              HasSubstr("longer than 2000 bytes"));
  const ParsedQuery twice = parse("query:twice", saved);
  ASSERT_EQ(twice.warnings.size(), 1U);
  EXPECT_THAT(print_query(twice), HasSubstr(" query half"));
  EXPECT_THAT(parse("query:marks", saved).warnings[0].message,
              HasSubstr("asks for nothing"));
  EXPECT_THAT(messages(parse("query:q15", saved)), IsEmpty());
  const ParsedQuery deep = parse("query:q30", saved);
  EXPECT_EQ(print_query(deep), "query q30");
  EXPECT_THAT(messages(deep)[0], HasSubstr("nested too deeply"));
}

TEST(SavedInQuery, ManyNamesOfManyNamesEndSoon) {
  SavedQueries saved;
  saved.put("n0", "x");
  for (int i = 1; i <= 15; ++i) {
    const std::string below = "query:n" + std::to_string(i - 1);
    saved.put("n" + std::to_string(i), join(std::vector(3, below), " "));
  }
  EXPECT_LE(print_query(parse("query:n15", saved)).size(), kMaxQueryBytes);
}

std::string random_query(std::mt19937& random, int depth) {
  static const std::vector<std::string> leaves = {
      "chips",        "\"ai chips\"", "query:word",   "query:ai-chips",
      "query:either", "query:芯片",   "query:recent", "query:nested",
      "query:nobody", "company:a",    "query:self",   "query:labs^2"};
  if (depth == 0) return leaves[random() % leaves.size()];
  const std::string left = random_query(random, depth - 1);
  const std::string right = random_query(random, depth - 1);
  switch (random() % 6) {
    case 0:
      return left + " NEAR/4 " + right;
    case 1:
      return "title:(" + left + ")^3 " + right;
    case 2:
      return "query:(word OR either) " + left;
    default:
      return combined(left, right, random);
  }
}

TEST(SavedInQuery, ReadsTheSameWithoutTheNamesOncePrinted) {
  const std::uint32_t seed = 11;
  std::mt19937 random(seed);
  for (int i = 0; i < 3000; ++i) {
    const std::string typed =
        random_query(random, static_cast<int>(random() % 4));
    const ParsedQuery query = parse(typed);
    const std::string printed = print_query(query);
    if (printed.size() > kMaxQueryBytes) continue;
    const ParsedQuery again = parse_alone(printed);
    ASSERT_EQ(print_query(again), printed) << "seed " << seed << ": " << typed;
    ASSERT_EQ(dump_query(again), dump_query(query))
        << "seed " << seed << ": " << typed << "\nprinted: " << printed;
  }
}

}  // namespace
}  // namespace lede::testing
