// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/postings_merge.h"

#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/common/postings_model.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

// The newest first, the undated last, those of one date by their ids.
std::vector<ModelDocument> by_date(std::vector<ModelDocument> documents) {
  std::ranges::sort(
      documents, [](const ModelDocument& a, const ModelDocument& b) {
        return std::tuple(b.published, a.id) < std::tuple(a.published, b.id);
      });
  return documents;
}

class PostingsMergeTest : public ::testing::Test {
 protected:
  // The file of the documents, in a folder of its own.
  std::shared_ptr<const PostingsFile> file_of(
      const std::vector<ModelDocument>& documents) {
    const auto folder = folder_.path() / std::to_string(next_++);
    std::filesystem::create_directory(folder);
    write_postings(documents, folder);
    return open_postings(folder);
  }
  // The file of what merging the inputs gives; null if it fails.
  std::shared_ptr<const PostingsFile> merge(
      const std::vector<MergeInput>& inputs) {
    const auto folder = folder_.path() / std::to_string(next_++);
    std::filesystem::create_directory(folder);
    const Result<void> merged = merge_postings(inputs, folder, "merged");
    EXPECT_TRUE(merged) << (merged ? "" : merged.error().message);
    return open_postings(folder);
  }

  TempDir folder_;
  int next_ = 0;
};

TEST_F(PostingsMergeTest, HoldsTheLiveDocumentsOfAllInputs) {
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE(seed);
    ModelMaker maker(seed);
    std::vector<MergeInput> inputs;
    std::vector<ModelDocument> kept;
    std::uint32_t first_id = 1;
    for (int i = 0; i < 4; ++i) {
      const auto documents = maker.make(50 + maker.below(100), first_id);
      first_id = documents.back().id + 1 + maker.below(5);
      MergeInput& input = inputs.emplace_back();
      input.file = file_of(documents);
      for (const ModelDocument& document : documents) {
        if (maker.below(3) == 0) continue;
        input.live.push_back(document.id);
        kept.push_back(document);
      }
    }
    const auto merged = merge(inputs);
    ASSERT_NE(merged, nullptr);
    expect_holds(*merged, by_date(kept));
    EXPECT_TRUE(merged->in_date_order());
    EXPECT_EQ(merged->database_uuid(), "merged");
    // Once more, out of what is sorted but has other ids.
    MergeInput again{merged, {}};
    for (const ModelDocument& document : kept)
      again.live.push_back(document.id);
    const auto more = maker.make(30, first_id);
    MergeInput fresh{file_of(more), {}};
    for (const ModelDocument& document : more) {
      fresh.live.push_back(document.id);
      kept.push_back(document);
    }
    const auto both = merge({again, fresh});
    ASSERT_NE(both, nullptr);
    expect_holds(*both, by_date(kept));
  }
}

TEST_F(PostingsMergeTest, LeavesOutTermsThatOnlyDeletedDocumentsHave) {
  ModelDocument gone = empty_document(1);
  gone.terms["gone"] = {1, {1}};
  ModelDocument stays = empty_document(2);
  stays.terms["stays"] = {1, {1}};
  const auto merged = merge({{file_of({gone, stays}), {2}}});
  ASSERT_NE(merged, nullptr);
  expect_holds(*merged, {stays});
  EXPECT_FALSE(merged->find("gone"));
}

TEST_F(PostingsMergeTest, MayLeaveNothing) {
  const auto merged = merge({{file_of({empty_document(1)}), {}}});
  ASSERT_NE(merged, nullptr);
  EXPECT_EQ(merged->documents(), 0U);
}

TEST_F(PostingsMergeTest, MakesBlocksOfWhatFittedInOne) {
  std::vector<MergeInput> inputs;
  std::vector<ModelDocument> all;
  for (std::uint32_t i = 0; i < 2; ++i) {
    std::vector<ModelDocument> documents;
    for (std::uint32_t j = 0; j < 40'000; ++j) {
      ModelDocument& document =
          documents.emplace_back(empty_document(1 + i * 40'000 + j));
      document.terms["all"] = {1 + j % 400, {j, 2 * j + 1}};
      if (j % 1000 == 0) document.terms["some"] = {0, {}};
      all.push_back(document);
    }
    MergeInput& input = inputs.emplace_back();
    input.file = file_of(documents);
    input.live.assign(input.file->ids().begin(), input.file->ids().end());
  }
  const auto merged = merge(inputs);
  ASSERT_NE(merged, nullptr);
  expect_holds(*merged, all);
  EXPECT_EQ(merged->find("all")->blocks(), 2U);
}

TEST_F(PostingsMergeTest, FailsForALiveDocumentThatItsFileLacks) {
  const std::vector<MergeInput> inputs = {{file_of({empty_document(1)}), {2}}};
  const Result<void> merged = merge_postings(inputs, folder_.path(), "");
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().code, ErrorCode::kCorrupt);
  EXPECT_FALSE(std::filesystem::exists(postings_path(folder_.path())));
}

}  // namespace
}  // namespace lede::testing
