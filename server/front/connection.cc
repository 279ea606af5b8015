// SPDX-License-Identifier: GPL-3.0-or-later
//
// See connection.h.

#include "server/front/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>

namespace lede::internal {

namespace {

bool would_block(int number) {
  return number == EAGAIN || number == EWOULDBLOCK || number == EINTR;
}

// What of `text` is still to be sent after its first `sent` bytes.
iovec rest_of(std::string& text, std::size_t sent) {
  const std::size_t begin = std::min(sent, text.size());
  return {text.data() + begin, text.size() - begin};
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
  const std::size_t bytes_in_all = output.head.size() + output.body.size();
  while (sent < bytes_in_all) {
    std::array<iovec, 2> parts = {
        rest_of(output.head, sent),
        rest_of(output.body, sent - std::min(sent, output.head.size()))};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t bytes = ::sendmsg(fd.get(), &message, MSG_NOSIGNAL);
    if (bytes < 0) return would_block(errno) ? Io::kBlocked : Io::kClosed;
    sent += static_cast<std::size_t>(bytes);
  }
  output = {};
  sent = 0;
  return Io::kProgress;
}

Connection::Io Connection::answer(Answer answer) {
  output = std::move(answer);
  sent = 0;
  const Io state = send();
  // A quick client has asked again by now. To watch its socket would have
  // another thread woken at once. What was sent ahead comes first: more is not
  // kept.
  if (state == Io::kProgress && keep_alive && !reader.in_request() &&
      receive() == Io::kClosed) {
    return Io::kClosed;
  }
  return state;
}

void Connection::shut_down_writing() { ::shutdown(fd.get(), SHUT_WR); }

}  // namespace lede::internal
