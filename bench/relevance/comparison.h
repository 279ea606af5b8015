// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two runs over the same queries: by how much they differ, whether that may be
// chance, and where.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bench/relevance/measures.h"

namespace lede::bench {

struct MeasureComparison {
  double difference = 0.0;  // of the means, first less second
  double p_value = 1.0;
  std::size_t wins = 0;  // queries for which the first run is better
  std::size_t losses = 0;
  std::size_t ties = 0;
};

// One query's nDCG@10.
struct QueryPair {
  std::string query;
  double first = 0.0;
  double second = 0.0;

  [[nodiscard]] double difference() const { return first - second; }
};

struct Comparison {
  std::array<MeasureComparison, kMeasures.size()> measures;  // as kMeasures
  std::vector<QueryPair> queries;  // by ascending difference, then by id
};

// How likely a mean as far from 0 as that of `differences` would be, either
// way, if each pair's two sides were exchanged at random: Fisher's paired
// randomisation test as Smucker, Allan and Carterette recommend it for
// retrieval (CIKM 2007), by `permutations` drawn with `seed`; the observed one
// counts among them (Phipson and Smyth, 2010), so that it is never 0.
double randomisation_p_value(std::span<const double> differences,
                             std::size_t permutations, std::uint64_t seed);

// REQUIRES: both are scores of the same topics and judgements.
Comparison compare(const Scores& first, const Scores& second,
                   std::size_t permutations);

}  // namespace lede::bench
