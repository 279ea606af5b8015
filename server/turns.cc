// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/turns.h"

namespace lede {

bool Turns::take(std::chrono::milliseconds max_wait) {
  std::unique_lock lock(mutex_);
  if (free_ > 0) {
    --free_;
    return true;
  }
  Waiter self;
  waiting_.push_back(&self);
  const bool came =
      self.woken.wait_for(lock, max_wait, [&self] { return self.has_turn; });
  if (!came) waiting_.remove(&self);
  return came;
}

void Turns::give_back() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) {
    ++free_;
    return;
  }
  // Told under the lock: once it is free, the one that waited may be gone.
  Waiter& next = *waiting_.front();
  waiting_.pop_front();
  next.has_turn = true;
  next.woken.notify_one();
}

std::size_t Turns::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

}  // namespace lede
