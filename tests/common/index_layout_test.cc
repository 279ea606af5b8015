// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/index_layout.h"

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/analysis/analyzer.h"
#include "common/schema.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using testing::TempDir;

Manifest sample() {
  Manifest manifest;
  manifest.format_version = kFormatVersion;
  manifest.fingerprint = analysis_fingerprint();
  manifest.lexicon_version = "l1";
  manifest.uuid = "00000000-0000-4000-8000-000000000001";
  manifest.revision = 7;
  manifest.next_id = kHighestDocId - 10;
  manifest.updated_at = 1'757'600'000;
  manifest.stemmers = {"en", "de"};
  manifest.segments = {{"s2", 90, 100, 11, {90}},
                       {"s1", 101, 200, 99, {101, 150}}};
  manifest.pending_deletes = {{"s1", {105, 107}}};
  return manifest;
}

TEST(Manifest, ReadsBackAsItWasSaved) {
  const TempDir dir;
  ASSERT_TRUE(save_manifest(dir.path(), sample()));
  const auto loaded = load_manifest(dir.path());
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(*loaded, sample());
  EXPECT_TRUE(check_compatible(*loaded, dir.path()));
}

TEST(Manifest, SavingLeavesOnlyTheManifestBehind) {
  const TempDir dir;
  ASSERT_TRUE(save_manifest(dir.path(), sample()));
  ASSERT_TRUE(save_manifest(dir.path(), sample()));
  int files = 0;
  for ([[maybe_unused]] const auto& entry :
       std::filesystem::directory_iterator(dir.path())) {
    ++files;
  }
  EXPECT_EQ(files, 1);
}

TEST(Manifest, AMissingIndexIsToldWithItsPathAndTheCommandThatMakesOne) {
  const TempDir dir;
  for (const auto& index : {dir.path() / "nowhere", dir.path()}) {
    const auto loaded = load_manifest(index);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::kMissingIndex);
    EXPECT_THAT(loaded.error().message, HasSubstr(index.string()));
    EXPECT_THAT(loaded.error().message, HasSubstr("lede-index add --index"));
  }
}

TEST(Manifest, ARelativePathIsShownAbsolute) {
  const auto loaded = load_manifest("surely-no-such-index");
  ASSERT_FALSE(loaded);
  EXPECT_THAT(
      loaded.error().message,
      HasSubstr(
          (std::filesystem::current_path() / "surely-no-such-index").string()));
}

TEST(Manifest, AnIndexPathThatIsAFileIsCorrupt) {
  const TempDir dir;
  const auto file = dir.write("index", "hello");
  const auto loaded = load_manifest(file);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::kCorrupt);
  EXPECT_THAT(loaded.error().message,
              HasSubstr("is a file, not an index folder"));
}

TEST(Manifest, WhatDoesNotReadIsCorrupt) {
  for (const std::string_view text :
       {"", "{", "[]", "null", "{}", "\xff", R"({"format_version":"1"})",
        R"({"format_version":3})",
        R"({"format_version":3,"fingerprint":"f","lexicon_version":"l",
            "uuid":"u","revision":-1,"next_id":1,"updated_at":0,
            "stemmers":[],"segments":[],"pending_deletes":[]})",
        R"({"format_version":3,"fingerprint":"f","lexicon_version":"l",
            "uuid":"u","revision":1,"next_id":1,"updated_at":0,
            "stemmers":[],"segments":[{"name":"../../etc","first_id":1,
            "last_id":2,"documents":1,"runs":[1]}],
            "pending_deletes":[]})",
        R"({"format_version":3,"fingerprint":"f","lexicon_version":"l",
            "uuid":"u","revision":1,"next_id":1,"updated_at":0,
            "stemmers":[],"segments":[{"name":"s1","first_id":1,
            "last_id":9,"documents":1,"runs":[1,5,5]}],
            "pending_deletes":[]})"}) {
    const TempDir dir;
    dir.write("manifest.json", text);
    const auto loaded = load_manifest(dir.path());
    ASSERT_FALSE(loaded) << text;
    EXPECT_EQ(loaded.error().code, ErrorCode::kCorrupt) << text;
    EXPECT_THAT(loaded.error().message, HasSubstr(dir.path().string()));
  }
}

TEST(Manifest, AnotherVersionIsToldWithBothAndTheCommandThatMendsIt) {
  const TempDir dir;
  dir.write("manifest.json", R"({"format_version": 99, "new_shape": []})");
  const auto loaded = load_manifest(dir.path());
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto compatible = check_compatible(*loaded, dir.path());
  ASSERT_FALSE(compatible);
  EXPECT_EQ(compatible.error().code, ErrorCode::kVersionMismatch);
  EXPECT_THAT(compatible.error().message, HasSubstr("99"));
  EXPECT_THAT(compatible.error().message,
              HasSubstr(std::to_string(kFormatVersion)));
  EXPECT_THAT(compatible.error().message,
              HasSubstr("lede-index rebuild --index " + dir.path().string()));
}

TEST(Manifest, AnotherAnalysisIsAnotherVersion) {
  const TempDir dir;
  Manifest manifest = sample();
  manifest.fingerprint = "old-rules";
  const auto compatible = check_compatible(manifest, dir.path());
  ASSERT_FALSE(compatible);
  EXPECT_EQ(compatible.error().code, ErrorCode::kVersionMismatch);
  EXPECT_THAT(compatible.error().message, HasSubstr("old-rules"));
  EXPECT_THAT(compatible.error().message, HasSubstr(analysis_fingerprint()));
}

TEST(Manifest, AFolderThatCannotBeWrittenIsAnIoErrorAndKeepsTheOld) {
  const TempDir dir;
  const auto saved = save_manifest(dir.path() / "nowhere", sample());
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().code, ErrorCode::kIo);

  ASSERT_TRUE(save_manifest(dir.path(), sample()));
  // A folder in the place of the temporary file: also for root.
  std::filesystem::create_directories(dir.path() / "manifest.json.tmp");
  EXPECT_FALSE(save_manifest(dir.path(), Manifest{}));
  EXPECT_EQ(*load_manifest(dir.path()), sample());
}

TEST(Manifest, ItsStampChangesWithEverySave) {
  const TempDir dir;
  EXPECT_EQ(manifest_stamp(dir.path()), 0U);
  ASSERT_TRUE(save_manifest(dir.path(), sample()));
  const std::uint64_t first = manifest_stamp(dir.path());
  EXPECT_NE(first, 0U);
  EXPECT_EQ(manifest_stamp(dir.path()), first);
  ASSERT_TRUE(save_manifest(dir.path(), sample()));
  EXPECT_NE(manifest_stamp(dir.path()), first);
}

TEST(IndexLayout, NamesThePlacesOfTheFolder) {
  EXPECT_EQ(manifest_path("i"), "i/manifest.json");
  EXPECT_EQ(lock_path("i"), "i/lock");
  EXPECT_EQ(user_lexicon_path("i"), "i/lexicon.json");
  EXPECT_EQ(segment_path("i", sample().segments[1]), "i/segments/s1");
}

}  // namespace
}  // namespace lede
