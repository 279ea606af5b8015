// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scores of a stretch of documents, summed term after term.

#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "searcher/match/bits.h"

namespace lede {

// Sums are of single precision: what they are within kRounding of is looked at
// once more.
class ScoreWindow {
 public:
  // More than they are off by, as a share of them.
  static constexpr double kRounding = 1e-5;
  static constexpr std::uint32_t kSize = 4096;  // ordinals; divides a block

  // `norms`: ViewPostings::norms() of the segment.
  explicit ScoreWindow(std::span<const float> norms) : norms_(norms) {}

  // Empties it. REQUIRES: begin is a multiple of kSize.
  void begin(std::uint32_t begin, double threshold) {
    begin_ = begin;
    threshold_ = threshold;
    if (!empty_) scores_.fill(0);
    empty_ = true;
    touched_.fill(0);
  }

  [[nodiscard]] std::uint32_t begin() const { return begin_; }
  [[nodiscard]] double threshold() const { return threshold_; }
  // By ordinal less begin().
  [[nodiscard]] const float* norms() const { return norms_.data() + begin_; }

  // `at`: ordinal less begin(), below kSize.
  void add(std::uint32_t at, float weight) {
    scores_[at] += weight;
    touched_[at / 64] |= std::uint64_t{1} << (at % 64);
    empty_ = false;
  }
  [[nodiscard]] float score(std::uint32_t at) const { return scores_[at]; }
  // Leaves the document out.
  void forget(std::uint32_t at) {
    touched_[at / 64] &= ~(std::uint64_t{1} << (at % 64));
  }
  // Leaves out all whose bit is not set in `kept`.
  void keep(std::span<const std::uint64_t> kept) {
    for (std::size_t i = 0; i < touched_.size(); ++i) touched_[i] &= kept[i];
  }
  // A bit each document that something was added to, but for those left out.
  [[nodiscard]] std::span<const std::uint64_t> touched() const {
    return touched_;
  }

 private:
  std::span<const float> norms_;
  std::uint32_t begin_ = 0;
  double threshold_ = 0;
  std::array<float, kSize> scores_{};
  std::array<std::uint64_t, kSize / 64> touched_{};
  bool empty_ = true;
};

}  // namespace lede
