// SPDX-License-Identifier: GPL-3.0-or-later
//
// The same work on every item of a range, by several threads at once.

#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace lede {

// Calls work(worker, item) for each item in [0, items), `workers` at a time;
// `worker` is below `workers` and never used by two calls at once. Returns when
// all is done; the first exception thrown is thrown again here.
template <typename Work>
void parallel_for(std::size_t workers, std::size_t items, const Work& work) {
  if (workers > items) workers = items;
  if (workers <= 1) {
    for (std::size_t item = 0; item < items; ++item) work(0, item);
    return;
  }
  std::atomic<std::size_t> next = 0;
  std::exception_ptr thrown;
  std::mutex thrown_mutex;
  const auto run = [&](std::size_t worker) {
    try {
      for (std::size_t item = next++; item < items; item = next++) {
        work(worker, item);
      }
    } catch (...) {
      next = items;
      const std::scoped_lock lock(thrown_mutex);
      if (!thrown) thrown = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    threads.reserve(workers);
    for (std::size_t i = 0; i < workers; ++i) threads.emplace_back(run, i);
  }
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace lede
