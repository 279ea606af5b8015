// SPDX-License-Identifier: GPL-3.0-or-later
//
// Standard input that ends when the program is asked to stop. A stream may be
// silent for hours, and a blocked read would not see the stop flag.

#pragma once

#include <atomic>
#include <thread>

#include <lede/result.h>

namespace lede {

// While it lives, file descriptor 0 is a pipe fed from the real standard input
// by a thread of its own; it ends with the input or when `stop` is set.
class StoppableInput {
 public:
  explicit StoppableInput(const std::atomic<bool>& stop) : stop_(stop) {}
  ~StoppableInput();
  StoppableInput(const StoppableInput&) = delete;
  StoppableInput& operator=(const StoppableInput&) = delete;

  // kIo if the pipe cannot be made.
  Result<void> start();

 private:
  void feed(int from, int to) const;

  const std::atomic<bool>& stop_;
  std::atomic<bool> ended_ = false;
  std::thread feeder_;
};

}  // namespace lede
