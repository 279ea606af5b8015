// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/commands/stoppable_input.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <unistd.h>
#include <vector>

namespace lede {
namespace {

constexpr int kPollMilliseconds = 100;
constexpr std::size_t kBufferBytes = std::size_t{1} << 16;

// False if nobody reads any more.
bool write_all(int to, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t count = write(to, bytes, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace

Result<void> StoppableInput::start() {
  int ends[2];
  const int input = dup(STDIN_FILENO);
  if (input < 0 || pipe2(ends, O_CLOEXEC) != 0 ||
      dup2(ends[0], STDIN_FILENO) < 0) {
    return Error{ErrorCode::kIo, std::string("cannot read standard input: ") +
                                     std::strerror(errno)};
  }
  close(ends[0]);
  feeder_ = std::thread([this, input, to = ends[1]] {
    feed(input, to);
    close(to);
    close(input);
  });
  return {};
}

StoppableInput::~StoppableInput() {
  if (!feeder_.joinable()) return;
  ended_ = true;
  close(STDIN_FILENO);  // a feeder that waits for a reader gives up
  feeder_.join();
}

void StoppableInput::feed(int from, int to) const {
  std::vector<char> buffer(kBufferBytes);
  while (!stop_ && !ended_) {
    pollfd ready{from, POLLIN, 0};
    if (poll(&ready, 1, kPollMilliseconds) <= 0) continue;
    const ssize_t count = read(from, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    if (!write_all(to, buffer.data(), static_cast<std::size_t>(count))) return;
  }
}

}  // namespace lede
