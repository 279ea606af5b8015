// SPDX-License-Identifier: GPL-3.0-or-later
//
// One connection of the load's client: sends a request, takes its answer, and
// may be used again.

#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "bench/load/target.h"
#include "common/unique_fd.h"

namespace lede::bench {

// Not thread-safe.
class LoadConnection {
 public:
  using Clock = std::chrono::steady_clock;
  enum class State {
    kIdle,      // may be started; `is_open` says whether it is connected
    kBusy,      // an answer is awaited
    kAnswered,  // status() is the answer's; take it by finish()
    kLost,      // the peer closed, or cannot be reached; take it by finish()
  };

  // Sends the request, over a new connection if there is none. `due` is when it
  // should have been sent. REQUIRES: kIdle; the request outlives its answer.
  void start(const LoadTarget& target, std::string_view request,
             Clock::time_point due);
  // Goes on when the socket is ready. An idle one that gets anything closes.
  void proceed();
  // To kIdle; keeps the connection if both sides want to.
  void finish();

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool is_open() const { return fd_.is_open(); }
  [[nodiscard]] int fd() const { return fd_.get(); }
  // True while it waits to send.
  [[nodiscard]] bool wants_to_write() const {
    return state_ == State::kBusy && !unsent_.empty();
  }
  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] Clock::time_point due() const { return due_; }

 private:
  void send();
  void receive();
  void read_head();

  UniqueFd fd_;
  State state_ = State::kIdle;
  std::string_view unsent_;
  std::string received_;
  std::size_t wanted_bytes_ = 0;  // of the whole answer; 0: no head yet
  int status_ = 0;
  bool closes_ = false;
  Clock::time_point due_;
};

}  // namespace lede::bench
