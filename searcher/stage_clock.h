// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes the time of each stage of a search.

#pragma once

#include <chrono>
#include <utility>

#include <lede/stages.h>

namespace lede {

// What runs from one call of enter() to the next is of the stage named there.
// Costs a look at the clock a call. Not thread-safe.
class StageClock {
 public:
  using Stage = std::chrono::nanoseconds StageTimes::*;

  // Returns the stage that was left, so that one inside another can go back to
  // it; null for what is of none.
  Stage enter(Stage stage) {
    const auto now = Clock::now();
    if (stage_ != nullptr) times_.*stage_ += now - since_;
    since_ = now;
    return std::exchange(stage_, stage);
  }

  // What was taken so far.
  [[nodiscard]] const StageTimes& times() const { return times_; }

 private:
  using Clock = std::chrono::steady_clock;

  StageTimes times_;
  Stage stage_ = nullptr;
  Clock::time_point since_;
};

}  // namespace lede
