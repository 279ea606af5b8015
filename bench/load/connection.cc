// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/load/connection.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <netinet/tcp.h>

namespace lede::bench {
namespace {

bool would_block(int number) {
  return number == EAGAIN || number == EWOULDBLOCK || number == EINTR ||
         number == EINPROGRESS || number == ENOTCONN;
}

UniqueFd connect_to(const LoadTarget& target) {
  const int family = target.address.ss_family;
  UniqueFd fd(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int on = 1;
  if (family != AF_UNIX) {
    ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&target.address),
                target.address_bytes) != 0 &&
      errno != EINPROGRESS) {
    fd.reset();
  }
  return fd;
}

}  // namespace

void LoadConnection::start(const LoadTarget& target, std::string_view request,
                           Clock::time_point due) {
  if (!fd_.is_open()) fd_ = connect_to(target);
  state_ = fd_.is_open() ? State::kBusy : State::kLost;
  unsent_ = request;
  received_.clear();
  wanted_bytes_ = 0;
  status_ = 0;
  closes_ = false;
  due_ = due;
  if (state_ == State::kBusy) send();
}

void LoadConnection::proceed() {
  if (state_ == State::kIdle) {
    fd_.reset();
    return;
  }
  if (state_ == State::kBusy && !unsent_.empty()) send();
  if (state_ == State::kBusy) receive();
}

void LoadConnection::finish() {
  if (state_ == State::kLost || closes_) fd_.reset();
  state_ = State::kIdle;
}

void LoadConnection::send() {
  const ssize_t bytes =
      ::send(fd_.get(), unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
  if (bytes >= 0) {
    unsent_.remove_prefix(static_cast<std::size_t>(bytes));
  } else if (!would_block(errno)) {
    // A refusal may be there to read, though the peer reads no more.
    unsent_ = {};
  }
}

void LoadConnection::receive() {
  std::array<char, std::size_t{64} * 1024> buffer;
  for (;;) {
    const ssize_t bytes = ::recv(fd_.get(), buffer.data(), buffer.size(), 0);
    if (bytes < 0 && would_block(errno)) return;
    if (bytes <= 0) {
      state_ = State::kLost;
      return;
    }
    received_.append(buffer.data(), static_cast<std::size_t>(bytes));
    if (wanted_bytes_ == 0) read_head();
    if (wanted_bytes_ > 0 && received_.size() >= wanted_bytes_) {
      state_ = State::kAnswered;
      return;
    }
  }
}

void LoadConnection::read_head() {
  const std::size_t end = received_.find("\r\n\r\n");
  if (end == std::string::npos || end < 12) return;
  const std::string_view head = std::string_view(received_).substr(0, end);
  status_ = std::atoi(received_.c_str() + 9);
  closes_ = head.find("\r\nConnection: close") != std::string_view::npos;
  constexpr std::string_view kLength = "\r\nContent-Length: ";
  const std::size_t length = head.find(kLength);
  wanted_bytes_ = end + 4;
  if (length != std::string_view::npos) {
    wanted_bytes_ +=
        std::strtoul(received_.c_str() + length + kLength.size(), nullptr, 10);
  }
}

}  // namespace lede::bench
