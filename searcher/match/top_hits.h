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

// Documents read beyond a page to see whether its last one is in a near-tie
// with the next, and while it is, those that may be in it.
inline constexpr std::size_t kTieSlack = 8;
inline constexpr std::size_t kMaxTieSlack = 1024;

// So many documents, each in a near-tie with the next, come no further down
// from `weight`.
inline double least_in_tie(double weight) {
  return weight - (kMaxTieSlack + 1) * kNearTie * std::max(1.0, weight);
}

// The heaviest, those of lower ids among equals.
class TopHits {
 public:
  // `least`: what weighs less need not be among them, however few there are.
  explicit TopHits(std::size_t wanted,
                   double least = std::numeric_limits<double>::lowest())
      : wanted_(wanted), threshold_(least) {}

  // What weighs less is neither among them nor in a tie with any that is.
  [[nodiscard]] double threshold() const { return threshold_; }

  // How many are wanted still before there are enough.
  [[nodiscard]] std::size_t missing() const { return wanted_ - hits_.size(); }

  void add(const MatchedDocument& hit) {
    if (hits_.size() == wanted_) {
      if (!Better()(hit, hits_.front())) {
        leave_out(hit.weight);
        return;
      }
      leave_out(hits_.front().weight);
      std::pop_heap(hits_.begin(), hits_.end(), Better());
      hits_.back() = hit;
    } else {
      hits_.push_back(hit);
    }
    std::push_heap(hits_.begin(), hits_.end(), Better());
    if (hits_.size() == wanted_) {
      threshold_ = std::max(threshold_, least_in_tie(hits_.front().weight));
    }
  }

  // True if some document was left out that is not as heavy as the worst of
  // them, but may be in a tie with it.
  [[nodiscard]] bool left_out_near() const {
    if (hits_.empty()) return false;
    const double worst = hits_.front().weight;
    return (left_out_ < worst ? left_out_ : left_out_next_) >=
           least_in_tie(worst);
  }

  // Best first.
  [[nodiscard]] std::vector<MatchedDocument> sorted() && {
    std::sort(hits_.begin(), hits_.end(), Better());
    return std::move(hits_);
  }

 private:
  struct Better {
    bool operator()(const MatchedDocument& a, const MatchedDocument& b) const {
      return a.weight != b.weight ? a.weight > b.weight : a.id < b.id;
    }
  };

  void leave_out(double weight) {
    if (weight > left_out_) {
      left_out_next_ = left_out_;
      left_out_ = weight;
    } else if (weight < left_out_ && weight > left_out_next_) {
      left_out_next_ = weight;
    }
  }

  std::size_t wanted_;
  double threshold_;
  std::vector<MatchedDocument> hits_;  // the worst in front
  // The two highest weights, not equal, of documents left out.
  double left_out_ = std::numeric_limits<double>::lowest();
  double left_out_next_ = std::numeric_limits<double>::lowest();
};

}  // namespace lede
