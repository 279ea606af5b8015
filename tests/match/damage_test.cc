// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever has been done to a postings file behind its header, searching it
// ends, and stays within its bytes.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "searcher/match/array_matcher.h"
#include "tests/match/made_segment.h"
#include "tests/match/random_query.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using testing::RandomQuery;

constexpr std::size_t kHeaderBytes = 4096;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Some bytes of it, changed at random; written under a name that is new, since
// what is mapped stays.
void damage(const std::filesystem::path& path, std::string bytes,
            std::mt19937& random) {
  const std::size_t most = std::size_t{1} << (random() % 13);
  for (std::size_t i = 1 + random() % most; i > 0; --i) {
    bytes[kHeaderBytes + random() % (bytes.size() - kHeaderBytes)] =
        static_cast<char>(random());
  }
  std::filesystem::remove(path);
  std::ofstream(path, std::ios::binary) << bytes;
}

// Of a small file, most ordinals that damage makes lie behind its end.
class DamagedPostings : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(DamagedPostings, AreSearchedWithinTheirBytes) {
  const testing::TempDir folder;
  const auto segment = folder.path() / "segment";
  const auto view = testing::made_segment(segment, GetParam(), 11);
  const std::string sound = bytes_of(postings_path(segment));
  const Deadline none;
  for (std::uint32_t seed = 1000; seed < 2000; ++seed) {
    std::mt19937 random(seed);
    RandomQuery queries(view->database, seed);
    SCOPED_TRACE(seed);
    damage(postings_path(segment), sound, random);
    PostingsCache cache;
    const auto postings =
        cache.of({{segment, view->database, {}}}, view->database);
    ASSERT_NE(postings, nullptr);
    const auto ids = postings->segment(0).file().ids();
    const bool ids_are_sound = std::ranges::all_of(
        ids, [](std::uint32_t id) { return id <= GetParam(); });
    const ArrayMatcher matcher(*postings, none);
    for (int asked = 0; asked < 10; ++asked) {
      MatchOrder order;
      order.limit = 10;
      order.exact_total = asked % 3 == 0;
      order.sort = asked % 2 == 0 ? SortOrder::kNewest : SortOrder::kRelevance;
      const MatchedPage page =
          asked % 5 == 0
              ? matcher.page(queries.term(), {}, order)
              : matcher.page(queries.match(), queries.parts(), order);
      EXPECT_LE(page.size(), 10U);
      for (const MatchedDocument& hit : page.hits) {
        static_cast<void>(postings->article_id(hit.id));
        EXPECT_TRUE(!ids_are_sound || hit.id <= GetParam());
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Documents, DamagedPostings,
                         ::testing::Values(100U, 3000U));

}  // namespace
}  // namespace lede
