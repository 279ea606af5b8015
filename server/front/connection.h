// SPDX-License-Identifier: GPL-3.0-or-later
//
// One client's connection: its socket, what was read of it and what is still
// to be sent. The event loop moves it from phase to phase.

#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "server/front/request_reader.h"
#include "server/front/unique_fd.h"

namespace lede::internal {

enum class Phase : std::uint8_t {
  kReading,    // waiting for a whole request
  kWorking,    // a worker has it
  kWriting,    // the answer is being sent
  kLingering,  // all is said; what the client still sends is thrown away
};

enum class Io : std::uint8_t { kProgress, kBlocked, kClosed };

// Sends what the socket takes of `bytes` from `sent` on, and moves `sent`.
Io send_from(int fd, std::string_view bytes, std::size_t& sent);

// Who is answered. The worker that has a request shares the socket with the
// connection: it sends the answer by itself, if it can at once.
struct Peer {
  struct Socket {
    UniqueFd fd;
    bool awaited = false;  // the loop has to hear at once that all is sent;
                           // guarded by the loop's mutex
  };

  std::uint64_t connection = 0;
  std::shared_ptr<Socket> socket;
  std::string address;  // empty on a unix socket
};

// Not thread-safe; belongs to the loop's thread.
struct Connection {
  using Clock = std::chrono::steady_clock;

  Connection(Peer its_peer, const RequestLimits& limits)
      : peer(std::move(its_peer)), reader(limits) {}

  // Reads once what is there; in kLingering it is thrown away.
  Io receive();
  // Sends as much of `output` as the socket takes.
  Io send();
  // Tells the peer that nothing more comes.
  void shut_down_writing();

  [[nodiscard]] int fd() const { return peer.socket->fd.get(); }

  Peer peer;
  RequestReader reader;
  Phase phase = Phase::kReading;
  std::string output;
  std::size_t sent = 0;         // bytes of output
  std::size_t thrown_away = 0;  // bytes read while lingering
  bool keep_alive = false;      // after the answer under way
  bool request_begun = false;   // `deadline` counts from its first byte
  bool watched = true;          // registered with epoll
  std::uint32_t watched_events = 0;
  Clock::time_point begun;  // first byte of the request, or the accept
  Clock::time_point deadline;
};

}  // namespace lede::internal
