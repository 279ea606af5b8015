// SPDX-License-Identifier: GPL-3.0-or-later

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index_names.h"
#include "indexer/index_report.h"
#include "indexer/posting_table.h"
#include "indexer/segment_merge.h"
#include "indexer/url_host.h"
#include "indexer/write_plan.h"

namespace lede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(UrlHost, GivesTheHostAndItsParentsWithADot) {
  EXPECT_THAT(host_and_parents("https://User@WWW.News.example:80/a?b#c"),
              ElementsAre("www.news.example", "news.example"));
  EXPECT_THAT(host_and_parents("http://localhost/"), ElementsAre("localhost"));
  EXPECT_THAT(host_and_parents("http://192.0.2.1:8080/x"),
              ElementsAre("192.0.2.1"));
  EXPECT_THAT(host_and_parents("http://[2001:db8::1]:80/"),
              ElementsAre("[2001:db8::1]"));
  EXPECT_THAT(host_and_parents("//news.example./"),
              ElementsAre("news.example"));
  EXPECT_THAT(host_and_parents("urn:isbn:1"), IsEmpty());
  EXPECT_THAT(host_and_parents("http:///path"), IsEmpty());
  EXPECT_THAT(host_and_parents(""), IsEmpty());
}

TEST(DocumentOrder, IsNewestFirstThenById) {
  const auto pending = [](const std::string& id, std::optional<Date> date) {
    PendingArticle article;
    article.article.id = id;
    article.article.published = date;
    return article;
  };
  const auto day = [](std::int64_t seconds) {
    Date date;
    date.seconds = seconds;
    return date;
  };
  std::vector<PendingArticle> articles = {
      pending("2", std::nullopt), pending("10", day(5)),
      pending("11", std::nullopt), pending("9", day(5)), pending("1", day(6))};
  std::ranges::sort(articles, newest_first);
  std::vector<std::string> ids;
  ids.reserve(articles.size());
  for (const PendingArticle& one : articles) ids.push_back(one.article.id);
  EXPECT_THAT(ids, ElementsAre("1", "9", "10", "2", "11"));
}

TEST(PostingTable, FindsNeighboursFromAPositionOn) {
  PostingTable table;
  const auto a = table.intern("", "a");
  const auto b = table.intern("", "b");
  table.add(a, 1, 1);
  table.add(b, 2, 1);
  table.add(a, 10, 1);
  table.add(b, 12, 1);
  EXPECT_TRUE(table.adjacent(a, b, 1));
  EXPECT_FALSE(table.adjacent(a, b, 2));
  EXPECT_FALSE(table.adjacent(b, a, 1));
  EXPECT_EQ(table.find("", "c"), PostingTable::kAbsent);
}

TEST(PostingTable, KeepsEveryTermThroughItsGrowth) {
  PostingTable table;
  for (int i = 0; i < 20'000; ++i) {
    table.add(table.intern("S", std::to_string(i)), 1);
  }
  EXPECT_EQ(table.terms(), 20'000U);
  EXPECT_EQ(table.text(table.find("S", "12345")), "S12345");
  const std::vector<PostingTable::TermId> order = table.sorted();
  ASSERT_EQ(order.size(), 20'000U);
  EXPECT_EQ(table.text(order.front()), "S0");
  EXPECT_EQ(table.text(order.back()), "S9999");
}

TEST(PostingTable, KnowsWhichTermsXapianWouldRefuse) {
  for (const std::string& term :
       {std::string(246, 'x'), std::string(123, '\0'), std::string()}) {
    EXPECT_FALSE(is_storable_term(term));
  }
  for (const std::string& term :
       {std::string(245, 'x'), std::string(122, '\0'), std::string("x")}) {
    EXPECT_TRUE(is_storable_term(term));
  }
}

std::vector<Segment> segments_of(const std::vector<std::uint64_t>& documents) {
  std::vector<Segment> segments;
  for (const std::uint64_t count : documents) {
    segments.emplace_back().documents = count;
  }
  return segments;
}

TEST(SegmentMerge, LeavesLargeSegmentsAloneUntilEnoughIsNew) {
  EXPECT_EQ(segments_to_merge(segments_of({}), 0), 0U);
  EXPECT_EQ(segments_to_merge(segments_of({10}), 1), 1U);
  EXPECT_EQ(segments_to_merge(segments_of({10, 90, 50'000}), 1), 2U);
  EXPECT_EQ(segments_to_merge(segments_of({10, 90, 50'000}), 0), 0U);
  EXPECT_EQ(segments_to_merge(segments_of({20'000, 50'000}), 1), 2U);
  EXPECT_EQ(segments_to_merge(segments_of({500, 1900, 9000, 90'000}), 1), 3U);
}

TEST(SegmentMerge, KeepsTheirNumberLowThroughManySmallCommits) {
  std::vector<Segment> segments;
  std::size_t most = 0;
  for (int i = 0; i < 20'000; ++i) {
    segments.insert(segments.begin(), segments_of({50})[0]);
    const std::size_t count = segments_to_merge(segments, 1);
    Segment merged;
    for (std::size_t k = 0; k < count; ++k) {
      merged.documents += segments[k].documents;
    }
    segments.erase(segments.begin(),
                   segments.begin() + static_cast<long>(count));
    segments.insert(segments.begin(), merged);
    most = std::max(most, segments.size());
  }
  EXPECT_LE(most, 6U);
}

TEST(IndexNames, AreRecognisedAndNeverGivenTwice) {
  const std::string name = new_segment_name();
  EXPECT_TRUE(is_segment_name(name));
  EXPECT_NE(name, new_segment_name());
  for (const char* other : {"", "s", "segments", "s0123456789abcdeg",
                            "x0123456789abcdef", "s0123456789abcdef0"}) {
    EXPECT_FALSE(is_segment_name(other)) << other;
  }
}

TEST(IndexReport, HasTheNamesOfTheContract) {
  IndexReport report;
  report.read = 3;
  report.added = 2;
  report.rejected = 1;
  report.extra_fields = {"score"};
  report.seconds = 0.25;
  EXPECT_EQ(report_to_json(report),
            R"({"read":3,"added":2,"updated":0,"unchanged":0,"removed":0,)"
            R"("rejected":1,"same_id":0,"undated":0,"extra_fields":["score"],)"
            R"("documents":0,"stories":0,"input_bytes":0,"seconds":0.25})");
}

}  // namespace
}  // namespace lede
