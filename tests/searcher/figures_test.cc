// SPDX-License-Identifier: GPL-3.0-or-later
//
// Filters by what the text speaks of, from article to answer.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/index_layout.h"
#include "tests/searcher/remote_server.h"
#include "tests/searcher/test_index.h"

namespace lede {
namespace {

using testing::answer;
using ::testing::HasSubstr;
using testing::news;
using testing::TestIndex;

using Ids = std::vector<std::string>;

// Ids in alphabetical order.
Ids found(const Searcher& searcher, const SearchRequest& request) {
  Ids ids = testing::ids(answer(searcher, request));
  std::ranges::sort(ids);
  return ids;
}
Ids found(const Searcher& searcher, const std::string& query) {
  return found(searcher, testing::request_for(query));
}

std::vector<Article> dated_articles() {
  std::vector<Article> articles = {
      news("day", "Launch", "The chip arrives on March 11, 2026.",
           "2025-09-11"),
      news("month", "Plan for 2026年3月", "Nothing else is known.",
           "2025-09-11"),
      news("quarter", "Guidance", "Sales in Q1 2026 may double.", "2025-09-11"),
      news("year", "Outlook", "By 2026 the fab will run.", "2024-02-01"),
      news("near", "Notice", "The doors open on January 5.", "2025-12-20"),
      news("other", "History", "It was founded in 1998.", "2026-03-11"),
      news("none", "Chips", "RTX 2080 for $2026.", "2026-03-11"),
  };
  articles[2].summary = "";
  articles[5].key_points = {"It moved on 2 April 2001"};
  return articles;
}

TEST(Mentions, FindWhatLiesWhollyWithinTheInterval) {
  const TestIndex index(dated_articles());
  const Searcher searcher = index.open();
  EXPECT_EQ(found(searcher, "mentions:2026"),
            (Ids{"day", "month", "near", "quarter", "year"}));
  EXPECT_EQ(found(searcher, "mentions:2026-Q1"),
            (Ids{"day", "month", "near", "quarter"}));
  EXPECT_EQ(found(searcher, "mentions:2026-03"), (Ids{"day", "month"}));
  EXPECT_EQ(found(searcher, "mentions:\"march 2026\""), (Ids{"day", "month"}));
  EXPECT_EQ(found(searcher, "mentions:2026-03-11"), (Ids{"day"}));
  EXPECT_EQ(found(searcher, "mentions:2026年3月11日"), (Ids{"day"}));
  EXPECT_EQ(found(searcher, "mentions:2026-03-02..2026-03-31"), (Ids{"day"}));
  EXPECT_EQ(found(searcher, "mentions:..2025"), (Ids{"other"}));
  EXPECT_EQ(found(searcher, "mentions:2001-04-02"), (Ids{"other"}));
  EXPECT_EQ(found(searcher, "mentions:2027.."), (Ids{}));
}

TEST(Mentions, BindAsOtherFiltersDo) {
  const TestIndex index(dated_articles());
  const Searcher searcher = index.open();
  EXPECT_EQ(found(searcher, "chip mentions:2026"), (Ids{"day"}));
  EXPECT_EQ(found(searcher, "mentions:1998 mentions:2001"), (Ids{"other"}));
  EXPECT_EQ(found(searcher, "mentions:1998 mentions:2026"), (Ids{}));
  EXPECT_EQ(found(searcher, "-mentions:2026"), (Ids{"none", "other"}));
  EXPECT_EQ(found(searcher, "mentions:(1998 OR 2026-03)"),
            (Ids{"day", "month", "other"}));
  EXPECT_EQ(found(searcher, "(doors OR mentions:1998)"),
            (Ids{"near", "other"}));
  EXPECT_EQ(found(searcher, "mentions:2026 before:2025"), (Ids{"year"}));
}

TEST(Mentions, FilterARequest) {
  const TestIndex index(dated_articles());
  const Searcher searcher = index.open();
  SearchRequest request = testing::request_for("");
  request.filters = {{"mentions", "1998"}, {"mentions", "2026-03"}};
  EXPECT_EQ(found(searcher, request), (Ids{"day", "month", "other"}));
  request.filters = {{"mentions", "someday"}};
  const auto response = searcher.search(request);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, ErrorCode::kInvalidArgument);
  EXPECT_THAT(response.error().message, HasSubstr("\"someday\" is no date"));
}

TEST(Mentions, ThatDoNotReadAreWords) {
  const TestIndex index(dated_articles());
  const SearchResponse response = answer(index.open(), "mentions:someday");
  ASSERT_FALSE(response.query.warnings.empty());
  EXPECT_THAT(response.query.warnings.front().message,
              HasSubstr("\"someday\" is no date: read as words"));
}

TEST(Mentions, AnswerOverTheRemoteEngine) {
  const TestIndex index(dated_articles());
  const auto manifest = load_manifest(index.path());
  ASSERT_TRUE(manifest);
  const testing::RemoteServer server(
      segment_path(index.path(), manifest->segments.front()));
  const Searcher remote = testing::open_searcher({server.address()});
  EXPECT_EQ(found(remote, "mentions:2026-03"), (Ids{"day", "month"}));
}

}  // namespace
}  // namespace lede
