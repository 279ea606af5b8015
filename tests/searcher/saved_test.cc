// SPDX-License-Identifier: GPL-3.0-or-later
//
// Searches with "query:NAME", by the saved queries of the indexes.

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/saved_queries.h"
#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

void save(const TestIndex& index, const std::string& name,
          const std::string& query) {
  Result<SavedQueries> queries = load_saved_queries(index.path());
  ASSERT_TRUE(queries);
  queries->put(name, query);
  ASSERT_TRUE(save_saved_queries(index.path(), *queries));
}

std::vector<Article> articles() {
  return {news("a", "Custom chips", "export of memory", "2025-09-01", "Wire"),
          news("b", "Custom models", "training of chips", "2025-08-01"),
          news("c", "Memory", "export licence", "2025-09-05", "Wire"),
          news("d", "自研芯片", "阿里巴巴训练芯片", "2025-09-06")};
}

TEST(SavedSearch, AnswersAsItsQueryInParentheses) {
  const TestIndex index(articles());
  save(index, "mine", "chips OR source:wire");
  save(index, "芯片", "芯片");
  const Searcher searcher = index.open();
  const SearchResponse named = answer(searcher, "export query:mine");
  EXPECT_THAT(ids(named), UnorderedElementsAre("a", "c"));
  EXPECT_EQ(named.query.read_as, "export (chips OR source:wire)");
  EXPECT_EQ(named.query.text, "export query:mine");
  EXPECT_THAT(named.query.warnings, IsEmpty());
  const SearchResponse typed = answer(searcher, named.query.read_as);
  EXPECT_EQ(ids(typed), ids(named));
  EXPECT_EQ(typed.hits[0].score, named.hits[0].score);
  EXPECT_THAT(ids(answer(searcher, "memory -query:mine")), IsEmpty());
  EXPECT_THAT(ids(answer(searcher, "query:芯片")),
              UnorderedElementsAre("a", "b", "d"));
}

TEST(SavedSearch, LetsWordsOfASavedQueryGoOneByOne) {
  const TestIndex index(articles());
  save(index, "mine", "custom memory export licence");
  const Searcher searcher = index.open();
  const SearchResponse named = answer(searcher, "query:mine");
  const SearchResponse typed = answer(searcher, "custom memory export licence");
  EXPECT_EQ(named.query.read_as, typed.query.read_as);
  EXPECT_EQ(ids(named), ids(typed));
  ASSERT_THAT(named.query.warnings, SizeIs(1));
  EXPECT_EQ(named.query.warnings[0].message, typed.query.warnings[0].message);
  EXPECT_EQ(named.query.warnings[0].position, 0U);
}

TEST(SavedSearch, WarningsTellThePlaceInTheQueryAsTyped) {
  const TestIndex index(articles());
  save(index, "mine", "custom source:nobody");
  const Searcher searcher = index.open();
  SearchRequest request = request_for("芯片 query:mine source:none");
  request.offsets = OffsetUnit::kCodePoints;
  const SearchResponse response = answer(searcher, request);
  ASSERT_GE(response.query.warnings.size(), 2U);
  EXPECT_THAT(response.query.warnings[0].message, HasSubstr("nobody"));
  EXPECT_EQ(response.query.warnings[0].position, 3U);
  EXPECT_THAT(response.query.warnings[1].message, HasSubstr("none"));
  EXPECT_EQ(response.query.warnings[1].position, 14U);
}

TEST(SavedSearch, SeesChangesWithTheNextCall) {
  const TestIndex index(articles());
  const Searcher searcher = index.open();
  EXPECT_THAT(answer(searcher, "query:mine").query.warnings[0].message,
              HasSubstr("there is no saved query \"mine\""));
  const std::string before = searcher.versions().saved;
  save(index, "mine", "licence");
  EXPECT_THAT(ids(answer(searcher, "query:mine")), ElementsAre("c"));
  EXPECT_NE(searcher.versions().saved, before);
  save(index, "mine", "models");
  EXPECT_THAT(ids(answer(searcher, "query:mine")), ElementsAre("b"));
  std::filesystem::remove(saved_queries_path(index.path()));
  EXPECT_EQ(answer(searcher, "query:mine").query.read_as, "query mine");
  EXPECT_EQ(searcher.versions().saved, before);
}

TEST(SavedSearch, AFileThatDoesNotReadIsAWarningWhereANameIsUsed) {
  const TestIndex index(articles());
  std::ofstream(saved_queries_path(index.path())) << "{";
  const Searcher searcher = index.open();
  EXPECT_THAT(answer(searcher, "licence").query.warnings, IsEmpty());
  const SearchResponse response = answer(searcher, "licence OR query:mine");
  EXPECT_THAT(ids(response), ElementsAre("c"));
  ASSERT_THAT(response.query.warnings, SizeIs(2));
  EXPECT_THAT(response.query.warnings[1].message, HasSubstr("saved.json"));
}

TEST(SavedSearch, OfSeveralIndexesTheFirstWithTheNameCounts) {
  const TestIndex first({news("a", "First", "chips")});
  const TestIndex second({news("b", "Second", "memory")});
  save(first, "mine", "chips");
  save(second, "mine", "memory");
  save(second, "other", "memory");
  const Searcher searcher = open_searcher({first.path(), second.path()});
  EXPECT_THAT(ids(answer(searcher, "query:mine")), ElementsAre("a"));
  EXPECT_THAT(ids(answer(searcher, "query:other")), ElementsAre("b"));
}

TEST(SavedSearch, SpellingCorrectsWhatNamesStandForNotNames) {
  const TestIndex index(articles());
  save(index, "lisence", "memry");
  const Searcher searcher = index.open();
  SearchRequest request = request_for("query:lisence");
  request.spelling = SpellingMode::kAuto;
  const SearchResponse response = answer(searcher, request);
  EXPECT_EQ(response.query.read_as, "memory");
  EXPECT_FALSE(ids(response).empty());
}

}  // namespace
}  // namespace lede::testing
