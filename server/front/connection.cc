// SPDX-License-Identifier: GPL-3.0-or-later
//
// See connection.h.

#include "server/front/connection.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>

namespace lede::internal {

namespace {

bool would_block(int number) {
  return number == EAGAIN || number == EWOULDBLOCK || number == EINTR;
}

}  // namespace

Connection::Io Connection::receive() {
  std::array<char, std::size_t{16} * 1024> buffer;
  const ssize_t bytes = ::recv(fd.get(), buffer.data(), buffer.size(), 0);
  if (bytes < 0) return would_block(errno) ? Io::kBlocked : Io::kClosed;
  if (bytes == 0) return Io::kClosed;
  const auto count = static_cast<std::size_t>(bytes);
  if (phase == Phase::kLingering) {
    thrown_away += count;
  } else {
    reader.append(std::string_view(buffer.data(), count));
  }
  return Io::kProgress;
}

Connection::Io Connection::send() {
  while (sent < output.size()) {
    const ssize_t bytes = ::send(fd.get(), output.data() + sent,
                                 output.size() - sent, MSG_NOSIGNAL);
    if (bytes < 0) return would_block(errno) ? Io::kBlocked : Io::kClosed;
    sent += static_cast<std::size_t>(bytes);
  }
  output.clear();
  sent = 0;
  return Io::kProgress;
}

void Connection::shut_down_writing() { ::shutdown(fd.get(), SHUT_WR); }

}  // namespace lede::internal
