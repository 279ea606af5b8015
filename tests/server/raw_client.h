// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client that sends whatever bytes a test wants, whole or in pieces.

#pragma once

#include <arpa/inet.h>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace lede::testing {

// An answer as it came over the wire.
struct RawAnswer {
  int status = 0;  // 0: the connection ended before an answer
  std::string head;
  std::string body;

  [[nodiscard]] bool has(std::string_view field) const {
    return head.find(field) != std::string::npos;
  }
};

class RawClient {
 public:
  // `address`: "127.0.0.1:PORT" or "unix:PATH"; of the first, `from` is the
  // loopback address the client takes, if one is given.
  explicit RawClient(const std::string& address, const std::string& from = "") {
    const bool unix_socket = address.starts_with("unix:");
    fd_ = ::socket(unix_socket ? AF_UNIX : AF_INET, SOCK_STREAM, 0);
    int state = -1;
    if (unix_socket) {
      sockaddr_un name{};
      name.sun_family = AF_UNIX;
      std::strncpy(name.sun_path, address.c_str() + 5,
                   sizeof(name.sun_path) - 1);
      state = ::connect(fd_, reinterpret_cast<sockaddr*>(&name), sizeof(name));
    } else {
      sockaddr_in name{};
      name.sin_family = AF_INET;
      if (!from.empty()) {
        ::inet_pton(AF_INET, from.c_str(), &name.sin_addr);
        if (::bind(fd_, reinterpret_cast<sockaddr*>(&name), sizeof(name)) < 0) {
          throw std::runtime_error("cannot ask from " + from);
        }
      }
      const std::size_t colon = address.rfind(':');
      name.sin_port = htons(
          static_cast<std::uint16_t>(std::atoi(address.c_str() + colon + 1)));
      ::inet_pton(AF_INET, address.substr(0, colon).c_str(), &name.sin_addr);
      state = ::connect(fd_, reinterpret_cast<sockaddr*>(&name), sizeof(name));
    }
    connected_ = state == 0;
  }
  ~RawClient() { close(); }
  RawClient(RawClient&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)),
        connected_(other.connected_),
        received_(std::move(other.received_)) {}
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }
  [[nodiscard]] int fd() const { return fd_; }

  // Returns how many bytes the peer took before it closed; all as a rule.
  std::size_t send(std::string_view bytes) const {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t count =
          ::send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) break;
      sent += static_cast<std::size_t>(count);
    }
    return sent;
  }

  // Waits for one whole answer; `bodiless` for one to HEAD. Throws if nothing
  // comes for a minute.
  RawAnswer receive(bool bodiless = false) {
    RawAnswer answer;
    std::size_t end = std::string::npos;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive_more()) return answer;
    }
    answer.head = received_.substr(0, end + 2);
    answer.status = std::atoi(answer.head.c_str() + 9);
    received_.erase(0, end + 4);
    const std::size_t at = answer.head.find("Content-Length: ");
    const std::size_t bytes =
        at == std::string::npos || bodiless
            ? 0
            : std::strtoul(answer.head.c_str() + at + 16, nullptr, 10);
    while (received_.size() < bytes && receive_more()) {
    }
    answer.body = received_.substr(0, bytes);
    received_.erase(0, bytes);
    return answer;
  }

  RawAnswer ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }

  // Waits until the peer closes; true if nothing came before.
  bool receive_end() {
    while (receive_more()) {
    }
    return received_.empty();
  }

  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  bool receive_more() {
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, 60'000) != 1) {
      throw std::runtime_error("no answer for a minute");
    }
    char buffer[16 * 1024];
    const ssize_t count = ::recv(fd_, buffer, sizeof(buffer), 0);
    if (count <= 0) return false;
    received_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }

  int fd_ = -1;
  bool connected_ = false;
  std::string received_;
};

}  // namespace lede::testing
