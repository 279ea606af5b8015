// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whole requests: which one is next, and when it may be begun.

#pragma once

#include <cstddef>
#include <deque>
#include <optional>

#include "server/front/connection.h"
#include "server/turn.h"

namespace lede::internal {

struct WorkLimits {
  std::size_t workers = 4;       // requests answered at the same time
  std::size_t turns = 2;         // of them, those that take turns
  std::size_t max_queued = 256;  // requests waiting for either
};

// First in, first out; whoever waits for a turn goes before whoever has just
// come, so no turn is left unused. Not thread-safe; the connections outlive it.
class WorkQueue {
 public:
  using Clock = Connection::Clock;

  // A request that has been begun: looked at, or, in its turn, answered.
  struct Piece {
    Connection* connection = nullptr;
    std::optional<Turn> turn;
  };

  explicit WorkQueue(const WorkLimits& limits) : limits_(limits) {}

  [[nodiscard]] bool has_room() const {
    return ready_.size() + waiting_.size() < limits_.max_queued;
  }
  // With a whole request.
  void add(Connection& connection) { ready_.push_back(&connection); }
  // With an answer that takes turns: until its deadline.
  void add_waiting(Connection& connection) { waiting_.push_back(&connection); }

  // Begins what is next; without a connection if nothing may be begun. To be
  // called again once something was added, has ended or has missed its turn.
  Piece begin_next();
  void end(const Piece& piece);

 private:
  [[nodiscard]] std::optional<Turn> turn_of_first() const;

  WorkLimits limits_;
  std::deque<Connection*> ready_;
  std::deque<Connection*> waiting_;  // for their turns
  std::size_t running_ = 0;          // pieces begun
  std::size_t turns_taken_ = 0;      // of these, those in their turns
};

}  // namespace lede::internal
