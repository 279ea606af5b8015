// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/relevance/trec_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lede::bench {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> ids(const Ranking& ranking) {
  std::vector<std::string> out;
  for (const RankedDocument& document : ranking) out.push_back(document.id);
  return out;
}

TEST(Judgements, AreReadWithAnyWhiteSpace) {
  const auto read = parse_judgements("1 0 a 2\r\n\n1\t0\tb c\t-1\n2  0  a  0");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->at("1").at("a"), 2);
  EXPECT_EQ(read->at("1").at("b c"), -1);
  EXPECT_EQ(read->at("2").at("a"), 0);
}

TEST(Judgements, NameTheLineThatIsWrong) {
  const std::pair<const char*, const char*> rows[] = {
      {"1 0 a 1\n1 0 b\n",
       "line 2: not of the form QUERY 0 DOCUMENT RELEVANCE"},
      {"\n1 0 a yes\n", "line 2: 'yes' is no whole number"},
      {"1 0 a 1.5\n", "line 1: '1.5' is no whole number"}};
  for (const auto& [text, message] : rows) {
    const auto read = parse_judgements(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().message, message);
  }
}

TEST(Run, OrdersByScoreThenByDescendingIdAsTrecEvalDoes) {
  const auto run = parse_run(
      "q Q0 a 1 1.5 t\nq Q0 b 2 2.5 t\nq Q0 c 3 1.5 t\nq Q0 d 4 -1e3 t\n");
  ASSERT_TRUE(run) << run.error().message;
  EXPECT_THAT(ids(run->at("q")), ElementsAre("b", "c", "a", "d"));
}

TEST(Run, NamesTheLineThatIsWrong) {
  const std::pair<const char*, const char*> rows[] = {
      {"q Q0 a 1 2.0\n",
       "line 1: not of the form QUERY Q0 DOCUMENT RANK SCORE TAG"},
      {"q Q0 a 1 high t\n", "line 1: 'high' is no score"},
      {"q Q0 a 1 nan t\n", "line 1: 'nan' is no score"},
      {"q Q0 a 1 2 t\nq Q0 a 2 1 t\n",
       "line 2: document 'a' is ranked twice for 'q'"}};
  for (const auto& [text, message] : rows) {
    const auto run = parse_run(text);
    ASSERT_FALSE(run) << text;
    EXPECT_EQ(run.error().message, message);
  }
}

TEST(Run, IsReadBackInItsOrderWhateverTheScores) {
  const bench::Run run = {{"a query",
                           {{"1", 3.0},
                            {"with space", 3.0},
                            {"2", 3.0 + 1e-12},
                            {"芯片", 2.0},
                            {"zero", 0.0},
                            {"none", 0.0}}}};
  const auto read = parse_run(print_run(run, "tag"));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(ids(read->at("a query")), ids(run.at("a query")));
}

TEST(Run, MeetsJudgementsWhicheverWayAnIdIsWritten) {
  EXPECT_EQ(percent_decoded("a%20b%0a%E8%8A%AF"), "a b\n芯");
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("5%2"), "5%2");
  EXPECT_EQ(percent_decoded("5%zz"), "5%zz");
}

TEST(Topics, KeepTheirTabs) {
  const auto topics = parse_topics("1\ta b\n\n2\tc\td\r\n");
  ASSERT_TRUE(topics) << topics.error().message;
  ASSERT_EQ(topics->size(), 2U);
  EXPECT_EQ((*topics)[1].text, "c\td");
}

TEST(Topics, NameTheLineThatIsWrong) {
  EXPECT_EQ(parse_topics("1 a\n").error().message,
            "line 1: not of the form ID<TAB>QUERY");
  EXPECT_EQ(parse_topics("1\ta\n1\tb\n").error().message,
            "line 2: query '1' stands there twice");
}

}  // namespace
}  // namespace lede::bench
