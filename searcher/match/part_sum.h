// SPDX-License-Identifier: GPL-3.0-or-later
//
// The weight of a document, as the sum of what the parts of a query give it.

#pragma once

#include <cstdint>
#include <vector>

#include "searcher/match/match_node.h"

namespace lede {

// One thread at a time. The parts outlive it.
class PartSum {
 public:
  explicit PartSum(std::vector<MatchNode*> parts);

  // No document weighs more.
  [[nodiscard]] double bound() const { return rest_.front(); }

  // Sets `weight`, exactly; false, once it is known to be less than `needed`.
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double needed,
                           double& weight);

  // No less than a document weighs, mostly little more.
  struct Most {
    double weight = 0;
    std::uint16_t low = 0;  // bits of its ordinal
  };

  // Sets `likely` to those of a block's documents, by the low bits of their
  // ordinals, ascending, that may weigh `needed`. Changes `lows`.
  void keep_reaching(std::uint32_t block, double needed,
                     std::vector<std::uint16_t>& lows,
                     std::vector<Most>& likely);

 private:
  std::vector<MatchNode*> parts_;  // the highest bounds first
  std::vector<double> rest_;       // sum of bounds from each on; 0 at the end
  std::vector<double> most_;       // of keep_reaching()
};

}  // namespace lede
