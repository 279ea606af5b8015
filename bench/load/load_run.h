// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sends requests at a fixed rate, whether or not earlier ones were answered,
// and takes the time of each answer from when its request was due. A client
// that waits for answers before it asks again asks less often just when the
// server is slow, and never sees how long others would have waited (coordinated
// omission).

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "bench/load/target.h"

namespace lede::bench {

struct LoadPlan {
  double rate = 0;  // requests a second; 0: each connection asks, waits, asks
  double seconds = 10;
  std::size_t connections = 1024;  // at most; opened as they are needed
  double timeout_seconds = 10;     // for what is then not yet answered
};

struct LoadOutcome {
  // By status: milliseconds from when it was due to its last byte.
  std::map<int, std::vector<double>> answers;
  std::size_t sent = 0;
  std::size_t lost = 0;        // the connection ended without an answer
  std::size_t unanswered = 0;  // nor that, when the time was over
  // Answers of status 200 while requests still fell due: of what comes after,
  // none says what a server can do for long.
  std::size_t accepted_in_time = 0;
};

// The requests are sent in turn, from the one numbered `first` on. One thread,
// this one.
//
// REQUIRES: there are requests, and connections >= 1.
LoadOutcome run_load(const LoadTarget& target,
                     const std::vector<std::string>& requests,
                     const LoadPlan& plan, std::size_t first);

}  // namespace lede::bench
