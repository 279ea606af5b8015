// SPDX-License-Identifier: GPL-3.0-or-later
//
// The line at the foot of a terminal that says how far a run is.

#pragma once

#include <chrono>
#include <string>

#include "indexer/pipeline.h"

namespace lede {

// One line for `progress`: files, articles a second, bytes a second, and, where
// the amount of input is known, percentage and time left.
std::string progress_line(const PipelineProgress& progress);

// Rewrites one line of stderr, ten times a second at most.
class ProgressBar {
 public:
  void show(const PipelineProgress& progress);
  // Leaves the line empty for what comes next.
  void clear();

 private:
  std::chrono::steady_clock::time_point shown_at_;
  bool shown_ = false;
};

}  // namespace lede
