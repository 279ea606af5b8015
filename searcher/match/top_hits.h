// SPDX-License-Identifier: GPL-3.0-or-later
//
// The best documents of a ranking so far.

#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "searcher/matcher.h"

namespace lede {

// The heaviest, those of lower ids among equals.
class TopHits {
 public:
  // `least`: what weighs less need not be among them, however few there are.
  explicit TopHits(std::size_t wanted,
                   double least = std::numeric_limits<double>::lowest())
      : wanted_(wanted), threshold_(least) {}

  // What weighs less is not among them. Lowered by more than summing in another
  // order changes.
  [[nodiscard]] double threshold() const { return threshold_; }

  // How many are wanted still before there are enough.
  [[nodiscard]] std::size_t missing() const { return wanted_ - hits_.size(); }

  void add(const MatchedDocument& hit) {
    if (hits_.size() == wanted_) {
      if (!better(hit, hits_.front())) return;
      std::ranges::pop_heap(hits_, better);
      hits_.back() = hit;
    } else {
      hits_.push_back(hit);
    }
    std::ranges::push_heap(hits_, better);
    if (hits_.size() == wanted_) {
      const double weight = hits_.front().weight;
      threshold_ =
          std::max(threshold_, weight - kSlack * std::max(1.0, weight));
    }
  }

  // Best first.
  [[nodiscard]] std::vector<MatchedDocument> sorted() && {
    std::ranges::sort(hits_, better);
    return std::move(hits_);
  }

 private:
  static constexpr double kSlack = 1e-12;

  static bool better(const MatchedDocument& a, const MatchedDocument& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.id < b.id;
  }

  std::size_t wanted_;
  double threshold_;
  std::vector<MatchedDocument> hits_;  // the worst in front
};

}  // namespace lede
