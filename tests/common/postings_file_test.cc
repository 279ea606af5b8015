// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/postings_file.h"

#include <algorithm>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/ranking_constants.h"
#include "common/schema.h"
#include "tests/common/postings_model.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;

class PostingsFileTest : public ::testing::Test {
 protected:
  // Writes the documents and opens their file.
  std::shared_ptr<const PostingsFile> file_of(
      const std::vector<ModelDocument>& documents) {
    write_postings(documents, folder_.path(), "the uuid");
    return open_postings(folder_.path());
  }
  // The file of documents that have one term each.
  std::shared_ptr<const PostingsFile> file_of_terms(
      const std::vector<std::string>& terms) {
    std::vector<ModelDocument> documents;
    for (const std::string& term : terms) {
      ModelDocument& document = documents.emplace_back(
          empty_document(static_cast<std::uint32_t>(documents.size()) + 1));
      document.terms[term] = {1, {}};
    }
    return file_of(documents);
  }

  TempDir folder_;
};

TEST_F(PostingsFileTest, HoldsWhatWasWritten) {
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE(seed);
    ModelMaker maker(seed);
    const auto documents =
        maker.make(std::size_t{300} * seed, 1 + maker.below(1000));
    const auto file = file_of(documents);
    ASSERT_NE(file, nullptr);
    expect_holds(*file, documents);
    EXPECT_EQ(file->database_uuid(), "the uuid");
  }
}

TEST_F(PostingsFileTest, HoldsNothingIfNothingWasWritten) {
  const auto file = file_of({});
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->documents(), 0U);
  EXPECT_EQ(file->terms(), 0U);
  EXPECT_FALSE(file->find("any"));
  EXPECT_FALSE(file->ordinal(1));
}

TEST_F(PostingsFileTest, CutsListsIntoBlocksOf65536Documents) {
  // "all" and "even" are dense, "rare" stands once in each block, "one" alone.
  std::vector<ModelDocument> documents;
  for (std::uint32_t i = 0; i < 3 * kPostingBlock + 10; ++i) {
    ModelDocument& document = documents.emplace_back(empty_document(7 + i));
    document.terms["all"] = {1 + i % 3, {i}};
    if (i % 2 == 0) document.terms["even"] = {1, {}};
    if (i % kPostingBlock == 5) document.terms["rare"] = {i, {1, 2, i}};
    if (i == 2 * kPostingBlock + 77) document.terms["one"] = {0, {}};
    // 100 before the boundary and 4,096 behind it.
    if (i + 100 >= kPostingBlock && i < kPostingBlock + kBitmapFrom) {
      document.terms["step"] = {2, {}};
    }
  }
  const auto file = file_of(documents);
  ASSERT_NE(file, nullptr);
  expect_holds(*file, documents);
  const PostingList all = *file->find("all");
  EXPECT_EQ(all.blocks(), 4U);
  EXPECT_NE(all.block(0).bitmap, nullptr);
  EXPECT_EQ(all.block(3).bitmap, nullptr);
  EXPECT_EQ(file->find("rare")->blocks(), 4U);
  EXPECT_EQ(file->find("one")->block(0).block, 2U);
  const PostingList step = *file->find("step");
  EXPECT_EQ(step.block(0).bitmap, nullptr);
  EXPECT_NE(step.block(1).bitmap, nullptr);
}

TEST_F(PostingsFileTest, HasABitmapFrom4096PostingsOnInAFileOfOneBlock) {
  std::vector<ModelDocument> documents;
  for (std::uint32_t i = 0; i < kBitmapFrom; ++i) {
    ModelDocument& document = documents.emplace_back(empty_document(1 + 2 * i));
    document.terms["all"] = {i % 300, {i, i + 1}};
    if (i > 0) document.terms["not the first"] = {1, {}};
  }
  const auto file = file_of(documents);
  ASSERT_NE(file, nullptr);
  expect_holds(*file, documents);
  EXPECT_NE(file->find("all")->block(0).bitmap, nullptr);
  EXPECT_EQ(file->find("not the first")->block(0).bitmap, nullptr);
}

TEST_F(PostingsFileTest, FindsTermsByTheirBeginning) {
  const auto file =
      file_of_terms({"a", "ab", "abc", "b", "\xff", "\xff\xff", "芯", "芯片"});
  ASSERT_NE(file, nullptr);
  const auto terms = [&](std::string_view prefix) {
    const TermRange range = file->starting_with(prefix);
    std::vector<std::string_view> found;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      found.push_back(file->term(i));
    }
    return found;
  };
  EXPECT_THAT(terms("ab"), ElementsAre("ab", "abc"));
  EXPECT_THAT(terms("abcd"), ElementsAre());
  EXPECT_THAT(terms("芯"), ElementsAre("芯", "芯片"));
  EXPECT_THAT(terms("\xff"), ElementsAre("\xff", "\xff\xff"));
  EXPECT_EQ(terms("").size(), 8U);
}

TEST_F(PostingsFileTest, DoesNotFindTermsThatNoDocumentHas) {
  std::vector<std::string> terms(3000);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    terms[i] = "term" + std::to_string(i);
  }
  const auto file = file_of_terms(terms);
  ASSERT_NE(file, nullptr);
  EXPECT_TRUE(file->find("term2999"));
  EXPECT_FALSE(file->find(""));
  EXPECT_FALSE(file->find("term"));
  for (int i = 3000; i < 6000; ++i) {
    EXPECT_FALSE(file->find("term" + std::to_string(i)));
  }
}

TEST_F(PostingsFileTest, TellsNoOrdinalOfIdsItDoesNotHave) {
  const auto file =
      file_of({empty_document(5), empty_document(6), empty_document(9)});
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->ordinal(5), 0U);
  EXPECT_EQ(file->ordinal(9), 2U);
  for (const std::uint32_t id : {0U, 4U, 7U, 8U, 10U, UINT32_MAX}) {
    EXPECT_FALSE(file->ordinal(id)) << id;
  }
}

TEST_F(PostingsFileTest, SharesOneColumnValueAmongDocuments) {
  std::vector<ModelDocument> documents;
  for (std::uint32_t i = 1; i <= 4; ++i) {
    ModelDocument& document = documents.emplace_back(empty_document(i));
    document.columns[0] = i == 1 ? "" : i == 3 ? "b" : "a";
  }
  const auto file = file_of(documents);
  ASSERT_NE(file, nullptr);
  const ValueColumn column = file->column(column_slots()[0]);
  EXPECT_EQ(column.values(), 2U);
  EXPECT_EQ(column.numbers[0], 0U);
  EXPECT_EQ(column.numbers[1], column.numbers[3]);
  EXPECT_NE(column.numbers[1], column.numbers[2]);
  EXPECT_EQ(column.value(3), "");
  EXPECT_TRUE(file->column(slot::kOrigin).numbers.empty());
}

TEST_F(PostingsFileTest, KeepsABoundUnderAHigherAverage) {
  ModelMaker maker(17);
  const auto documents = maker.make(300, 1);
  const auto file = file_of(documents);
  ASSERT_NE(file, nullptr);
  const double own =
      static_cast<double>(file->total_length()) / file->documents();
  for (const double ratio : {0.1, 0.7, 1.0, 1.5, 4.0, 50.0}) {
    for (std::uint32_t i = 0; i < file->terms(); ++i) {
      const PostingList list = file->list(i);
      const PostingBlock block = list.block(0);
      for (std::uint32_t j = 0; j < block.low.size(); ++j) {
        const double bound =
            list.bounds()[j / kBoundGroup] / 255.0 * std::max(1.0, ratio);
        if (list.wdf(j) == 0) continue;
        EXPECT_LE(
            impact(list.wdf(j), file->lengths()[block.low[j]], own * ratio),
            bound);
      }
    }
  }
}

TEST_F(PostingsFileTest, LeavesNothingBehindWhereItCannotBeWritten) {
  PostingsWriter writer;
  std::filesystem::create_directory(postings_path(folder_.path()));
  const Result<void> blocked = writer.write(folder_.path(), "");
  ASSERT_FALSE(blocked);
  EXPECT_EQ(blocked.error().code, ErrorCode::kIo);
  const std::filesystem::directory_iterator files(folder_.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
  const Result<void> nowhere = writer.write(folder_.path() / "none", "");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, ErrorCode::kIo);
}

TEST_F(PostingsFileTest, TellsWhatStandsBesideATerm) {
  ModelDocument document = empty_document(1);
  document.terms["a"] = {2, {1, 9}};
  document.terms["b"] = {1, {2}};
  document.terms["c"] = {1, {3}};
  document.terms["far"] = {1, {1'000}};
  document.terms["placeless"] = {1, {}};
  const auto file = file_of({document});
  ASSERT_NE(file, nullptr);
  const auto beside = [&](const char* term) {
    return file->find(term)->neighbors(0);
  };
  const auto mark = [](std::string_view term) { return neighbor_mark(term); };
  EXPECT_EQ(beside("a"), (WordNeighbors{0, mark("b")}));
  EXPECT_EQ(beside("b"), (WordNeighbors{mark("a"), mark("c")}));
  EXPECT_EQ(beside("c"), (WordNeighbors{mark("b"), 0}));
  EXPECT_EQ(beside("far"), WordNeighbors());
  EXPECT_EQ(beside("placeless"), WordNeighbors());
}

TEST_F(PostingsFileTest, SkipsToAPosition) {
  ModelDocument document = empty_document(1);
  document.terms["a"] = {3, {2, 300, 70'000}};
  const auto file = file_of({document});
  ASSERT_NE(file, nullptr);
  PositionCursor cursor = file->find("a")->positions(0);
  cursor.skip_to(2);
  EXPECT_EQ(cursor.position(), 2U);
  cursor.skip_to(3);
  EXPECT_EQ(cursor.position(), 300U);
  cursor.skip_to(70'001);
  EXPECT_TRUE(cursor.done());
}

}  // namespace
}  // namespace lede::testing
