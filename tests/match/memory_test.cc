// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is mapped of the index is given back beyond a budget, and comes back.

#include <gtest/gtest.h>

#include "searcher/deadline.h"
#include "searcher/match/array_matcher.h"
#include "tests/match/made_segment.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

constexpr std::uint32_t kDocuments = 140000;
constexpr std::uint64_t kMegabyte = 1 << 20;

class MappedMemory : public ::testing::Test {
 protected:
  // What the file's pages take, once all of them have been read.
  void SetUp() override {
    before_ = internal::resident_mapped_bytes();
    view_ = testing::made_segment(folder_.path() / "segment", kDocuments, 7);
    ASSERT_NE(view_->postings, nullptr);
    ASSERT_GT(file().file_bytes(), 4 * kMegabyte);
    ASSERT_TRUE(file().verify());
    ASSERT_GE(internal::resident_mapped_bytes(),
              before_ + file().file_bytes() / 2);
  }

  [[nodiscard]] const PostingsFile& file() const {
    return view_->postings->segment(0).file();
  }

  testing::TempDir folder_;
  std::uint64_t before_ = 0;
  std::unique_ptr<IndexView> view_;
};

TEST_F(MappedMemory, StaysWhereThereIsRoomForIt) {
  const std::uint64_t read = internal::resident_mapped_bytes();
  view_->postings->keep_within(read + kMegabyte);
  EXPECT_GE(internal::resident_mapped_bytes() + kMegabyte, read);
}

TEST_F(MappedMemory, GivesPostingsBackBeforeTablesOfDocuments) {
  const std::uint64_t read = internal::resident_mapped_bytes();
  view_->postings->keep_within(read - kMegabyte);
  const std::uint64_t left = internal::resident_mapped_bytes();
  EXPECT_LE(left, read - kMegabyte);
  const std::uint64_t tables =
      file().documents() * (sizeof(std::uint32_t) * 2 + sizeof(std::int64_t));
  EXPECT_GE(left, before_ + tables / 2);
}

TEST_F(MappedMemory, GivesAllBackForNoBudgetAndAnswersAsBefore) {
  const auto newest = [&] {
    const Deadline none;
    MatchOrder order;
    order.sort = SortOrder::kNewest;
    order.limit = 10;
    return ArrayMatcher(*view_->postings, none)
        .page(IndexQuery::term(std::string(file().term(file().terms() / 2))),
              {}, order);
  };
  const MatchedPage page = newest();
  ASSERT_FALSE(page.hits.empty());
  view_->postings->keep_within(0);
  EXPECT_LT(internal::resident_mapped_bytes(), before_ + 2 * kMegabyte);
  const MatchedPage again = newest();
  ASSERT_EQ(again.hits.size(), page.hits.size());
  EXPECT_EQ(again.documents, page.documents);
  for (std::size_t i = 0; i < page.hits.size(); ++i) {
    EXPECT_EQ(again.hits[i].id, page.hits[i].id);
  }
}

}  // namespace
}  // namespace lede
