// SPDX-License-Identifier: GPL-3.0-or-later
//
// So many at a time, in the order they came.

#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <mutex>

namespace lede {

// In place of std::counting_semaphore, whose timed wait sleeps and looks again
// in libstdc++ 12, ever longer up to 64 ms: whoever comes meanwhile goes first,
// and who waits may wait until its time is over. Thread-safe.
class Turns {
 public:
  // REQUIRES: at_once >= 1.
  explicit Turns(std::size_t at_once) : free_(at_once) {}

  // Waits for a turn; false if it did not come in time. True: give_back() it.
  bool take(std::chrono::milliseconds max_wait);
  void give_back();

  // How many wait.
  [[nodiscard]] std::size_t waiting() const;

 private:
  struct Waiter {
    std::condition_variable woken;
    bool has_turn = false;
  };

  mutable std::mutex mutex_;
  // Guarded by mutex_: none is free while anybody waits.
  std::size_t free_;
  std::list<Waiter*> waiting_;
};

}  // namespace lede
