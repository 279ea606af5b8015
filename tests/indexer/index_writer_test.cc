// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/index_writer.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/indexer/index_fixture.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class IndexWriterTest : public ::testing::Test {
 protected:
  IndexWriter open(WriterOptions options = test_options()) {
    Result<IndexWriter> writer = IndexWriter::open(index(), std::move(options));
    if (!writer) throw std::runtime_error(writer.error().message);
    return std::move(*writer);
  }
  // Writes in a session of its own, and returns the outcomes.
  std::vector<WriteOutcome> write(std::vector<Article> articles,
                                  WriterOptions options = test_options()) {
    IndexWriter writer = open(std::move(options));
    const auto written = writer.write(std::move(articles));
    EXPECT_TRUE(written) << (written ? "" : written.error().message);
    std::vector<WriteOutcome> outcomes;
    if (!written) return outcomes;
    for (const auto& outcome : *written) outcomes.push_back(outcome.outcome);
    return outcomes;
  }
  [[nodiscard]] std::filesystem::path index() const {
    return folder_.path() / "index";
  }
  [[nodiscard]] Manifest manifest() const { return *load_manifest(index()); }

  TempDir folder_;
};

TEST_F(IndexWriterTest, MakesAnEmptyIndexOnlyIfAsked) {
  WriterOptions options = test_options();
  options.create = false;
  const auto missing = IndexWriter::open(index(), options);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kMissingIndex);
  EXPECT_FALSE(std::filesystem::exists(index()));
  open();
  EXPECT_EQ(manifest().revision, 1U);
  EXPECT_EQ(manifest().uuid.size(), 36U);
  expect_sound(index());
}

TEST_F(IndexWriterTest, GivesTheNewestOfABatchTheLowestId) {
  write({dated_article("old", "a", 1), undated_article("never", "b"),
         dated_article("new", "c", 9), dated_article("mid", "d", 5)});
  std::vector<std::string> ids;
  for (const StoredRow& row : rows_of(index())) ids.push_back(row.id);
  EXPECT_THAT(ids, ElementsAre("new", "mid", "old", "never"));
  EXPECT_EQ(rows_of(index()).back().document_id, kHighestDocId);
  EXPECT_TRUE(manifest().segments.front().date_ordered());
  expect_sound(index());
}

TEST_F(IndexWriterTest, GivesIdsDownwardsFromBatchToBatch) {
  IndexWriter writer = open();
  ASSERT_TRUE(writer.write({dated_article("first", "a", 1)}));
  ASSERT_TRUE(writer.write({dated_article("second", "b", 2)}));
  const auto rows = rows_of(index());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].id, "second");
  EXPECT_EQ(rows[0].document_id, kHighestDocId - 1);
  EXPECT_EQ(writer.manifest().segments.size(), 2U);
}

TEST_F(IndexWriterTest, WritesNothingForWhatIsUnchanged) {
  const std::vector<Article> articles = {dated_article("a", "one", 1),
                                         dated_article("b", "two", 2)};
  write(articles);
  const Manifest before = manifest();
  EXPECT_THAT(write(articles),
              ElementsAre(WriteOutcome::kUnchanged, WriteOutcome::kUnchanged));
  EXPECT_EQ(manifest(), before);
}

TEST_F(IndexWriterTest, TakesAnotherOriginForNoChange) {
  Article article = dated_article("a", "one", 1);
  write({article});
  article.origin = "elsewhere.jsonl:9";
  article.indexed_at = 7;
  EXPECT_THAT(write({article}), ElementsAre(WriteOutcome::kUnchanged));
}

TEST_F(IndexWriterTest, ReplacesAnArticleThatChanged) {
  write({dated_article("a", "one", 1), dated_article("b", "two", 2)});
  EXPECT_THAT(write({dated_article("a", "one, corrected", 1)}),
              ElementsAre(WriteOutcome::kUpdated));
  EXPECT_THAT(ids_of(index()), ElementsAre("a", "b"));
  expect_sound(index());
  EXPECT_THAT(write({dated_article("a", "one, corrected", 1)}),
              ElementsAre(WriteOutcome::kUnchanged));
}

TEST_F(IndexWriterTest, DropsASegmentWhoseArticlesAreAllReplaced) {
  write({dated_article("a", "one", 1)});
  const auto before = segment_folders(index());
  write({dated_article("a", "another", 1)});
  EXPECT_EQ(manifest().segments.size(), 1U);
  EXPECT_NE(segment_folders(index()), before);
  expect_sound(index());
}

TEST_F(IndexWriterTest, KeepsTheLastOfSeveralWithOneId) {
  EXPECT_THAT(write({dated_article("a", "one", 1), dated_article("a", "two", 2),
                     dated_article("a", "two", 2)}),
              ElementsAre(WriteOutcome::kAdded, WriteOutcome::kUpdated,
                          WriteOutcome::kUnchanged));
  const auto rows = rows_of(index());
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].published, encode_instant(kNewYear + 2 * kDay));
}

TEST_F(IndexWriterTest, RemovesArticlesByKey) {
  write({dated_article("a", "one", 1), dated_article("b", "two", 2)});
  {
    IndexWriter writer = open();
    const auto removed =
        writer.remove({article_key("b"), article_key("nobody")});
    ASSERT_TRUE(removed);
    EXPECT_THAT(*removed, ElementsAre(true, false));
  }
  EXPECT_THAT(ids_of(index()), ElementsAre("a"));
  expect_sound(index());
}

TEST_F(IndexWriterTest, LetsOnlyOneWriterIn) {
  const IndexWriter first = open();
  const auto second = IndexWriter::open(index(), test_options());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  EXPECT_THAT(second.error().message, HasSubstr("another process is writing"));
}

TEST_F(IndexWriterTest, RefusesAFileInThePlaceOfTheIndex) {
  folder_.write("index", "I am a text file.\n");
  const auto writer = IndexWriter::open(index(), test_options());
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, ErrorCode::kCorrupt);
}

TEST_F(IndexWriterTest, RefusesAnIndexOfAnotherVersion) {
  open();
  Manifest other = manifest();
  other.fingerprint += "-later";
  ASSERT_TRUE(save_manifest(index(), other));
  const auto writer = IndexWriter::open(index(), test_options());
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, ErrorCode::kVersionMismatch);
}

TEST_F(IndexWriterTest, FinishesPendingDeletesOfACrashedWriter) {
  write({dated_article("a", "one", 1), dated_article("b", "two", 2)});
  Manifest crashed = manifest();
  const auto doomed = rows_of(index()).front();
  crashed.pending_deletes = {
      {crashed.segments[0].name, {doomed.document_id, 77}}};
  ASSERT_TRUE(save_manifest(index(), crashed));
  open();
  EXPECT_THAT(ids_of(index()), ElementsAre("a"));
  expect_sound(index());
}

TEST_F(IndexWriterTest, RemovesSegmentsThatTheManifestDoesNotName) {
  open();
  folder_.write("index/segments/s0123456789abcdef/postlist.glass", "rest");
  folder_.write("index/segments/notes.txt", "the user's own");
  open();
  EXPECT_THAT(segment_folders(index()), ElementsAre("notes.txt"));
}

TEST_F(IndexWriterTest, MergesSmallCommitsIntoFewSegments) {
  for (int i = 0; i < 8; ++i) {
    IndexWriter writer = open();
    ASSERT_TRUE(
        writer.write({dated_article("a" + std::to_string(i), "text", i)}));
    ASSERT_TRUE(writer.settle());
  }
  EXPECT_EQ(manifest().segments.size(), 1U);
  EXPECT_TRUE(manifest().segments[0].date_ordered());
  EXPECT_EQ(rows_of(index()).size(), 8U);
  expect_sound(index());
}

TEST_F(IndexWriterTest, KnowsWhenAMergeIsNotInDateOrder) {
  IndexWriter writer = open();
  ASSERT_TRUE(writer.write({dated_article("new", "a", 9)}));
  ASSERT_TRUE(writer.write({dated_article("late", "b", 1)}));
  ASSERT_TRUE(writer.compact());
  EXPECT_THAT(writer.manifest().segments[0].runs,
              ElementsAre(kHighestDocId - 1, kHighestDocId));
  expect_sound(index());
}

TEST_F(IndexWriterTest, CompactsToOneSegmentWithTheSameArticles) {
  IndexWriter writer = open();
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(
        writer.write({dated_article("a" + std::to_string(i), "text", i)}));
  }
  ASSERT_TRUE(writer.write({dated_article("a2", "changed", 3)}));
  const auto before = rows_of(index());
  ASSERT_TRUE(writer.compact());
  ASSERT_EQ(writer.manifest().segments.size(), 1U);
  const auto after = rows_of(index());
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].document_id, before[i].document_id);
    EXPECT_EQ(after[i].id, before[i].id);
  }
  expect_sound(index());
}

TEST_F(IndexWriterTest, KeepsAnOpenReaderAtWhatItSaw) {
  IndexWriter writer = open();
  ASSERT_TRUE(writer.write({dated_article("a", "one", 1)}));
  Result<SegmentReader> reader = writer.reader();
  ASSERT_TRUE(reader);
  ASSERT_TRUE(writer.write({dated_article("a", "two", 1)}));
  ASSERT_TRUE(writer.compact());
  std::vector<std::string> texts;
  ASSERT_TRUE(reader->for_each([&](const StoredDocument& document) {
    texts.push_back(document.article()->text);
    return true;
  }));
  EXPECT_THAT(texts, ElementsAre("one"));
}

// A builder that gives terms no database can hold to ids that begin with "bad"
// and "late".
BuildDocument poisoning_builder() {
  auto honest = std::make_shared<DocumentBuilder>(Lexicon::built_in());
  auto table = std::make_shared<PostingTable>();
  return [honest, table](const Article& article, std::string_view hash) {
    Result<BuiltDocument> built = honest->build(article, hash);
    *table = *built->terms;
    built->terms = table.get();
    if (article.id.starts_with("bad")) {
      table->intern("", std::string(300, 'x'));
    } else if (article.id.starts_with("late")) {
      table->intern("", std::string(200, '\0'));
    }
    return built;
  };
}

TEST_F(IndexWriterTest, LeavesOutTheDocumentThatNoDatabaseCanHold) {
  WriterOptions options = test_options();
  options.make_builder = poisoning_builder;
  EXPECT_THAT(write({dated_article("a", "1", 1), dated_article("bad", "2", 2),
                     dated_article("b", "3", 3), dated_article("late", "4", 4),
                     dated_article("c", "5", 5)},
                    options),
              ElementsAre(WriteOutcome::kAdded, WriteOutcome::kRejected,
                          WriteOutcome::kAdded, WriteOutcome::kRejected,
                          WriteOutcome::kAdded));
  EXPECT_THAT(ids_of(index()), ElementsAre("a", "b", "c"));
  expect_sound(index());
}

TEST_F(IndexWriterTest, KeepsTheOldVersionOfAnArticleThatIsRefused) {
  write({dated_article("bad", "fine", 1), dated_article("a", "one", 1)});
  WriterOptions options = test_options();
  options.make_builder = poisoning_builder;
  EXPECT_THAT(write({dated_article("bad", "poisoned", 1)}, options),
              ElementsAre(WriteOutcome::kRejected));
  EXPECT_THAT(ids_of(index()), ElementsAre("a", "bad"));
  expect_sound(index());
}

TEST_F(IndexWriterTest, HoldsWhatAMapWouldThroughAnyRunOfChanges) {
  constexpr unsigned kSeed = 20250911;
  std::mt19937 random(kSeed);
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::map<std::string, std::string> expected;
  for (int round = 0; round < 12; ++round) {
    IndexWriter writer = open();
    std::vector<Article> batch;
    for (auto i = random() % 20; i-- > 0;) {
      const std::string id = "a" + std::to_string(random() % 40);
      const std::string text = "version " + std::to_string(random() % 3);
      batch.push_back(dated_article(id, text, static_cast<int>(random() % 9)));
      batch.back().title = text;
      expected[id] = text;
    }
    ASSERT_TRUE(writer.write(std::move(batch)));
    const std::string gone = "a" + std::to_string(random() % 40);
    ASSERT_TRUE(writer.remove({article_key(gone)}));
    expected.erase(gone);
    if (random() % 2 == 0) {
      ASSERT_TRUE(writer.settle());
    }
    expect_sound(index());
  }
  std::map<std::string, std::string> held;
  for (const StoredRow& row : rows_of(index())) held[row.id] = row.title;
  EXPECT_EQ(held, expected);
}

}  // namespace
}  // namespace lede::testing
