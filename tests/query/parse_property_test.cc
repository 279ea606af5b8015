// SPDX-License-Identifier: GPL-3.0-or-later
//
// What must hold of every query: it is read, and its printed form reads back as
// the same tree.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include <gtest/gtest.h>

#include "searcher/query/parse.h"

namespace lede {
namespace {

constexpr std::int64_t kNow = 1757600000;

void expect_stable(const std::string& text) {
  const TimeZone zone = TimeZone::utc();
  const ParsedQuery query = parse_query(text, zone, kNow);
  const std::string printed = print_query(query);
  // The printed form of a long query may itself be too long to read.
  if (printed.size() > kMaxQueryBytes) return;
  const ParsedQuery again = parse_query(printed, zone, kNow);
  ASSERT_EQ(print_query(again), printed) << "typed: " << text;
  ASSERT_EQ(dump_query(again), dump_query(query))
      << "typed: " << text << "\nprinted: " << printed;
  if (printed.find("US") != std::string::npos) {  // else it means nothing
    ASSERT_EQ(again.all_capitals, query.all_capitals) << "typed: " << text;
  }
}

template <std::size_t N>
std::string pick(std::mt19937& random, const char* const (&from)[N]) {
  return from[random() % N];
}

std::string random_soup(std::mt19937& random,
                        const std::vector<const char*>& bits) {
  std::string text;
  for (std::size_t n = random() % 24; n-- > 0;) {
    text += bits[random() % bits.size()];
  }
  return text;
}

TEST(ParseProperty, SyntaxSoupPrintsAsItReads) {
  const std::vector<const char*> bits = {
      " ",         " ",         " ",      "a",      "chip",     "US",
      "AND",       "OR",        "NOT",    "NEAR/3", "NEAR",     "SENTENCE",
      "PARAGRAPH", "quote:",    "(",      ")",      "\"",       "-",
      "+",         "=",         "^2",     "^0.5",   "*",        "~",
      ",",         ".",         "5",      "title:", "company:", "date:",
      "since:",    "2025-09",   "“",      "”",      "‘",        "’",
      "「",        "」",        "（",     "）",     "芯片",     "，",
      "—",         "–",         "：",     ":",      "foo:",     "/",
      "#",         "%",         "gpt-4o", " AND ",  " OR ",     " NOT ",
      " (",        ") ",        " -",     "..",     "\xff",     "source:(",
      "body:(",    "é",         "🙂",   "\t",     "7d",       "!",
      "amount:",   "mentions:", ">1bn",   "$",      "'s"};
  const std::uint32_t seed = 20250911;
  std::mt19937 random(seed);
  for (int i = 0; i < 8000; ++i) {
    expect_stable(random_soup(random, bits));
    if (HasFatalFailure()) FAIL() << "seed " << seed << ", round " << i;
  }
}

TEST(ParseProperty, ByteSoupPrintsAsItReads) {
  const std::uint32_t seed = 42;
  std::mt19937 random(seed);
  for (int i = 0; i < 4000; ++i) {
    std::string text(random() % 40, '\0');
    for (char& byte : text) {
      byte = static_cast<char>(random() % 4 == 0 ? random() % 256
                                                 : 32 + random() % 95);
    }
    expect_stable(text);
    if (HasFatalFailure()) FAIL() << "seed " << seed << ", round " << i;
  }
}

std::string random_tree(std::mt19937& random, int depth) {
  if (depth == 0 || random() % 3 == 0) {
    return pick(random, {"chips", "\"custom chips\"", "gpt-4o", "芯片", "=H20",
                         "title:ai", "quote:ai", "chip*", "nvidea~", "word^2",
                         "company:baidu", "date:2025", "NEAR", "5%"});
  }
  const std::string left = random_tree(random, depth - 1);
  const std::string right = random_tree(random, depth - 1);
  switch (random() % 8) {
    case 0:
      return "(" + left + " AND " + right + ")";
    case 1:
      return "(" + left + " OR " + right + ")";
    case 2:
      return "NOT " + left + " " + right;
    case 3:
      return "-(" + left + ") +(" + right + ")";
    case 4:
      return left + pick(random, {" NEAR/4 ", " SENTENCE ", " PARAGRAPH "}) +
             right;
    case 5:
      return "title:(" + left + ")^3 " + right;
    case 6:
      return "company:(" + left + " OR " + right + ")";
    default:
      return left + " " + right;
  }
}

TEST(ParseProperty, TreesPrintAsTheyRead) {
  const std::uint32_t seed = 7;
  std::mt19937 random(seed);
  for (int i = 0; i < 4000; ++i) {
    expect_stable(random_tree(random, static_cast<int>(random() % 5)));
    if (HasFatalFailure()) FAIL() << "seed " << seed << ", round " << i;
  }
}

TEST(ParseProperty, NaughtyStringsPrintAsTheyRead) {
  const char* shared = std::getenv("LEDE_SHARED");
  const std::filesystem::path file =
      std::filesystem::path(shared != nullptr ? shared
                                              : LEDE_SOURCE_DIR "/../shared") /
      "data/robust-blns/blns.txt";
  std::ifstream lines(file);
  if (!lines) GTEST_SKIP() << "no list of naughty strings at " << file;
  for (std::string line; std::getline(lines, line);) {
    expect_stable(line);
    if (HasFatalFailure()) FAIL() << line;
  }
}

}  // namespace
}  // namespace lede
