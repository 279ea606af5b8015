// SPDX-License-Identifier: GPL-3.0-or-later
//
// How often a misspelt word gets the right suggestion, and how seldom a right
// word gets any: over the index of corpus/, and over one of news.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <gtest/gtest.h>

#include "indexer/add.h"
#include "tests/searcher/test_index.h"
#include <lede/searcher.h>

namespace lede::testing {
namespace {

constexpr double kRightFirst = 0.90;
constexpr double kWronglyChanged = 0.01;

std::vector<std::vector<std::string>> rows_of(const std::string& name) {
  std::ifstream file(LEDE_SOURCE_DIR "/tests/data/" + name);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    std::vector<std::string>& row = rows.emplace_back();
    for (std::string field; std::getline(fields, field, '\t');) {
      row.push_back(field);
    }
  }
  return rows;
}

void add(const std::string& index, const std::vector<std::string>& sources) {
  AddOptions options;
  options.writer.lexicon = Lexicon::built_in();
  options.writer.create = true;
  options.writer.clock = [] { return kNow; };
  options.pipeline.read.now = kNow;
  options.pipeline.on_reject = [](const Rejection& rejection) {
    ADD_FAILURE() << rejection.where << ": " << rejection.why;
  };
  const auto added = add_sources(index, sources, std::move(options));
  ASSERT_TRUE(added) << (added ? "" : added.error().message);
  ASSERT_GT(added->report.added, 0U);
}

// The query suggested for one word, or "".
std::string suggested(const Searcher& searcher, const std::string& word) {
  SearchRequest request = request_for(word);
  request.limit = 0;
  const auto suggestion = answer(searcher, request).query.suggestion;
  return suggestion ? suggestion->text : "";
}

bool holds(const Searcher& searcher, const std::string& word) {
  SearchRequest request = request_for("=" + word);
  request.limit = 0;
  request.spelling = SpellingMode::kOff;
  return answer(searcher, request).documents > 0;
}

// Of what `searcher` can know, since its index holds the word meant.
void expect_quality(const Searcher& searcher, std::size_t least_known) {
  std::size_t known = 0;
  std::size_t right = 0;
  for (const auto& row : rows_of("misspelt_words.tsv")) {
    ASSERT_EQ(row.size(), 3U);
    if (!holds(searcher, row[1])) continue;
    ++known;
    right += suggested(searcher, row[0]) == row[1] ? 1 : 0;
  }
  std::size_t held = 0;
  std::size_t changed = 0;
  for (const auto& row : rows_of("right_words.txt")) {
    if (!holds(searcher, row[0])) continue;
    ++held;
    changed += suggested(searcher, row[0]).empty() ? 0 : 1;
  }
  std::cout << "right first: " << right << " of " << known
            << " misspelt words; changed: " << changed << " of " << held
            << " right words\n";
  EXPECT_GE(known, least_known);
  EXPECT_GE(static_cast<double>(right),
            kRightFirst * static_cast<double>(known));
  EXPECT_GE(held, 1000U);
  EXPECT_LT(static_cast<double>(changed),
            kWronglyChanged * static_cast<double>(held));
}

TEST(SpellingQuality, HoldsOverTheCorpus) {
  const TestIndex index;
  add(index.path(), {LEDE_SOURCE_DIR "/corpus/articles"});
  expect_quality(index.open(), 500);
}

TEST(SpellingQuality, HoldsOverCollectionsOfNews) {
  const char* const shared = std::getenv("LEDE_SHARED");
  const std::filesystem::path root =
      shared != nullptr ? shared : LEDE_SOURCE_DIR "/../shared";
  std::vector<std::string> sources;
  for (const char* name : {"news-ainews-smol", "news-realtimeqa2025"}) {
    const auto file = root / "data" / name / "articles.jsonl.gz";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "no news at " << file;
    sources.push_back(file.string());
  }
  const TestIndex index;
  add(index.path(), sources);
  expect_quality(index.open(), 400);
}

}  // namespace
}  // namespace lede::testing
