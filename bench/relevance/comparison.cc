// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/relevance/comparison.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace lede::bench {
namespace {

// The same figures from the same runs, always.
constexpr std::uint64_t kSeed = 20070601;
// Sums of the same numbers in another order differ by less, values of two
// rankings by more.
constexpr double kRounding = 1e-9;

MeasureComparison compare_measure(const Scores& first, const Scores& second,
                                  double Measures::*value,
                                  std::size_t permutations) {
  MeasureComparison out;
  std::vector<double> differences;
  for (const auto& [query, values] : first.queries) {
    const double difference = values.*value - second.queries.at(query).*value;
    differences.push_back(difference);
    if (std::abs(difference) < kRounding) {
      ++out.ties;
    } else {
      ++(difference > 0 ? out.wins : out.losses);
    }
  }
  out.difference = first.mean.*value - second.mean.*value;
  out.p_value = randomisation_p_value(differences, permutations, kSeed);
  return out;
}

}  // namespace

double randomisation_p_value(std::span<const double> differences,
                             std::size_t permutations, std::uint64_t seed) {
  double observed = 0.0;
  for (const double difference : differences) observed += difference;
  observed = std::abs(observed) - kRounding;
  std::mt19937_64 random(seed);
  std::size_t as_far = 1;
  for (std::size_t i = 0; i < permutations; ++i) {
    double sum = 0.0;
    std::uint64_t signs = 0;
    for (std::size_t k = 0; k < differences.size(); ++k) {
      if (k % 64 == 0) signs = random();
      sum += (signs & 1U) != 0 ? differences[k] : -differences[k];
      signs >>= 1U;
    }
    if (std::abs(sum) >= observed) ++as_far;
  }
  return static_cast<double>(as_far) / static_cast<double>(permutations + 1);
}

Comparison compare(const Scores& first, const Scores& second,
                   std::size_t permutations) {
  Comparison out;
  for (std::size_t i = 0; i < kMeasures.size(); ++i) {
    out.measures[i] =
        compare_measure(first, second, kMeasures[i].value, permutations);
  }
  for (const auto& [query, values] : first.queries) {
    out.queries.push_back(
        {query, values.ndcg_10, second.queries.at(query).ndcg_10});
  }
  std::ranges::stable_sort(out.queries, {}, &QueryPair::difference);
  return out;
}

}  // namespace lede::bench
