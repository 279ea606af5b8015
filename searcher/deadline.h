// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long a search may take, and the means to stop a match that is running:
// Xapian's own time limit only stops counting, it does not stop matching.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include <xapian.h>

namespace lede {

// A point in time, or none. Copied freely; usable from several threads.
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  // No deadline.
  Deadline() = default;
  // REQUIRES: milliseconds > 0.
  static Deadline after_ms(std::int64_t milliseconds);

  [[nodiscard]] bool is_set() const { return at_.has_value(); }
  [[nodiscard]] std::optional<Clock::time_point> at() const { return at_; }
  [[nodiscard]] bool passed() const { return at_ && Clock::now() >= *at_; }
  // Throws DeadlinePassed if it has passed.
  void check() const;

 private:
  std::optional<Clock::time_point> at_;
};

// A query that matches every document without weight and throws DeadlinePassed
// once `deadline` has passed; for use under OP_FILTER. Local databases only.
Xapian::Query deadline_query(const Deadline& deadline);

}  // namespace lede
