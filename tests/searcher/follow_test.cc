// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Searcher and the index that changes under it.

#include <atomic>
#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/index_layout.h"
#include "tests/searcher/test_index.h"
#include <lede/searcher.h>

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Follow, SeesACommitWithTheNextCall) {
  const TestIndex index({news("a", "First", "chips")});
  const Searcher searcher = index.open();
  const auto before = searcher.revision();
  index.write({news("b", "Second", "chips")});
  EXPECT_EQ(answer(searcher, "chips").documents, 2U);
  const auto after = searcher.revision();
  ASSERT_TRUE(before && after);
  EXPECT_GT(*after, *before);
  index.remove("a");
  EXPECT_THAT(ids(answer(searcher, "chips")), ElementsAre("b"));
}

TEST(Follow, SeesOneVersionOfAnUpdatedArticle) {
  const TestIndex index({news("a", "Old", "chips")});
  const Searcher searcher = index.open();
  index.write({news("a", "New", "chips")});
  const SearchResponse response = answer(searcher, "chips");
  ASSERT_EQ(response.documents, 1U);
  EXPECT_EQ(response.hits[0].title, "New");
}

// What a writer leaves that crashed after its commit, before its deletes.
TEST(Follow, HidesOldVersionsThatWaitForTheirDeletion) {
  const TestIndex index(
      {news("a", "Old", "chips"), news("b", "Kept", "chips memory")});
  Result<Manifest> manifest = load_manifest(index.path());
  ASSERT_TRUE(manifest);
  ASSERT_EQ(manifest->segments.size(), 1U);
  const Segment& segment = manifest->segments.front();
  manifest->pending_deletes = {{segment.name, {segment.first_id}}};
  manifest->revision += 1;
  ASSERT_TRUE(save_manifest(index.path(), *manifest));
  const Searcher searcher = index.open();
  for (const char* query : {"chips", ""}) {
    const SearchResponse response = answer(searcher, query);
    EXPECT_EQ(response.documents, 1U) << query;
    EXPECT_EQ(response.hits.size(), 1U) << query;
  }
}

TEST(Follow, SeesAnIndexThatWasReplaced) {
  const TestIndex index({news("a", "First", "chips")});
  const TestIndex other({news("b", "Other", "chips")});
  const Searcher searcher = index.open();
  EXPECT_THAT(ids(answer(searcher, "chips")), ElementsAre("a"));
  std::filesystem::remove_all(index.path());
  const auto gone = searcher.search(request_for("chips"));
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, ErrorCode::kMissingIndex);
  std::filesystem::copy(other.path(), index.path(),
                        std::filesystem::copy_options::recursive);
  EXPECT_THAT(ids(answer(searcher, "chips")), ElementsAre("b"));
}

TEST(Follow, AnswersManyThreadsWhileAWriterCommits) {
  const TestIndex index(small_archive());
  const Searcher searcher = index.open();
  std::atomic<bool> done = false;
  std::atomic<int> answered = 0;
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 4; ++reader) {
    readers.emplace_back([&] {
      SearchRequest request = request_for("training OR chips");
      request.limit = 100;
      request.facets = {"source"};
      request.deadline_ms = 0;
      while (!done) {
        const auto response = searcher.search(request);
        ASSERT_TRUE(response) << response.error().message;
        // Whatever was committed meanwhile, an answer is of one moment.
        ASSERT_EQ(response->documents, response->hits.size());
        ++answered;
      }
    });
  }
  for (int commit = 0; commit < 12; ++commit) {
    index.write({news("w" + std::to_string(commit), "Training", "chips"),
                 news("n3", "Changed " + std::to_string(commit), "chips")},
                commit % 3 == 2);
    const int seen = answered;
    while (answered == seen) std::this_thread::yield();
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(answer(searcher, "title:training chips").query.read_as,
            "title:training chips");
}

TEST(Follow, AMissingIndexMayAppearLater) {
  const TestIndex index;
  const auto missing = Searcher::open({index.path()}, {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kMissingIndex);
  EXPECT_THAT(missing.error().message, HasSubstr(index.path()));
  index.write({news("a", "First", "chips")});
  EXPECT_TRUE(Searcher::open({index.path()}, {}));
}

TEST(Follow, SeveralIndexesAreSearchedAsOne) {
  const TestIndex first({news("a", "First", "chips", "2025-01-01")});
  const TestIndex second({news("b", "Second", "chips", "2025-06-01"),
                          news("c", "Third", "memory", "2024-06-01")});
  const Searcher searcher = open_searcher({first.path(), second.path()});
  SearchRequest request = request_for("chips");
  request.sort = SortOrder::kOldest;
  const SearchResponse response = answer(searcher, request);
  EXPECT_THAT(ids(response), ElementsAre("a", "b"));
  EXPECT_EQ(response.shards.total, 2U);
  EXPECT_EQ(response.shards.answered, 2U);
  EXPECT_THAT(ids(answer(searcher, "")), ElementsAre("b", "a", "c"));
}

TEST(Follow, AnAddressThatIsNoneIsAnError) {
  for (const char* address :
       {"", "http://host:1", "xapian://host", "xapian://:7", "xapian://h:x",
        "xapian://h:99999"}) {
    const auto searcher = Searcher::open({address}, {});
    ASSERT_FALSE(searcher) << address;
    EXPECT_EQ(searcher.error().code, ErrorCode::kInvalidArgument) << address;
  }
  EXPECT_FALSE(Searcher::open({}, {}));
}

}  // namespace
}  // namespace lede::testing
