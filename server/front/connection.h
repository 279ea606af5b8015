// SPDX-License-Identifier: GPL-3.0-or-later
//
// One client's connection: its socket, what was read of it and what is still
// to be sent. The event loop moves it from phase to phase.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "common/unique_fd.h"
#include "server/front/request_reader.h"
#include "server/turn.h"

namespace lede::internal {

enum class Phase : std::uint8_t {
  kReading,    // waiting for a whole request
  kWorking,    // a worker has it, or it waits for one or for its turn
  kWriting,    // the answer is being sent
  kLingering,  // all is said; what the client still sends is thrown away
};

// What is sent for a request; the body stays where it was made.
struct Answer {
  std::string head;
  std::string body;
};

// Not thread-safe; the loop sees to it that one thread has it at a time.
struct Connection {
  using Clock = std::chrono::steady_clock;
  enum class Io : std::uint8_t { kProgress, kBlocked, kClosed };

  Connection(std::uint64_t id_of_it, UniqueFd socket, std::string peer,
             const RequestLimits& limits)
      : id(id_of_it),
        fd(std::move(socket)),
        client(std::move(peer)),
        reader(limits) {}

  // Reads once what is there; in kLingering it is thrown away.
  Io receive();
  // Sends as much of `output` as the socket takes.
  Io send();
  // Sends the answer to the request that was read, and reads on.
  Io answer(Answer answer);
  // Tells the peer that nothing more comes.
  void shut_down_writing();

  std::uint64_t id;
  UniqueFd fd;
  std::string client;
  RequestReader reader;
  Phase phase = Phase::kReading;
  std::function<Answer(Turn)> later;  // what makes the answer in its turn
  Answer output;
  std::size_t sent = 0;         // bytes of output
  std::size_t thrown_away = 0;  // bytes read while lingering
  bool keep_alive = false;      // after the answer under way
  bool request_begun = false;   // `deadline` counts from its first byte
  Clock::time_point begun;      // first byte of the request, or the accept
  Clock::time_point deadline;   // of what it waits for
};

}  // namespace lede::internal
