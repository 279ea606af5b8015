// SPDX-License-Identifier: GPL-3.0-or-later
//
// An owned file descriptor.

#pragma once

#include <unistd.h>
#include <utility>

namespace lede {

// Closes its descriptor when it goes; -1 holds none.
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  ~UniqueFd() { reset(); }
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  void reset() { static_cast<void>(close_now()); }
  // False, and errno is set, if closing fails; what was written may be lost.
  [[nodiscard]] bool close_now() {
    return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0;
  }

 private:
  int fd_ = -1;
};

}  // namespace lede
