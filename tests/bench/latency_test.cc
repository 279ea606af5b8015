// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/latency.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/suggest_run.h"
#include "tests/searcher/test_index.h"

namespace lede::bench {
namespace {

TEST(Latency, ThePercentileIsASampleThatSoManyDoNotExceed) {
  const std::vector<double> samples = {1, 2, 3, 4};
  EXPECT_EQ(percentile(samples, 0.50), 2);
  EXPECT_EQ(percentile(samples, 0.51), 3);
  EXPECT_EQ(percentile(samples, 0.95), 4);
  EXPECT_EQ(percentile({5}, 0.01), 5);
}

TEST(Latency, TheFirstColumnIsTheClassIfItRecurs) {
  const auto queries =
      parse_queries("# classes\nand\ta b\n\nand\tc\td\r\nor\te\n");
  ASSERT_TRUE(queries);
  ASSERT_EQ(queries->size(), 3U);
  EXPECT_EQ((*queries)[1].query_class, "and");
  EXPECT_EQ((*queries)[1].query, "c\td");
  EXPECT_EQ((*queries)[2].query_class, "or");
}

TEST(Latency, TheFirstColumnIsAnIdIfItNeverRecurs) {
  const auto queries = parse_queries("q1\ta\nq2\tb\n");
  ASSERT_TRUE(queries);
  EXPECT_EQ((*queries)[0].query_class, "all");
  EXPECT_EQ((*queries)[1].query_class, "all");
}

TEST(Latency, ALineWithoutATabIsNamed) {
  const auto queries = parse_queries("q1\ta\nno tab\n");
  ASSERT_FALSE(queries);
  EXPECT_EQ(queries.error().message, "line 2 has no TAB");
}

TEST(Latency, FiguresSurviveTheirFile) {
  const LatencyTable table = {{"and", {10, 1.5, 2.5, 3.5, 4.5, 1000.0, 5.5}}};
  const auto read = latency_from_json(latency_to_json(table));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->at("and").queries, 10U);
  EXPECT_EQ(read->at("and").p99_us, 3.5);
  EXPECT_EQ(read->at("and").cpu_us, 5.5);
  EXPECT_EQ(print_latency(*read, nullptr), print_latency(table, nullptr));
  EXPECT_FALSE(latency_from_json("{}"));
  EXPECT_FALSE(latency_from_json("not JSON"));
}

TEST(Latency, AComparisonShowsTheRatio) {
  const LatencyTable before = {{"and", {10, 2.0, 2.5, 4.0, 4.5, 1000.0, 2.0}}};
  const LatencyTable after = {{"and", {10, 1.0, 2.5, 5.0, 4.5, 1000.0, 1.0}},
                              {"new", {10, 1.0, 2.5, 5.0, 4.5, 1000.0, 1.0}}};
  const std::string text = print_latency(after, &before);
  EXPECT_THAT(text, ::testing::HasSubstr("0.50    1.25\n"));
}

TEST(SuggestRun, TypesAHeadlineCodePointByCodePoint) {
  const auto typed = typed_prefixes("AI芯片", 3);
  ASSERT_EQ(typed.size(), 3U);
  EXPECT_EQ(typed[0].query, "A");
  EXPECT_EQ(typed[0].query_class, " 1 typed");
  EXPECT_EQ(typed[2].query, "AI芯");
  EXPECT_TRUE(typed_prefixes("", 3).empty());
}

TEST(SuggestRun, MeasuresTheHeadlinesOfAnIndex) {
  const testing::TestIndex index(testing::small_archive());
  const Searcher searcher = index.open();
  SuggestRunOptions options;
  options.headlines = 2;
  options.repeats = 1;
  std::ostringstream output;
  ASSERT_TRUE(run_suggest_bench(searcher, options, output));
  EXPECT_THAT(output.str(), ::testing::HasSubstr("12 typed"));
  EXPECT_THAT(output.str(), ::testing::HasSubstr("all "));
  EXPECT_THAT(output.str(), ::testing::HasSubstr("processor time of "));
  options.queries = "/nowhere";
  EXPECT_FALSE(run_suggest_bench(searcher, options, output));
}

}  // namespace
}  // namespace lede::bench
