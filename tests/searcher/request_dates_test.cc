// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/request_dates.h"

#include <gtest/gtest.h>

#include "searcher/query/index_query.h"

namespace lede {
namespace {

constexpr DateInterval kSeptember{1756684800, 1759276800};  // of 2025, in UTC

SearchRequest narrowed(const std::string& from, const std::string& to,
                       const DateInterval& interval) {
  SearchRequest request;
  request.from = from;
  request.to = to;
  narrow_dates(interval, TimeZone::utc(), 0, request);
  return request;
}

TEST(NarrowDates, LeavesWhatBothLeave) {
  const SearchRequest free = narrowed("", "", kSeptember);
  EXPECT_EQ(free.from, "2025-09-01T00:00:00Z");
  EXPECT_EQ(free.to, "2025-09-30T23:59:59Z");
  const SearchRequest within = narrowed("2025-09-10", "2025-09-12", kSeptember);
  EXPECT_EQ(within.from, "2025-09-10T00:00:00Z");
  EXPECT_EQ(within.to, "2025-09-12T23:59:59Z");
  const SearchRequest around = narrowed("2024", "2026", kSeptember);
  EXPECT_EQ(around.from, free.from);
  EXPECT_EQ(around.to, free.to);
}

TEST(NarrowDates, WritesNoEndThatBindsNothing) {
  const SearchRequest all = narrowed("", "", kAnyDate);
  EXPECT_EQ(all.from, "");
  EXPECT_EQ(all.to, "");
}

}  // namespace
}  // namespace lede
