// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/front/work_queue.h"

namespace lede::internal {

WorkQueue::Piece WorkQueue::begin_next() {
  if (running_ >= limits_.workers) return {};
  if (const auto turn = turn_of_first()) {
    const Piece piece{waiting_.front(), turn};
    waiting_.pop_front();
    ++running_;
    if (*turn == Turn::kCame) ++turns_taken_;
    return piece;
  }
  if (ready_.empty()) return {};
  const Piece piece{ready_.front(), std::nullopt};
  ready_.pop_front();
  ++running_;
  return piece;
}

void WorkQueue::end(const Piece& piece) {
  --running_;
  if (piece.turn == Turn::kCame) --turns_taken_;
}

// None: nobody waits, or has to wait on.
std::optional<Turn> WorkQueue::turn_of_first() const {
  if (waiting_.empty()) return std::nullopt;
  if (Clock::now() >= waiting_.front()->deadline) return Turn::kMissed;
  if (turns_taken_ < limits_.turns) return Turn::kCame;
  return std::nullopt;
}

}  // namespace lede::internal
