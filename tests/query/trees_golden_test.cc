// SPDX-License-Identifier: GPL-3.0-or-later

#include <gtest/gtest.h>

#include "searcher/query/parse.h"
#include "tests/golden/golden_table.h"
#include "tests/query/saved_set.h"
#include "tests/query/tree_line.h"

namespace lede {
namespace {

constexpr std::int64_t kNow = 1757600000;  // 2025-09-11T14:13:20Z

// Query; how it was read; its tree, see tree_line(). What it was read as reads
// the same, and needs no saved query for it.
TEST(TreesGolden, AreAsReviewed) {
  testing::expect_golden("trees.tsv", 1, 300, [](const testing::Columns& row) {
    const TimeZone zone = TimeZone::utc();
    const ParsedQuery query =
        parse_query(row[0], zone, kNow, &testing::saved_set());
    const std::string printed = print_query(query);
    const ParsedQuery again = parse_query(printed, zone, kNow);
    EXPECT_EQ(testing::tree_line(again.root), testing::tree_line(query.root))
        << row[0];
    return testing::Columns{printed, testing::tree_line(query)};
  });
}

}  // namespace
}  // namespace lede
