// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a DatabaseMerge makes is what Xapian's compaction would have made.

#include "indexer/glass/database_merge.h"

#include <fstream>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/glass/version_file.h"
#include "tests/indexer/database_model.h"

namespace lede::testing {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

// Documents of one run of ids, cut into so many databases by hand and by
// Xapian.
class DatabaseMergeTest : public DatabaseTest {
 protected:
  void write_parts(unsigned seed, int documents, std::size_t parts) {
    const MadeDocuments all = made_documents(seed, documents);
    auto it = all.begin();
    for (std::size_t i = 0; i < parts; ++i) {
      MadeDocuments part;
      const std::size_t size = all.size() / parts + (i == 0 ? 1 : 0);
      for (; part.size() < size && it != all.end(); ++it) part.insert(*it);
      ours_.push_back(at("ours" + std::to_string(i)));
      theirs_.push_back(at("theirs" + std::to_string(i)));
      ASSERT_TRUE(write_ours(ours_.back(), part));
      write_by_xapian(theirs_.back(), part);
    }
  }
  [[nodiscard]] Result<void> merge() const {
    Result<DatabaseMerge> merge = DatabaseMerge::open(ours_, at("ours"));
    if (!merge) return merge.error();
    for (std::size_t i = 0; i < DatabaseMerge::kTables; ++i) {
      if (auto merged = merge->merge_table(i); !merged) return merged;
    }
    return merge->finish();
  }
  static void compact(const std::vector<fs::path>& parts,
                      const fs::path& folder) {
    Xapian::Database all;
    for (const fs::path& part : parts) {
      all.add_database(Xapian::Database(part.string()));
    }
    all.compact(folder.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  }

  std::vector<fs::path> ours_;
  std::vector<fs::path> theirs_;
};

TEST_F(DatabaseMergeTest, MakesWhatXapianWould) {
  write_parts(6, 2000, 4);
  ASSERT_TRUE(merge());
  compact(theirs_, at("theirs"));
  expect_alike(at("ours"), at("theirs"));
}

TEST_F(DatabaseMergeTest, LeavesDatabasesThatXapianCanMerge) {
  write_parts(7, 500, 3);
  compact(ours_, at("ours"));
  compact(theirs_, at("theirs"));
  expect_alike(at("ours"), at("theirs"));
}

TEST_F(DatabaseMergeTest, TakesWhatXapianHasChanged) {
  constexpr unsigned kSeed = 8;
  write_parts(kSeed, 1000, 3);
  for (const auto& parts : {ours_, theirs_}) {
    std::mt19937 random(kSeed);
    for (const fs::path& part : parts) {
      Xapian::WritableDatabase database(part.string(), Xapian::DB_OPEN);
      for (Xapian::docid id = kFirstId; id <= database.get_lastdocid(); ++id) {
        const auto what = draw(random, 10);
        const MadeDocument other = made_document(random);
        if (database.postlist_begin("") == database.postlist_end("")) break;
        auto it = database.postlist_begin("");
        it.skip_to(id);
        if (it == database.postlist_end("") || *it != id) continue;
        if (what < 5) database.delete_document(id);
        if (what == 5) database.replace_document(id, whole(other));
        if (draw(random, 100) == 0) database.commit();
      }
      database.commit();
    }
  }
  ASSERT_TRUE(merge());
  compact(theirs_, at("theirs"));
  expect_alike(at("ours"), at("theirs"));
}

TEST_F(DatabaseMergeTest, JoinsWhatManySmallDatabasesHold) {
  write_parts(9, 400, 100);
  ASSERT_TRUE(merge());
  compact(theirs_, at("theirs"));
  expect_alike(at("ours"), at("theirs"));
  EXPECT_LT(fs::file_size(at("ours") / "postlist.glass"),
            fs::file_size(at("theirs") / "postlist.glass"));
}

TEST_F(DatabaseMergeTest, TellsOfDamageAndReadsNothingBeyond) {
  write_parts(10, 300, 2);
  std::mt19937 random(10);
  int told = 0;
  for (int round = 0; round < 100; ++round) {
    const std::size_t table = draw(random, DatabaseMerge::kTables);
    const fs::path path = internal::table_path(ours_[round % 2], table);
    const auto size = static_cast<std::uint32_t>(fs::file_size(path));
    // Heads and directories of blocks rather than their middles.
    const std::uint32_t block = draw(random, size / 8192) * 8192;
    const std::uint32_t offset =
        block + draw(random, round % 3 == 0 ? 8192 : 40);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(offset);
    const int before = file.get();
    file.seekp(offset);
    file.put(static_cast<char>(before ^ (1 << draw(random, 8))));
    file.close();
    if (const auto merged = merge(); !merged) {
      EXPECT_EQ(merged.error().code, ErrorCode::kCorrupt);
      ++told;
    }
    file.open(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(offset);
    file.put(static_cast<char>(before));
  }
  EXPECT_GT(told, 10);
  EXPECT_TRUE(merge());
}

TEST_F(DatabaseMergeTest, TellsOfAVersionFileItDoesNotKnow) {
  write_parts(11, 10, 2);
  std::ofstream(ours_[1] / "iamglass", std::ios::app) << "more";
  const Result<void> merged = merge();
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().code, ErrorCode::kCorrupt);
  EXPECT_THAT(merged.error().message, HasSubstr("iamglass"));
}

}  // namespace
}  // namespace lede::testing
