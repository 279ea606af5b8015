// SPDX-License-Identifier: GPL-3.0-or-later

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/relevance/comparison.h"
#include "bench/relevance/measures.h"

namespace lede::bench {
namespace {

Ranking ranking(const std::vector<std::string>& ids) {
  Ranking out;
  for (const std::string& id : ids) {
    out.push_back({id, -static_cast<double>(out.size())});
  }
  return out;
}

// Worked by hand:
//   rank            1     2     3     4
//   relevance       2     -     0     3
//   gain / log2(r+1)  2/1               3/2.321928
//   DCG  2 + 1.292030 = 3.292030
//   best 3/1 + 2/1.584963 + 1/2 = 4.761860
TEST(Measures, AgreeWithAnExampleWorkedByHand) {
  const QueryJudgements judged = {{"a", 3}, {"b", 2}, {"c", 1}, {"d", 0}};
  const Measures found = measure(judged, ranking({"b", "x", "d", "a"}));
  EXPECT_NEAR(found.ndcg_10, 3.292030 / 4.761860, 1e-6);
  EXPECT_NEAR(found.average_precision, (1.0 / 1 + 2.0 / 4) / 3, 1e-12);
  EXPECT_NEAR(found.reciprocal_rank_10, 1.0, 1e-12);
  EXPECT_NEAR(found.precision_10, 0.2, 1e-12);
  EXPECT_NEAR(found.recall_100, 2.0 / 3, 1e-12);
}

TEST(Measures, EndAtTheirCuts) {
  std::vector<std::string> ids(150);
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = "x" + std::to_string(i);
  ids[10] = "eleventh";
  ids[100] = "behind";
  const Measures found =
      measure({{"eleventh", 1}, {"behind", 1}}, ranking(ids));
  EXPECT_EQ(found.ndcg_10, 0);
  EXPECT_EQ(found.reciprocal_rank_10, 0);
  EXPECT_EQ(found.precision_10, 0);
  EXPECT_EQ(found.recall_100, 0.5);
  EXPECT_NEAR(found.average_precision, (1.0 / 11 + 2.0 / 101) / 2, 1e-12);
}

TEST(Measures, TheBestOrderOfManyScoresOne) {
  QueryJudgements judged;
  std::vector<std::string> ids;
  for (int i = 10; i < 30; ++i) {
    ids.push_back(std::to_string(i));
    judged[ids.back()] = 1;
  }
  const Measures found = measure(judged, ranking(ids));
  EXPECT_NEAR(found.ndcg_10, 1, 1e-12);
  EXPECT_NEAR(found.precision_10, 1, 1e-12);
  EXPECT_NEAR(found.average_precision, 1, 1e-12);
}

TEST(Measures, ANegativeJudgementIsNoGain) {
  const Measures found =
      measure({{"bad", -1}, {"good", 1}}, ranking({"bad", "good"}));
  EXPECT_NEAR(found.ndcg_10, 1 / std::log2(3.0), 1e-12);
  EXPECT_NEAR(found.average_precision, 0.5, 1e-12);
}

TEST(Scores, LeaveOutQueriesWithoutARelevantDocumentAndCountThem) {
  const Judgements judgements = {{"q1", {{"a", 1}}}, {"q2", {{"a", 0}}}};
  const Scores scores = score_run({{"q1", ""}, {"q2", ""}, {"q3", ""}},
                                  judgements, {{"q1", ranking({"a"})}});
  EXPECT_EQ(scores.queries.size(), 1U);
  EXPECT_EQ(scores.without_relevant, 2U);
  EXPECT_EQ(scores.mean.ndcg_10, 1);
}

TEST(Scores, CountAQueryThatFoundNothingAsZero) {
  const Judgements judgements = {{"q1", {{"a", 1}}}, {"q2", {{"b", 1}}}};
  const Scores scores =
      score_run({{"q1", ""}, {"q2", ""}}, judgements, {{"q1", ranking({"a"})}});
  EXPECT_EQ(scores.mean.average_precision, 0.5);
}

// Of the eight ways to sign three ones, two have a sum as far from 0 as 3.
TEST(Randomisation, ApproachesTheExactProbability) {
  const std::vector<double> ones = {1, 1, 1};
  EXPECT_NEAR(randomisation_p_value(ones, 100'000, 1), 0.25, 0.01);
}

TEST(Randomisation, CountsBothDirections) {
  const std::vector<double> up = {0.5, 0.25, 0.125, -0.1};
  const std::vector<double> down = {-0.5, -0.25, -0.125, 0.1};
  EXPECT_NEAR(randomisation_p_value(up, 100'000, 1),
              randomisation_p_value(down, 100'000, 2), 0.01);
}

TEST(Randomisation, OfEqualRunsIsCertainlyChance) {
  const std::vector<double> none(100, 0.0);
  EXPECT_EQ(randomisation_p_value(none, 10'000, 1), 1.0);
}

TEST(Randomisation, IsNeverZero) {
  const std::vector<double> clear(500, 0.25);
  EXPECT_EQ(randomisation_p_value(clear, 10'000, 1), 1.0 / 10'001);
}

TEST(Comparison, CountsWinsAndOrdersQueriesByDifference) {
  const Judgements judgements = {
      {"up", {{"a", 1}}}, {"down", {{"a", 1}}}, {"same", {{"a", 1}}}};
  const std::vector<TopicQuery> topics = {
      {"up", ""}, {"down", ""}, {"same", ""}};
  const Scores first = score_run(topics, judgements,
                                 {{"up", ranking({"a"})},
                                  {"down", ranking({"x", "a"})},
                                  {"same", ranking({"a"})}});
  const Scores second = score_run(topics, judgements,
                                  {{"up", ranking({"x", "y", "a"})},
                                   {"down", ranking({"a"})},
                                   {"same", ranking({"a"})}});
  const Comparison found = compare(first, second, 10'000);
  EXPECT_EQ(found.measures[0].wins, 1U);
  EXPECT_EQ(found.measures[0].losses, 1U);
  EXPECT_EQ(found.measures[0].ties, 1U);
  EXPECT_NEAR(found.measures[0].difference,
              first.mean.ndcg_10 - second.mean.ndcg_10, 1e-12);
  ASSERT_EQ(found.queries.size(), 3U);
  EXPECT_EQ(found.queries[0].query, "down");
  EXPECT_EQ(found.queries[2].query, "up");
}

}  // namespace
}  // namespace lede::bench
