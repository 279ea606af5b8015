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

std::vector<Article> counted_articles() {
  return {
      news("half", "Round", "It raised $500 million and 3 billion yuan."),
      news("sum", "Deal worth $1.5 billion", "More is unknown."),
      news("zh", "融资", "公司融资15亿元人民币。"),
      news("model", "Release", "A 70B-parameter model with 128K tokens."),
      news("share", "Shares", "They fell 4 percent."),
      news("ends", "Ends", "Between $0.5bn and $3bn, or 80GB."),
      news("none", "None", "In 2025 it sold the 4K 3M and H100."),
  };
}

TEST(Amounts, AreFoundByRange) {
  const TestIndex index(counted_articles());
  const Searcher searcher = index.open();
  EXPECT_EQ(found(searcher, "amount:>1bn"),
            (Ids{"ends", "half", "model", "sum", "zh"}));
  EXPECT_EQ(found(searcher, "amount:>$1bn"), (Ids{"ends", "sum"}));
  EXPECT_EQ(found(searcher, "amount:1bn..2bn"), (Ids{"sum", "zh"}));
  EXPECT_EQ(found(searcher, "amount:$1bn..2bn"), (Ids{"sum"}));
  EXPECT_EQ(found(searcher, "amount:\"$1.5 billion\""), (Ids{"sum"}));
  EXPECT_EQ(found(searcher, "amount:1.5bn"), (Ids{"sum", "zh"}));
  EXPECT_EQ(found(searcher, "amount:>1亿元"), (Ids{"half", "zh"}));
  EXPECT_EQ(found(searcher, "amount:\"70B parameters\""), (Ids{"model"}));
  EXPECT_EQ(found(searcher, "amount:\">100k tokens\""), (Ids{"model"}));
  EXPECT_EQ(found(searcher, "amount:..5%"), (Ids{"share"}));
  EXPECT_EQ(found(searcher, "amount:\"> 10 GB\""), (Ids{"ends"}));
  EXPECT_EQ(found(searcher, "amount:80"), (Ids{"ends"}));
  EXPECT_EQ(found(searcher, "amount:2025"), (Ids{}));
}

TEST(Amounts, BindAsOtherFiltersDo) {
  const TestIndex index(counted_articles());
  const Searcher searcher = index.open();
  EXPECT_EQ(found(searcher, "raised amount:>1bn"), (Ids{"half"}));
  EXPECT_EQ(found(searcher, "-amount:>1"), (Ids{"none"}));
  EXPECT_EQ(found(searcher, "amount:>$1bn amount:<$1bn"), (Ids{"ends"}));
  EXPECT_EQ(found(searcher, "amount:(..5% OR >$1bn)"),
            (Ids{"ends", "share", "sum"}));
  EXPECT_EQ(found(searcher, "(raised OR amount:..5%)"), (Ids{"half", "share"}));
  SearchRequest request = testing::request_for("");
  request.filters = {{"amount", "..5%"}, {"amount", ">$1bn"}};
  EXPECT_EQ(found(searcher, request), (Ids{"ends", "share", "sum"}));
  request.filters = {{"amount", "lots"}};
  const auto response = searcher.search(request);
  ASSERT_FALSE(response);
  EXPECT_THAT(response.error().message, HasSubstr("\"lots\" is no amount"));
}

TEST(Amounts, ThatDoNotReadAreWords) {
  const TestIndex index(counted_articles());
  const SearchResponse response = answer(index.open(), "amount:lots");
  ASSERT_FALSE(response.query.warnings.empty());
  EXPECT_THAT(response.query.warnings.front().message,
              HasSubstr("\"lots\" is no amount: read as words"));
}

}  // namespace
}  // namespace lede
