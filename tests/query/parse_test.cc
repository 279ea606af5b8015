// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/query/parse.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>

#include <gtest/gtest.h>

namespace lede {
namespace {

constexpr std::int64_t kNow = 1757600000;  // 2025-09-11T14:13:20Z
constexpr std::int64_t kDay = 86400;

ParsedQuery parse(std::string_view text) {
  return parse_query(text, TimeZone::utc(), kNow);
}

std::string read_as(std::string_view text) { return print_query(parse(text)); }

struct Row {
  const char* typed;
  const char* printed;
};

void expect_rows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(read_as(row.typed), row.printed) << "typed: " << row.typed;
  }
}

bool has_syntax(const QueryNode& node) {
  if (node.kind != NodeKind::kWords && node.kind != NodeKind::kWord &&
      node.kind != NodeKind::kPhrase && node.kind != NodeKind::kAll) {
    return true;
  }
  return std::ranges::any_of(node.children, has_syntax);
}

TEST(Parse, BindsFieldsThenSignsThenNearThenAndThenOrThenWords) {
  expect_rows({
      {"a b OR c AND d NEAR/3 e", "a (b OR c AND d NEAR/3 e)"},
      {"(a b) OR c", "(a b) OR c"},
      {"a AND (b OR c)", "a AND (b OR c)"},
      {"a OR (b AND c)", "a OR b AND c"},
      {"-a AND +b", "-a AND b"},
      {"NOT a b", "-a b"},
      {"-title:x^2", "-title:x^2"},
      {"-(a b) -\"x y\" +\"p q\"", "-(a b) -\"x y\" +\"p q\""},
      {"a NEAR b", "a NEAR/10 b"},
      {"a NEAR/500 b", "a NEAR/99 b"},
      {"(a OR b) NEAR/5 c", "(a OR b) AND c"},
  });
}

TEST(Parse, PrintsGroupsInTheirPlainestForm) {
  expect_rows({
      {"((a)) (b c)", "a b c"},
      {"(a b)^2", "a^2 b^2"},
      {"title:(a OR b)", "title:a OR title:b"},
      {"-(-a)", "a"},
      {"NOT +a b", "-a b"},
      {"word^1 word^2.50 word^1^3", "word word^2.5 word^3"},
      {"  spaced   out　words ", "spaced out words"},
      {"", ""},
      {"()", ""},
  });
}

TEST(Parse, FiltersOutsideParenthesesBindTheWholeQuery) {
  const ParsedQuery both = parse("chips company:alibaba company:baidu");
  ASSERT_EQ(both.filters.size(), 2U);
  EXPECT_EQ(both.root.kind, NodeKind::kWord);
  const ParsedQuery either = parse("chips company:(alibaba OR baidu)");
  ASSERT_EQ(either.filters.size(), 1U);
  EXPECT_EQ(either.filters[0].children.size(), 2U);
  expect_rows({
      {"company:alibaba OR company:baidu", "company:(alibaba OR baidu)"},
      {"company:(alibaba AND baidu)", "company:alibaba company:baidu"},
      {"source:(example wire OR other)", "source:(\"example wire\" OR other)"},
      {"chips -source:x", "chips -source:x"},
      {"chips ai AND source:x", "chips +ai source:x"},
      {"(source:x a) OR b", "(source:x a) OR b"},
  });
}

TEST(Parse, TakesValuesInQuotes) {
  const ParsedQuery query = parse("source:\"example wire\" model:gpt-4o");
  ASSERT_EQ(query.filters.size(), 2U);
  EXPECT_EQ(query.filters[0].text, "example wire");
  EXPECT_EQ(query.filters[1].text, "gpt-4o");
  EXPECT_EQ(query.root.kind, NodeKind::kAll);
}

TEST(Parse, DatesBeginAndEndWhereTheContractSays) {
  const std::int64_t september = 1756684800;  // 2025-09-01
  const auto interval = [](std::string_view text) {
    const ParsedQuery query = parse(text);
    EXPECT_EQ(query.filters.size(), 1U) << text;
    return query.filters.empty() ? DateInterval{} : query.filters[0].interval;
  };
  const std::int64_t open = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(interval("date:2025-09"),
            (DateInterval{september, september + 30 * kDay}));
  EXPECT_EQ(interval("date:2025-09-01..2025-09-11"),
            (DateInterval{september, september + 11 * kDay}));
  EXPECT_EQ(interval("since:2025-09"), (DateInterval{september, open}));
  EXPECT_EQ(interval("after:2025-09"), (DateInterval{september, open}));
  EXPECT_EQ(interval("before:2025-09"),
            (DateInterval{kEarliestDate, september}));
  EXPECT_EQ(interval("after:7d").begin, kNow - 7 * kDay);
  EXPECT_EQ(interval("date:9月11日").begin, september + 10 * kDay);
  EXPECT_EQ(interval("since:“last quarter”").end, open);
  EXPECT_EQ(interval("date:yesterday.."), interval("since:yesterday"));
  EXPECT_EQ(interval("before:去年"), interval("before:\"last year\""));
  EXPECT_EQ(interval("date:(last 3 months)"), interval("date:3m"));
}

TEST(Parse, ABareDateIsWords) {
  EXPECT_TRUE(parse("9月11日 yesterday 2025-09-11 last week").filters.empty());
}

TEST(Parse, ADateThatDoesNotReadIsWordsWithAWarning) {
  const ParsedQuery query = parse("chips date:someday");
  EXPECT_TRUE(query.filters.empty());
  ASSERT_EQ(query.warnings.size(), 1U);
  EXPECT_EQ(query.warnings[0].position, 6U);
  EXPECT_EQ(read_as("chips date:someday"), "chips date:someday");
  EXPECT_EQ(read_as("chips since:\"blue moon\""), "chips since \"blue moon\"");
}

TEST(Parse, AnOperatorCountsOnlyBetweenOperandsAndAmongSmallLetters) {
  expect_rows({
      {"nvidia or amd", "nvidia or amd"},
      {"AND chips", "and chips"},
      {"chips OR", "chips or"},
      {"NOT", "not"},
      {"nvidia OR AMD", "nvidia OR AMD"},
      {"芯片 OR GPU", "芯片 OR GPU"},
      {"this AND, that", "this and that"},
      {"AND1 chips", "AND1 chips"},
  });
  EXPECT_EQ(parse("NVIDIA OR AMD").root.kind, NodeKind::kWords);
  EXPECT_EQ(parse("title:NVIDIA OR AMD").root.kind, NodeKind::kOr);
}

TEST(Parse, AHeadlineHasNoOperators) {
  const std::string_view nine =
      "one two three four OR five six seven eight nine";
  EXPECT_FALSE(has_syntax(parse(nine).root));
  EXPECT_TRUE(has_syntax(parse(std::string(nine) + " (ten)").root));
  EXPECT_TRUE(has_syntax(parse(std::string(nine) + " \"ten\"").root));
  EXPECT_TRUE(has_syntax(parse("one two three four OR five six").root));
}

TEST(Parse, TitlesAreWords) {
  for (const char* title : {"Apple - a story",
                            "Fed: rates up",
                            "U.S. says -0.5% growth",
                            "Re: x",
                            "source: y",
                            "BAHIA COCOA REVIEW",
                            "AND1 AND, or",
                            "<tags> & ampersands / slashes",
                            "C++ and C# at +1",
                            "#1 $5 10%",
                            "A — B—c –",
                            "GPT-4 beats GPT-3.5",
                            "Oil at -5C, -10 and -2-",
                            "MCP -> Agents",
                            "--flag ==x",
                            "it’s the workers’ turn",
                            "A*B, f*ck c*",
                            "Tokyo~Osaka ~ x",
                            "WHAT IF? NOT NOW!",
                            "3:1 win",
                            "https://news.example/a?b=c(d)",
                            "9/11: title match; body",
                            ":) :("}) {
    const ParsedQuery query = parse(title);
    EXPECT_FALSE(has_syntax(query.root)) << title << "\n" << dump_query(query);
    EXPECT_TRUE(query.filters.empty()) << title;
  }
}

TEST(Parse, ADashNegatesOnlyAloneAndDirectlyBeforeAWord) {
  expect_rows({
      {"ai -nvidia", "ai -nvidia"},
      {"ai −nvidia", "ai -nvidia"},
      {"ai –nvidia", "ai -nvidia"},
      {"ai －nvidia", "ai -nvidia"},
      {"-nvidia", "-nvidia"},
      {"ai —nvidia", "ai nvidia"},
      {"ai --nvidia", "ai nvidia"},
      {"ai - nvidia", "ai nvidia"},
      {"GPT-4 chips", "GPT-4 chips"},
      {"ai -2023 -4o", "ai -2023 -4o"},
      {"ai，-nvidia", "ai nvidia"},
      {"-.NET", "-.NET"},
  });
}

TEST(Parse, TypographicMarksMeanTheAsciiOnes) {
  expect_rows({
      {"“training chips”", "\"training chips\""},
      {"「芯片 训练」", "\"芯片 训练\""},
      {"＂training chips＂", "\"training chips\""},
      {"‘training chips’", "\"training chips\""},
      {"（a OR b） c", "(a OR b) c"},
      {"it’s", "it’s"},
      {"他说“芯片”很好", "他说 \"芯片\" 很好"},
      {"title:“a b”", "title:\"a b\""},
      {"source：新华", "source:新华"},
  });
}

TEST(Parse, WhatIsUnbalancedIsLeftOutWithAWarningWhereItStands) {
  for (const auto& [text, printed, position] :
       std::initializer_list<std::tuple<const char*, const char*, std::size_t>>{
           {"ai \"training", "ai training", 3},
           {"ai (training", "ai training", 3},
           {"ai) training", "ai training", 2},
           {"title:(ai", "title ai", 0}}) {
    const ParsedQuery query = parse(text);
    EXPECT_EQ(print_query(query), printed);
    ASSERT_EQ(query.warnings.size(), 1U) << text;
    EXPECT_EQ(query.warnings[0].position, position) << text;
  }
}

TEST(Parse, AnUnknownFieldIsWordsWithAWarning) {
  const ParsedQuery query = parse("ai planet:mars");
  EXPECT_EQ(print_query(query), "ai planet:mars");
  ASSERT_EQ(query.warnings.size(), 1U);
  EXPECT_EQ(query.warnings[0].position, 3U);
}

TEST(Parse, AFieldNeedsItsValueWithoutASpace) {
  expect_rows({
      {"title: chips", "title chips"},
      {"title:chips", "title:chips"},
      {"Title:chips", "title:chips"},
      {"title:", "title"},
      {"title:)", "title"},
      {"company:()", "company"},
  });
  EXPECT_EQ(parse("points:chips").root.field, "points");
}

TEST(Parse, APrefixHasTwoLettersOrOneIdeograph) {
  EXPECT_EQ(parse("ch*").root.kind, NodeKind::kPrefix);
  EXPECT_EQ(parse("ch*").root.text, "ch");
  EXPECT_EQ(parse("c*").root.kind, NodeKind::kWord);
  EXPECT_EQ(parse("芯*").root.kind, NodeKind::kPrefix);
  EXPECT_EQ(parse("nvidea~").root.kind, NodeKind::kFuzzy);
  EXPECT_EQ(parse("=chips").root.kind, NodeKind::kExact);
}

TEST(Parse, OperatorsBetweenCapitalsStandWithoutTheirFilter) {
  const Row rows[] = {
      {"US OR UK lang:en", "(US OR UK)^1"},
      {"A OR -5US lang:en", "(A OR -5US)^1"},
      {"(A OR B) AND (C OR D) lang:en", "(A OR B) AND (C OR D)^1"},
      {"US lang:en", "(US)^1"},
      {"NVIDIA H20 lang:en", "NVIDIA H20"},
      {"us OR UK lang:en", "us OR UK"},
      {"US^2 OR UK lang:en", "US^2 OR UK"},
      {"5 OR 6 lang:en", "5 OR 6"},
  };
  for (const Row& row : rows) {
    ParsedQuery query = parse(row.typed);
    query.filters.clear();
    EXPECT_EQ(print_query(query), row.printed) << row.typed;
    EXPECT_EQ(dump_query(parse(row.printed)), dump_query(query)) << row.typed;
  }
}

TEST(Parse, SourcesAreTheBytesTyped) {
  const ParsedQuery query = parse("芯片 -title:\"a b\"^2 (c OR d)");
  ASSERT_EQ(query.root.children.size(), 3U);
  EXPECT_EQ(query.root.children[0].source, (Span{0, 6}));
  EXPECT_EQ(query.root.children[1].source, (Span{7, 21}));
  EXPECT_EQ(query.root.children[2].source, (Span{22, 30}));
}

TEST(Parse, TooMuchOfAnythingIsCutAndSaid) {
  const ParsedQuery deep =
      parse(std::string(1000, '(') + "a" + std::string(999, ')'));
  EXPECT_EQ(print_query(deep), "a");
  EXPECT_FALSE(deep.warnings.empty());
  EXPECT_EQ(print_query(parse(std::string(2000, '('))), "");
  std::string chinese = "x";
  for (int i = 0; i < 1000; ++i) chinese += "芯";
  const ParsedQuery cut = parse(chinese);
  EXPECT_EQ(cut.root.text.size(), 1999U);
  ASSERT_EQ(cut.warnings.size(), 1U);
}

// Each query of queries.txt with its tree, one after the other.
TEST(Parse, TreesAreAsReviewed) {
  const std::string folder = LEDE_SOURCE_DIR "/tests/golden/query/";
  std::ifstream queries(folder + "queries.txt");
  ASSERT_TRUE(queries);
  std::string trees;
  for (std::string line; std::getline(queries, line);) {
    const ParsedQuery query = parse(line);
    trees += line + "\n= " + print_query(query) + "\n" + dump_query(query);
    for (const Warning& warning : query.warnings) {
      trees += "! " + std::to_string(warning.position.value_or(0)) + " " +
               warning.message + "\n";
    }
    trees += "\n";
  }
  if (std::getenv("LEDE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(folder + "trees.txt") << trees;
  }
  std::stringstream golden;
  golden << std::ifstream(folder + "trees.txt").rdbuf();
  EXPECT_EQ(trees, golden.str());
}

}  // namespace
}  // namespace lede
