// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever is typed is read and planned: bytes at random, and questions people
// ask with their bytes torn.

#include <fstream>
#include <random>

#include <gtest/gtest.h>

#include "common/analysis/text.h"
#include "tests/query/planned_index.h"

namespace lede {
namespace {

using testing::PlannedIndex;

constexpr int kRounds = 10000;

PlannedIndex make_index() {
  return PlannedIndex(
      {{.title = "Nvidia H20 sales", .body = "OpenAI shows GPT-4o in 2025"},
       {.title = "英伟达 芯片",
        .body = "出口管制 阿里巴巴 C++",
        .lang = "zh"}});
}

// Reads and plans; every position told lies within the text.
void expect_read(const std::string& typed, PlannedIndex& index) {
  const ParsedQuery query =
      parse_query(typed, TimeZone::utc(), PlannedIndex::kNow);
  const std::size_t bytes = sanitize_utf8(typed).size();
  const QueryPlan plan = plan_words(query, index.context());
  std::vector<Warning> warnings = plan.warnings;
  for (const QueryNode& filter : query.filters) {
    plan_filter(filter, index.context(), warnings);
  }
  for (const PlanUnit& unit : plan.units) {
    ASSERT_LE(unit.source.begin, unit.source.end);
    ASSERT_LE(unit.source.end, bytes);
  }
  warnings.insert(warnings.end(), query.warnings.begin(), query.warnings.end());
  for (const Warning& warning : warnings) {
    if (warning.position) {
      ASSERT_LE(*warning.position, bytes);
    }
  }
}

std::vector<std::string> asked_queries() {
  std::ifstream in(LEDE_SOURCE_DIR "/corpus/queries.tsv");
  std::vector<std::string> queries;
  for (std::string line; std::getline(in, line);) {
    queries.push_back(line.substr(line.find('\t') + 1));
  }
  return queries;
}

// Up to four changes: a byte overwritten, left out or doubled, a mark of the
// language put in, the tail of another query put behind.
std::string mutated(const std::vector<std::string>& queries,
                    std::mt19937& random) {
  static const std::vector<std::string> marks = {
      "\"", "(", ")", "-", "+", "^2",       " OR ",  " AND ",   " NEAR/3 ",
      "*",  "~", ":", "=", "“", "company:", "date:", "title:(", "\xff"};
  std::string text = queries[random() % queries.size()];
  for (std::size_t changes = 1 + random() % 4; changes-- > 0;) {
    const std::size_t at = random() % (text.size() + 1);
    switch (random() % 5) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(random() % 256);
        break;
      case 1:
        if (at < text.size()) text.erase(at, 1);
        break;
      case 2:
        text.insert(at, text.substr(at, 1 + random() % 8));
        break;
      case 3:
        text.insert(at, marks[random() % marks.size()]);
        break;
      default: {
        const std::string& other = queries[random() % queries.size()];
        text += other.substr(random() % (other.size() + 1));
      }
    }
  }
  return text;
}

TEST(Robustness, RandomBytesAreReadAndPlanned) {
  const std::uint32_t seed = 20251123;
  std::mt19937 random(seed);
  PlannedIndex index = make_index();
  for (int i = 0; i < kRounds; ++i) {
    std::string text(random() % 80, '\0');
    for (char& byte : text) byte = static_cast<char>(random() % 256);
    expect_read(text, index);
    if (HasFatalFailure()) FAIL() << "seed " << seed << ", round " << i;
  }
}

TEST(Robustness, TornQuestionsAreReadAndPlanned) {
  const std::uint32_t seed = 7;
  std::mt19937 random(seed);
  const std::vector<std::string> queries = asked_queries();
  ASSERT_GT(queries.size(), 50U);
  PlannedIndex index = make_index();
  for (int i = 0; i < kRounds; ++i) {
    const std::string text = mutated(queries, random);
    expect_read(text, index);
    if (HasFatalFailure()) {
      FAIL() << "seed " << seed << ", round " << i << ": " << text;
    }
  }
}

}  // namespace
}  // namespace lede
