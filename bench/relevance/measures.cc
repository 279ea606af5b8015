// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/relevance/measures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>

namespace lede::bench {
namespace {

constexpr std::size_t kShortCut = 10;
constexpr std::size_t kLongCut = 100;

double discounted(int gain, std::size_t rank) {
  return gain / std::log2(static_cast<double>(rank) + 1.0);
}

double best_gain(const QueryJudgements& judged) {
  std::vector<int> gains;
  for (const auto& [document, relevance] : judged) {
    if (relevance > 0) gains.push_back(relevance);
  }
  std::ranges::sort(gains, std::ranges::greater{});
  gains.resize(std::min(gains.size(), kShortCut));
  double sum = 0.0;
  for (std::size_t i = 0; i < gains.size(); ++i) {
    sum += discounted(gains[i], i + 1);
  }
  return sum;
}

}  // namespace

bool has_relevant(const QueryJudgements& judged) {
  return std::ranges::any_of(judged,
                             [](const auto& row) { return row.second > 0; });
}

Measures measure(const QueryJudgements& judged, const Ranking& ranking) {
  const auto relevant = static_cast<double>(std::ranges::count_if(
      judged, [](const auto& row) { return row.second > 0; }));
  Measures found;
  double hits = 0.0;
  for (std::size_t rank = 1; rank <= ranking.size(); ++rank) {
    const auto row = judged.find(ranking[rank - 1].id);
    if (row == judged.end() || row->second <= 0) continue;
    hits += 1.0;
    const auto depth = static_cast<double>(rank);
    if (rank <= kShortCut) {
      found.ndcg_10 += discounted(row->second, rank);
      found.precision_10 += 1.0 / static_cast<double>(kShortCut);
      if (hits == 1.0) found.reciprocal_rank_10 = 1.0 / depth;
    }
    if (rank <= kLongCut) found.recall_100 += 1.0 / relevant;
    found.average_precision += hits / depth / relevant;
  }
  found.ndcg_10 /= best_gain(judged);
  return found;
}

Scores score_run(const std::vector<TopicQuery>& topics,
                 const Judgements& judgements, const Run& run) {
  Scores scores;
  const Ranking nothing;
  for (const TopicQuery& topic : topics) {
    const auto judged = judgements.find(topic.id);
    if (judged == judgements.end() || !has_relevant(judged->second)) {
      ++scores.without_relevant;
      continue;
    }
    const auto ranked = run.find(topic.id);
    scores.queries[topic.id] =
        measure(judged->second, ranked == run.end() ? nothing : ranked->second);
  }
  const auto count = static_cast<double>(scores.queries.size());
  for (const MeasureName& name : kMeasures) {
    for (const auto& [query, values] : scores.queries) {
      scores.mean.*name.value += values.*name.value / count;
    }
  }
  return scores;
}

}  // namespace lede::bench
