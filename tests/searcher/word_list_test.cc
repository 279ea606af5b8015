// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/spelling/word_list.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/spelling/word_lists.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// Each term in so many documents as it stands in the list.
void add_terms(Xapian::WritableDatabase& database,
               const std::vector<std::string>& terms) {
  for (const std::string& term : terms) {
    Xapian::Document document;
    document.add_term(term);
    database.add_document(document);
  }
}

Xapian::WritableDatabase in_memory(const std::vector<std::string>& terms) {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  add_terms(database, terms);
  return database;
}

std::vector<std::string> similar(const WordList& list, std::string_view word,
                                 std::size_t limit) {
  EditDistance distance(code_points(word));
  std::vector<SimilarWord> found;
  list.append_similar(distance, limit, found);
  std::vector<std::string> texts;
  for (const SimilarWord& each : found) texts.push_back(each.text);
  return texts;
}

TEST(WordList, HoldsWordsOfLettersAlone) {
  const WordList list = WordList::read(
      in_memory({"chips", "Zchip", "Schips", "h100", "chip2", "c++", "don't",
                 "芯片", "café", "чип", "x", "Ecompany:chips"}));
  EXPECT_EQ(list.size(), 3U);
  EXPECT_THAT(similar(list, "chips", 2), ElementsAre("chips"));
  EXPECT_THAT(similar(list, "cafe", 1), ElementsAre("café"));
  EXPECT_THAT(similar(list, "чиб", 1), ElementsAre("чип"));
}

TEST(WordList, FindsWhatIsWithinTheLimitAndNothingElse) {
  const WordList list = WordList::read(in_memory(
      {"chip", "chips", "chop", "ship", "shop", "chipset", "hcip", "clips"}));
  EXPECT_THAT(similar(list, "chip", 0), ElementsAre("chip"));
  EXPECT_THAT(similar(list, "chip", 1),
              UnorderedElementsAre("chip", "chips", "chop", "ship", "hcip"));
  EXPECT_THAT(similar(list, "chip", 2),
              UnorderedElementsAre("chip", "chips", "chop", "ship", "hcip",
                                   "shop", "clips"));
  EXPECT_THAT(similar(list, "foundry", 2), IsEmpty());
}

TEST(WordList, KeepsTheMostFrequentWordsWhereThereAreTooMany) {
  const WordList list = WordList::read(
      in_memory({"chip", "chap", "chap", "chop", "chop", "chop"}), 2);
  EXPECT_THAT(similar(list, "chip", 1), UnorderedElementsAre("chap", "chop"));
}

TEST(WordLists, KnowTheWordsOfEachSegmentTheyAreAskedFor) {
  const TempDir folder;
  const std::filesystem::path first = folder.path() / "first";
  const std::filesystem::path second = folder.path() / "second";
  for (const auto& [path, term] :
       {std::pair{first, "chip"}, std::pair{second, "chop"}}) {
    Xapian::WritableDatabase database(path.string(),
                                      Xapian::DB_CREATE_OR_OVERWRITE);
    add_terms(database, {term});
    database.commit();
  }
  WordLists lists;
  const auto both = lists.of({first, second}, Deadline());
  ASSERT_EQ(both.size(), 2U);
  EXPECT_THAT(similar(*both[0], "chip", 0), ElementsAre("chip"));
  EXPECT_THAT(similar(*both[1], "chip", 1), ElementsAre("chop"));
  // A list is read once.
  EXPECT_EQ(lists.of({second}, Deadline()).front(), both[1]);
  EXPECT_NE(lists.of({first}, Deadline()).front(), both[0]);
}

TEST(WordLists, AreEmptyWhereASegmentCannotBeRead) {
  const TempDir folder;
  WordLists lists;
  EXPECT_THAT(lists.of({folder.path() / "gone"}, Deadline()), IsEmpty());
  Xapian::WritableDatabase database((folder.path() / "gone").string(),
                                    Xapian::DB_CREATE_OR_OVERWRITE);
  database.commit();
  EXPECT_EQ(lists.of({folder.path() / "gone"}, Deadline()).size(), 1U);
}

}  // namespace
}  // namespace lede::testing
