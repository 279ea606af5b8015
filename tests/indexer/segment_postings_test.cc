// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/segment_postings.h"

#include <fstream>
#include <functional>
#include <iterator>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/index_layout.h"
#include "common/postings/postings_file.h"
#include "common/schema.h"
#include "indexer/index_check.h"
#include "indexer/index_export.h"
#include "indexer/segment_merge.h"
#include "tests/indexer/index_fixture.h"

namespace lede::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::chrono::milliseconds kNoWait{0};

std::string bytes_of(const std::filesystem::path& folder) {
  std::ifstream file(postings_path(folder), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The folders of an index's segments, newest first.
std::vector<std::filesystem::path> segments_of(
    const std::filesystem::path& index) {
  const Manifest manifest = *load_manifest(index);
  std::vector<std::filesystem::path> paths;
  for (const Segment& segment : manifest.segments) {
    paths.push_back(segment_path(index, segment));
  }
  return paths;
}

class SegmentPostingsTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path index() const {
    return folder_.path() / "index";
  }
  IndexWriter open() { return *IndexWriter::open(index(), test_options()); }
  [[nodiscard]] std::vector<std::filesystem::path> segments() const {
    return segments_of(index());
  }
  // Articles of drawn words, English and Chinese, some with all fields.
  std::vector<Article> draw(int count, int first) {
    static constexpr const char* kWords[] = {"chip",
                                             "chips",
                                             "GPT-4o",
                                             "export",
                                             "the",
                                             "the",
                                             "芯片",
                                             "出口",
                                             "英伟达",
                                             "Nvidia",
                                             "\"quoted words\". ",
                                             "$3 billion",
                                             "Reuters",
                                             "2025",
                                             ".\n\n"};
    std::vector<Article> articles;
    for (int i = first; i < first + count; ++i) {
      std::string text;
      for (auto words = random_() % 80; words > 0; --words) {
        text += kWords[random_() % std::size(kWords)] + std::string(" ");
      }
      if (random_() % 10 == 0) {
        for (int j = 0; j < 300; ++j) text += "the chip ";
      }
      const std::string id = "a" + std::to_string(i);
      Article article =
          random_() % 4 == 0
              ? undated_article(id, text)
              : dated_article(id, text, static_cast<int>(random_() % 900));
      article.source = "Wire " + std::to_string(random_() % 3);
      if (random_() % 2 == 0) article.topics = {"ai", "trade"};
      articles.push_back(std::move(article));
    }
    return articles;
  }
  // Some segments, of which articles were changed and removed since.
  void fill() {
    IndexWriter writer = open();
    ASSERT_TRUE(writer.write(draw(60, 0)));
    ASSERT_TRUE(writer.write(draw(60, 40)));
    ASSERT_TRUE(writer.write(draw(30, 200)));
    ASSERT_TRUE(writer.remove({article_key("a3"), article_key("a205")}));
  }
  void overwrite(const std::filesystem::path& folder, std::size_t at) const {
    std::fstream file(postings_path(folder),
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const int old = file.get();
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(old ^ 0x10));
  }
  void expect_agreement() const {
    const std::vector<std::filesystem::path> folders = segments();
    for (const std::filesystem::path& folder : folders) {
      const Result<void> checked = check_postings(folder);
      EXPECT_TRUE(checked) << checked.error().message;
    }
  }

  TempDir folder_;
  std::mt19937 random_{20251101};
};

TEST_F(SegmentPostingsTest, AWrittenFileIsTheOneMadeOutOfTheDatabase) {
  IndexWriter writer = open();
  ASSERT_TRUE(writer.write(draw(150, 0)));
  ASSERT_EQ(segments().size(), 1U);
  const std::string written = bytes_of(segments()[0]);
  ASSERT_FALSE(written.empty());
  std::filesystem::remove(postings_path(segments()[0]));
  ASSERT_TRUE(make_postings(segments()[0]));
  EXPECT_TRUE(bytes_of(segments()[0]) == written);
}

TEST_F(SegmentPostingsTest, AMergedFileIsTheOneMadeOutOfTheDatabase) {
  fill();
  ASSERT_GT(segments().size(), 2U);
  expect_agreement();
  ASSERT_TRUE(open().compact());
  ASSERT_EQ(segments().size(), 1U);
  const std::string merged = bytes_of(segments()[0]);
  ASSERT_TRUE(make_postings(segments()[0]));
  EXPECT_TRUE(bytes_of(segments()[0]) == merged);
}

TEST_F(SegmentPostingsTest, DeletionsLeaveTheFileAsItWas) {
  ASSERT_TRUE(open().write(draw(50, 0)));
  const std::string before = bytes_of(segments()[0]);
  ASSERT_TRUE(open().remove({article_key("a7")}));
  EXPECT_TRUE(bytes_of(segments()[0]) == before);
  expect_agreement();
  const auto file = PostingsFile::open(segments()[0]);
  ASSERT_TRUE(file);
  EXPECT_EQ((*file)->documents(), 50U);
  EXPECT_EQ(load_manifest(index())->segments[0].documents, 49U);
}

TEST_F(SegmentPostingsTest, MergingMakesTheFileThatASegmentLacks) {
  fill();
  std::filesystem::remove(postings_path(segments()[1]));
  overwrite(segments()[0], 5000);
  ASSERT_TRUE(open().compact());
  expect_agreement();
}

TEST_F(SegmentPostingsTest, ASegmentWithoutAFileIsSound) {
  fill();
  std::filesystem::remove(postings_path(segments()[1]));
  const Result<CheckReport> report = check_index(index(), kNoWait);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->sound());
  ASSERT_TRUE(repair_index(index(), test_options()));
  expect_agreement();
}

TEST_F(SegmentPostingsTest, CheckTellsOfADamagedFileAndRepairMakesItAnew) {
  fill();
  const std::vector<std::filesystem::path> before = segments();
  const std::string sound = bytes_of(before[0]);
  overwrite(before[0], sound.size() / 2);
  const Result<CheckReport> report = check_index(index(), kNoWait);
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->sound());
  EXPECT_TRUE(report->segments[0].problems.empty());
  ASSERT_FALSE(report->segments[0].postings);
  EXPECT_THAT(report->segments[0].postings.error().message,
              HasSubstr("is not what was written"));
  const auto repaired = repair_index(index(), test_options());
  ASSERT_TRUE(repaired);
  EXPECT_EQ(repaired->moved, 0U);
  EXPECT_EQ(segments(), before);
  expect_agreement();
  expect_sound(index());
}

TEST_F(SegmentPostingsTest, CheckTellsOfAnotherSegmentsFile) {
  fill();
  std::filesystem::copy_file(postings_path(segments()[1]),
                             postings_path(segments()[0]),
                             std::filesystem::copy_options::overwrite_existing);
  const Result<void> checked = check_postings(segments()[0]);
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error().message, HasSubstr("another segment's"));
}

TEST_F(SegmentPostingsTest, CheckTellsOfAFileThatLacksWhatTheDatabaseHas) {
  ASSERT_TRUE(open().write(draw(50, 0)));
  const std::filesystem::path folder = segments()[0];
  PostingsWriter empty;
  ASSERT_TRUE(empty.write(folder, Xapian::Database(folder).get_uuid()));
  const Result<void> checked = check_postings(folder);
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error().message, HasSubstr("which it lacks"));
}

TEST_F(SegmentPostingsTest, CheckTellsWhatTheDatabaseHasOtherwise) {
  // What is done to one document of the database behind its file's back.
  struct Change {
    std::function<void(Xapian::Document&, const std::string& first_term)> make;
    std::string said;
  };
  const Change changes[] = {
      {[](auto& document, auto&) { document.add_term("zzz", 0); },
       "the term zzz, which it lacks"},
      {[](auto& document, auto&) { document.add_term("XDx", 0); },
       "whether there is a term"},
      {[](auto& document, auto&) { document.add_term("rare", 0); },
       "how many documents have the term rare"},
      {[](auto& document, auto& term) { document.add_posting(term, 9999, 0); },
       "the postings of the term"},
      {[](auto& document, auto&) { document.add_term("chip", 1); },
       "the length of document"},
      {[](auto& document, auto&) { document.add_value(slot::kSource, "?"); },
       "the values of document"}};
  for (const Change& change : changes) {
    std::filesystem::remove_all(index());
    ASSERT_TRUE(open().write(
        {dated_article("a", "chip", 1), dated_article("b", "rare", 2)}));
    const std::filesystem::path folder = segments()[0];
    const auto file = PostingsFile::open(folder);
    ASSERT_TRUE(file);
    // The first term is one of those whose postings are compared.
    const std::string first((*file)->term(0));
    const PostingList list = (*file)->list(0);
    const std::uint32_t id = (*file)->ids()[list.block(0).low[0]];
    Xapian::WritableDatabase database(folder, Xapian::DB_OPEN);
    const std::uint32_t changed =
        change.said.ends_with("rare") ? (*file)->ids()[1] : id;
    Xapian::Document document = database.get_document(changed);
    change.make(document, first);
    database.replace_document(changed, document);
    database.close();
    const Result<void> checked = check_postings(folder);
    ASSERT_FALSE(checked) << change.said;
    EXPECT_THAT(checked.error().message, HasSubstr(change.said));
  }
}

TEST_F(SegmentPostingsTest, ABackupHasTheFilesToo) {
  fill();
  const std::filesystem::path copy = folder_.path() / "copy";
  ASSERT_TRUE(backup_index(index(), copy, kNoWait));
  const std::vector<std::filesystem::path> copied = segments_of(copy);
  ASSERT_EQ(copied.size(), segments().size());
  for (const std::filesystem::path& folder : copied) {
    EXPECT_TRUE(check_postings(folder));
  }
}

TEST_F(SegmentPostingsTest, HoldsTheDatesAndNamesOfDocuments) {
  Article article = dated_article("the id", "text", 3);
  article.source = "Wire";
  ASSERT_TRUE(open().write({article}));
  const auto file = PostingsFile::open(segments()[0]);
  ASSERT_TRUE(file);
  EXPECT_EQ((*file)->id_text(0), "the id");
  EXPECT_EQ((*file)->published()[0], kNewYear + 3 * kDay);
  const ValueColumn sources = (*file)->column(slot::kSource);
  EXPECT_EQ(sources.value(sources.numbers[0]), "Wire");
}

}  // namespace
}  // namespace lede::testing
