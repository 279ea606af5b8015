// SPDX-License-Identifier: GPL-3.0-or-later
//
// From files to an index and back, through the real readers.

#include "indexer/add.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index_export.h"
#include "indexer/rebuild.h"
#include "tests/indexer/index_fixture.h"

namespace lede::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string line_of(const std::string& id, const std::string& text) {
  return R"({"id":")" + id + R"(","title":"About )" + id + R"(","text":")" +
         text + R"(","published":"2024-03-0)" + id.back() + "\"}\n";
}

class AddTest : public ::testing::Test {
 protected:
  AddOptions options() {
    AddOptions options;
    options.writer = test_options();
    options.pipeline.read.now = kNewYear;
    options.pipeline.on_reject = [this](const Rejection& rejection) {
      rejections_.push_back(rejection.where + ": " + rejection.why);
    };
    return options;
  }
  IndexReport add(const std::vector<std::string>& sources) {
    return add(sources, options());
  }
  IndexReport add(const std::vector<std::string>& sources, AddOptions with) {
    Result<AddResult> added = add_sources(index(), sources, std::move(with));
    EXPECT_TRUE(added) << (added ? "" : added.error().message);
    if (!added) return {};
    const IndexReport& report = added->report;
    EXPECT_EQ(report.read, report.added + report.updated + report.unchanged +
                               report.rejected);
    return report;
  }
  [[nodiscard]] std::filesystem::path index() const {
    return folder_.path() / "index";
  }
  std::string write(const std::string& name, const std::string& bytes) {
    return folder_.write(name, bytes).string();
  }

  TempDir folder_;
  std::vector<std::string> rejections_;
};

TEST_F(AddTest, CountsWhatItReadsAndFindsNothingNewTheSecondTime) {
  const std::string file =
      write("in/a.jsonl", line_of("a1", "one") + line_of("a2", "two"));
  IndexReport report = add({file});
  EXPECT_EQ(report.added, 2U);
  EXPECT_EQ(report.documents, 2U);
  const auto before = *load_manifest(index());
  report = add({file});
  EXPECT_EQ(report.unchanged, 2U);
  EXPECT_EQ(report.added, 0U);
  EXPECT_EQ(*load_manifest(index()), before);
  expect_sound(index());
}

TEST_F(AddTest, UpdatesWhatChanged) {
  add({write("a.jsonl", line_of("a1", "one") + line_of("a2", "two"))});
  const IndexReport report =
      add({write("a.jsonl", line_of("a1", "one") + line_of("a2", "2"))});
  EXPECT_EQ(report.updated, 1U);
  EXPECT_EQ(report.unchanged, 1U);
  EXPECT_EQ(report.documents, 2U);
}

TEST_F(AddTest, LetsTheLaterOfOneIdWinAcrossBatches) {
  const std::string file =
      write("a.jsonl", line_of("a1", "one") + line_of("a2", "x") +
                           line_of("a1", "two") + line_of("a1", "two"));
  AddOptions small = options();
  small.pipeline.batch_bytes = 1;
  const IndexReport report = add({file}, std::move(small));
  EXPECT_EQ(report.read, 4U);
  EXPECT_EQ(report.added, 2U);
  EXPECT_EQ(report.updated, 1U);
  EXPECT_EQ(report.unchanged, 1U);
  EXPECT_EQ(report.same_id, 2U);
  EXPECT_EQ(report.documents, 2U);
  expect_sound(index());
}

TEST_F(AddTest, RejectsOneRecordAndKeepsTheRest) {
  const std::string file = write(
      "a.jsonl", line_of("a1", "one") + "{broken\n" + line_of("a2", "two"));
  const IndexReport report = add({file});
  EXPECT_EQ(report.rejected, 1U);
  EXPECT_EQ(report.added, 2U);
  EXPECT_THAT(rejections_, ElementsAre(HasSubstr("a.jsonl:2")));
}

TEST_F(AddTest, StrictStopsAtTheFirstRejectionAndKeepsWhatCameBefore) {
  const std::string file = write(
      "a.jsonl", line_of("a1", "one") + "{broken\n" + line_of("a2", "two"));
  AddOptions strict = options();
  strict.pipeline.strict = true;
  const IndexReport report = add({file}, std::move(strict));
  EXPECT_EQ(report.read, 2U);
  EXPECT_THAT(ids_of(index()), ElementsAre("a1"));
}

TEST_F(AddTest, StopsAtTheFlagAndCommitsWhatIsWhole) {
  const std::string file = write("a.jsonl", line_of("a1", "one"));
  const std::atomic<bool> stop = true;
  AddOptions interrupted = options();
  interrupted.pipeline.stop = &stop;
  const auto added = add_sources(index(), {file}, std::move(interrupted));
  ASSERT_TRUE(added);
  EXPECT_TRUE(added->interrupted);
  expect_sound(index());
}

TEST_F(AddTest, ADryRunCountsAndWritesNothing) {
  const std::string file = write("a.jsonl", line_of("a1", "one"));
  AddOptions dry = options();
  dry.dry_run = true;
  IndexReport report = add({file}, dry);
  EXPECT_EQ(report.added, 1U);
  EXPECT_FALSE(std::filesystem::exists(index()));
  add({file});
  report =
      add({write("a.jsonl", line_of("a1", "1") + line_of("a2", "2"))}, dry);
  EXPECT_EQ(report.updated, 1U);
  EXPECT_EQ(report.added, 1U);
  EXPECT_THAT(ids_of(index()), ElementsAre("a1"));
}

TEST_F(AddTest, PruneRemovesWhatVanishedFromTheFoldersNamed) {
  const std::string file =
      write("in/a.jsonl", line_of("a1", "one") + line_of("a2", "two"));
  write("in/gone.jsonl", line_of("a3", "three"));
  const std::string other = write("other/b.jsonl", line_of("b1", "four"));
  const std::string in = (folder_.path() / "in").string();
  add({in, other});
  write("in/a.jsonl", line_of("a1", "one"));
  std::filesystem::remove(folder_.path() / "in/gone.jsonl");
  AddOptions pruning = options();
  pruning.prune = true;
  const IndexReport report = add({in}, std::move(pruning));
  EXPECT_EQ(report.removed, 2U);
  EXPECT_THAT(ids_of(index()), ElementsAre("a1", "b1"));
  expect_sound(index());
}

TEST_F(AddTest, PruneSparesFilesThatCannotBeRead) {
  write("in/a.jsonl", line_of("a1", "one") + line_of("a2", "two"));
  const std::string in = (folder_.path() / "in").string();
  add({in});
  write("in/a.jsonl", line_of("a1", "one") + "{broken\n");
  AddOptions pruning = options();
  pruning.prune = true;
  const IndexReport report = add({in}, std::move(pruning));
  EXPECT_EQ(report.removed, 0U);
  EXPECT_THAT(ids_of(index()), ElementsAre("a1", "a2"));
}

TEST_F(AddTest, WhatIsExportedIsUnchangedWhenAddedAgain) {
  add({write("a.jsonl",
             line_of("a1", "one") +
                 R"({"id":"z","headline":"中国芯片","body":"正文。","score":3})"
                 "\n" +
                 R"({"id":"d","text":"Reported on March 3, 2024: fine."})"
                 "\n")});
  std::string exported;
  ASSERT_TRUE(export_articles(index(), [&](std::string_view line) {
    exported.append(line).append("\n");
  }));
  EXPECT_THAT(exported, HasSubstr(R"("story":")" + article_key("z") + '"'));
  EXPECT_THAT(exported, HasSubstr(R"("key":")" + article_key("z") + '"'));
  const IndexReport report = add({write("export.jsonl", exported)});
  EXPECT_EQ(report.unchanged, 3U);
}

TEST_F(AddTest, RebuildKeepsTheUuidAndSortsEverythingByDate) {
  add({write("a.jsonl", line_of("a1", "one") + line_of("a9", "nine"))});
  add({write("b.jsonl", line_of("a5", "five"))});
  const Manifest before = *load_manifest(index());
  std::string all;
  for (int day = 1; day <= 9; ++day) {
    all += line_of("a" + std::to_string(day), "text");
  }
  all += line_of("a3", "later");
  AddOptions small = options();
  small.pipeline.batch_bytes = 1000;  // several runs and batches
  const auto rebuilt = rebuild_index(index(), {write("all.jsonl", all)}, small);
  ASSERT_TRUE(rebuilt) << rebuilt.error().message;
  EXPECT_TRUE(rebuilt->swapped);
  EXPECT_EQ(rebuilt->report.documents, 9U);
  EXPECT_EQ(rebuilt->report.same_id, 1U);
  const Manifest after = *load_manifest(index());
  EXPECT_EQ(after.uuid, before.uuid);
  EXPECT_EQ(after.revision, before.revision + 1);
  EXPECT_THAT(after.segments, SizeIs(1));
  EXPECT_TRUE(after.segments[0].date_ordered());
  EXPECT_EQ(after.segments[0].last_id, kHighestDocId);
  std::string order;
  for (const StoredRow& row : rows_of(index())) order += row.id.back();
  EXPECT_EQ(order, "987654321");
  EXPECT_FALSE(std::filesystem::exists(index() / "rebuild.tmp"));
  expect_sound(index());
}

TEST_F(AddTest, WhatARebuildReadsIsIndexedAtOneTime) {
  add({write("a.jsonl", line_of("a1", "one"))});
  AddOptions ticking = options();
  ticking.pipeline.batch_bytes = 1000;
  std::int64_t ticks = 0;
  ticking.writer.clock = [&ticks] { return kNewYear + ++ticks; };
  ASSERT_TRUE(rebuild_index(
      index(),
      {write("all.jsonl", line_of("a1", "one") + line_of("a2", "two") +
                              line_of("a3", "three"))},
      ticking));
  Result<SegmentReader> reader =
      SegmentReader::open(index(), *load_manifest(index()));
  std::set<std::int64_t> times;
  ASSERT_TRUE(reader->for_each([&](const StoredDocument& document) {
    times.insert(document.article()->indexed_at);
    return true;
  }));
  EXPECT_THAT(times, SizeIs(1));
}

TEST_F(AddTest, RebuildLeavesAnOpenReaderUndisturbed) {
  add({write("a.jsonl", line_of("a1", "one"))});
  Result<SegmentReader> reader =
      SegmentReader::open(index(), *load_manifest(index()));
  ASSERT_TRUE(rebuild_index(index(), {write("b.jsonl", line_of("b2", "2"))},
                            options()));
  std::vector<std::string> ids;
  ASSERT_TRUE(reader->for_each([&](const StoredDocument& document) {
    ids.push_back(document.article()->id);
    return true;
  }));
  EXPECT_THAT(ids, ElementsAre("a1"));
  EXPECT_THAT(ids_of(index()), ElementsAre("b2"));
}

TEST_F(AddTest, RebuildThatReadsNothingLeavesTheIndex) {
  add({write("a.jsonl", line_of("a1", "one"))});
  const auto rebuilt = rebuild_index(
      index(), {(folder_.path() / "nowhere").string()}, options());
  ASSERT_FALSE(rebuilt);
  EXPECT_EQ(rebuilt.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(ids_of(index()), ElementsAre("a1"));
}

TEST_F(AddTest, RebuildMendsAnIndexOfAnotherVersion) {
  add({write("a.jsonl", line_of("a1", "one"))});
  Manifest other = *load_manifest(index());
  other.fingerprint += "-older";
  ASSERT_TRUE(save_manifest(index(), other));
  ASSERT_TRUE(rebuild_index(index(), {write("a.jsonl", line_of("a1", "one"))},
                            options()));
  EXPECT_TRUE(check_compatible(*load_manifest(index()), index()));
  EXPECT_EQ(load_manifest(index())->uuid, other.uuid);
}

TEST_F(AddTest, ABigFirstLoadEndsInOneSegment) {
  std::string all;
  for (int i = 0; i < 300; ++i) {
    all += line_of("a" + std::to_string(i), std::string(500, 'x'));
  }
  AddOptions small = options();
  small.pipeline.batch_bytes = 20'000;
  add({write("all.jsonl", all)}, std::move(small));
  EXPECT_THAT(load_manifest(index())->segments, SizeIs(1));
  EXPECT_THAT(ids_of(index()), SizeIs(300));
  expect_sound(index());
}

}  // namespace
}  // namespace lede::testing
