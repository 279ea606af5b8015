// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/throughput.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/searcher/test_index.h"

namespace lede::bench {
namespace {

using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::Pair;

TEST(Throughput, EveryNumberOfThreadsIsMeasured) {
  const testing::TestIndex index(testing::small_archive());
  const Searcher searcher = index.open();
  const std::vector<ClassQuery> queries(20, {"and", "chips models"});
  const auto table = measure_throughput(searcher, queries, {3, 1}, 2);
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_THAT(*table, ElementsAre(Pair(1, Gt(0)), Pair(3, Gt(0))));
}

TEST(Throughput, AFailingSearchIsToldWhateverThreadItFailsOn) {
  const testing::TestIndex index(testing::small_archive());
  const Searcher searcher = index.open();
  const std::filesystem::path folder = index.path();
  std::filesystem::rename(folder, folder.string() + ".away");
  const std::vector<ClassQuery> queries(20, {"and", "chips"});
  EXPECT_FALSE(measure_throughput(searcher, queries, {2}, 1));
  std::filesystem::rename(folder.string() + ".away", folder);
  EXPECT_TRUE(measure_throughput(searcher, queries, {2}, 1));
}

TEST(Throughput, TheRatioIsToTheFewestThreads) {
  EXPECT_EQ(print_throughput({{1, 100.0}, {2, 190.0}}),
            " threads      per s       x\n"
            "       1        100    1.00\n"
            "       2        190    1.90\n");
}

}  // namespace
}  // namespace lede::bench
