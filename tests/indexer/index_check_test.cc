// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/index_check.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/alert_state.h"
#include "indexer/durable_files.h"
#include "indexer/index_export.h"
#include "indexer/saved_store.h"
#include "tests/indexer/index_fixture.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::chrono::milliseconds kNoWait{0};

class IndexCheckTest : public ::testing::Test {
 protected:
  IndexCheckTest() {
    IndexWriter writer = *IndexWriter::open(index(), test_options());
    EXPECT_TRUE(writer.write(
        {dated_article("a", "one", 3), dated_article("b", "two", 2)}));
    EXPECT_TRUE(writer.write({dated_article("c", "three", 4)}));
  }
  [[nodiscard]] std::filesystem::path index() const {
    return folder_.path() / "index";
  }
  [[nodiscard]] Manifest manifest() const { return *load_manifest(index()); }
  // All problems found, as one text.
  [[nodiscard]] std::string problems() const {
    const Result<CheckReport> report = check_index(index(), kNoWait);
    if (!report) return report.error().message;
    std::string all;
    for (const SegmentCheck& check : report->segments) {
      for (const std::string& problem : check.problems) all += problem + "\n";
    }
    return all;
  }
  // Overwrites a table of a segment.
  void damage(const Segment& segment, const std::string& table) const {
    const auto path = segment_path(index(), segment) / (table + ".glass");
    const auto size = std::filesystem::file_size(path);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    const std::string rubbish(size, '\x5a');
    file.write(rubbish.data(), static_cast<std::streamsize>(rubbish.size()));
  }

  TempDir folder_;
};

TEST_F(IndexCheckTest, FindsNothingWrongWithASoundIndex) {
  EXPECT_EQ(problems(), "");
  const auto report = check_index(index(), kNoWait);
  EXPECT_EQ(report->documents, 3U);
}

TEST_F(IndexCheckTest, WaitsForTheWriterToEnd) {
  const auto writer = IndexWriter::open(index(), test_options());
  const auto report = check_index(index(), kNoWait);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::kBusy);
}

TEST_F(IndexCheckTest, SeesThatAManifestCountsWrong) {
  Manifest wrong = manifest();
  wrong.segments[0].documents += 5;
  ASSERT_TRUE(save_manifest(index(), wrong));
  EXPECT_THAT(problems(), HasSubstr("it holds 1 documents, not 6"));
}

TEST_F(IndexCheckTest, SeesOverlappingIds) {
  Manifest wrong = manifest();
  wrong.segments[0].last_id = wrong.segments[1].last_id;
  ASSERT_TRUE(save_manifest(index(), wrong));
  EXPECT_THAT(problems(), HasSubstr("overlap"));
}

TEST_F(IndexCheckTest, SeesAnOrderOfDatesThatIsNone) {
  {
    IndexWriter writer = *IndexWriter::open(index(), test_options());
    ASSERT_TRUE(writer.write({dated_article("old", "four", 1)}));
    ASSERT_TRUE(writer.compact());
  }
  Manifest wrong = manifest();
  ASSERT_GT(wrong.segments[0].runs.size(), 1U);
  wrong.segments[0].runs.resize(1);
  ASSERT_TRUE(save_manifest(index(), wrong));
  EXPECT_THAT(problems(), HasSubstr("not in the order of dates"));
}

TEST_F(IndexCheckTest, SeesASegmentThatIsGone) {
  std::filesystem::remove_all(segment_path(index(), manifest().segments[1]));
  EXPECT_NE(problems(), "");
}

TEST_F(IndexCheckTest, DoesNotCountWhatIsPendingAsASecondCopy) {
  const Manifest before = manifest();
  {
    IndexWriter writer = *IndexWriter::open(index(), test_options());
    ASSERT_TRUE(writer.write({dated_article("new", "four", 5)}));
  }
  Manifest crashed = manifest();
  const std::uint32_t doomed = before.segments[1].first_id;
  crashed.pending_deletes = {{before.segments[1].name, {doomed}}};
  ASSERT_TRUE(save_manifest(index(), crashed));
  const auto report = check_index(index(), kNoWait);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->sound());
  EXPECT_EQ(report->pending_deletes, 1U);
  EXPECT_EQ(report->documents, 3U);
}

TEST_F(IndexCheckTest, RepairKeepsTheArticlesOfSoundSegments) {
  damage(manifest().segments[1], "postlist");
  EXPECT_NE(problems(), "");
  const auto repaired = repair_index(index(), test_options());
  ASSERT_TRUE(repaired) << repaired.error().message;
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(ids_of(index()), ::testing::Contains("c"));
  EXPECT_EQ(repaired->kept + repaired->lost, 3U);
  expect_sound(index());
}

TEST_F(IndexCheckTest, RepairSetsWrongCountsRight) {
  Manifest wrong = manifest();
  wrong.segments[1].documents = 9;
  ASSERT_TRUE(save_manifest(index(), wrong));
  ASSERT_TRUE(repair_index(index(), test_options()));
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(ids_of(index()), ElementsAre("a", "b", "c"));
}

TEST_F(IndexCheckTest, RepairMakesAManifestOutOfTheSegmentsFound) {
  folder_.write("index/manifest.json", "{\"format_ver");
  const auto broken = check_index(index(), kNoWait);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, ErrorCode::kCorrupt);
  ASSERT_TRUE(repair_index(index(), test_options()));
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(ids_of(index()), ElementsAre("a", "b", "c"));
}

TEST_F(IndexCheckTest, ABackupHasTheUsersOwnFiles) {
  ASSERT_TRUE(change_saved_queries(index(), kNoWait, [](SavedQueries& queries) {
    queries.put("mine", "chips");
    return true;
  }));
  folder_.write("index/lexicon.json", "{}");
  ASSERT_TRUE(save_alert_states(index(), {{"mine", {1, 2, 3, {}}}}));
  const auto target = folder_.path() / "copy";
  ASSERT_TRUE(backup_index(index(), target, kNoWait));
  const auto copied = load_saved_queries(target);
  ASSERT_TRUE(copied) << copied.error().message;
  ASSERT_NE(copied->find("mine"), nullptr);
  EXPECT_TRUE(std::filesystem::exists(target / "lexicon.json"));
  const auto alerts = load_alert_states(target);
  ASSERT_TRUE(alerts);
  EXPECT_EQ(alerts->at("mine").revision, 2U);
}

TEST_F(IndexCheckTest, SavedQueriesChangeWhileArticlesAreWritten) {
  const IndexWriter writer = *IndexWriter::open(index(), test_options());
  const auto put = [](SavedQueries& queries) {
    queries.put("mine", "chips");
    return true;
  };
  EXPECT_TRUE(change_saved_queries(index(), kNoWait, put));
  const auto busy = IndexLock::take(index() / "saved.lock", kNoWait);
  ASSERT_TRUE(busy);
  const auto refused = change_saved_queries(index(), kNoWait, put);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kBusy);
  const auto missing =
      change_saved_queries(folder_.path() / "none", kNoWait, put);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kMissingIndex);
}

TEST_F(IndexCheckTest, ABackupIsAnIndexOfItsOwn) {
  const auto target = folder_.path() / "copy";
  ASSERT_TRUE(backup_index(index(), target, kNoWait));
  const auto again = backup_index(index(), target, kNoWait);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kInvalidArgument);
  {
    IndexWriter writer = *IndexWriter::open(target, test_options());
    ASSERT_TRUE(writer.remove({article_key("a")}));
  }
  EXPECT_THAT(ids_of(target), ElementsAre("b", "c"));
  EXPECT_THAT(ids_of(index()), ElementsAre("a", "b", "c"));
}

TEST_F(IndexCheckTest, FiguresTellWhatIsInTheIndex) {
  const auto figures = measure_index(index());
  ASSERT_TRUE(figures);
  EXPECT_EQ(figures->documents, 3U);
  EXPECT_EQ(figures->oldest, kNewYear + 2 * kDay);
  EXPECT_EQ(figures->newest, kNewYear + 4 * kDay);
  EXPECT_EQ(figures->languages.at("en"), 3U);
  EXPECT_THAT(figures_to_json(*figures),
              HasSubstr(R"("newest":"2025-01-05T00:00:00Z")"));
}

}  // namespace
}  // namespace lede::testing
