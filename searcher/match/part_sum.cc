// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/part_sum.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace lede {

PartSum::PartSum(std::vector<MatchNode*> parts) : parts_(std::move(parts)) {
  std::ranges::stable_sort(parts_, std::greater<>{}, &MatchNode::bound);
  rest_.assign(parts_.size() + 1, 0);
  for (std::size_t i = parts_.size(); i-- > 0;) {
    rest_[i] = rest_[i + 1] + parts_[i]->bound();
  }
}

bool PartSum::weigh(std::uint32_t ordinal, double needed, double& weight) {
  double sum = 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (sum + rest_[i] < needed) return false;
    static_cast<void>(parts_[i]->weigh(ordinal, sum));
  }
  weight = sum;
  return sum >= needed;
}

void PartSum::keep_reaching(std::uint32_t block, double needed,
                            std::vector<std::uint16_t>& lows,
                            std::vector<Most>& likely) {
  most_.assign(lows.size(), 0);
  for (std::size_t i = 0; i < parts_.size() && !lows.empty(); ++i) {
    parts_[i]->add_most(block, lows, most_);
    std::size_t kept = 0;
    for (std::size_t at = 0; at < lows.size(); ++at) {
      lows[kept] = lows[at];
      most_[kept] = most_[at];
      kept += most_[at] + rest_[i + 1] >= needed ? 1 : 0;
    }
    lows.resize(kept);
    most_.resize(kept);
  }
  likely.clear();
  for (std::size_t at = 0; at < lows.size(); ++at) {
    likely.push_back({most_[at], lows[at]});
  }
}

}  // namespace lede
