// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a search took.

#pragma once

#include <chrono>
#include <ctime>

#include <lede/stages.h>

namespace lede {

struct SearchTimes {
  StageTimes stages;
  std::chrono::nanoseconds wall{0};
  std::chrono::nanoseconds cpu{0};  // of its thread
};

// That the calling thread has used (POSIX.1, CLOCK_THREAD_CPUTIME_ID), or the
// whole process.
inline std::chrono::nanoseconds cpu_time(clockid_t clock) {
  std::timespec time{};
  ::clock_gettime(clock, &time);
  return std::chrono::seconds(time.tv_sec) +
         std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace lede
