// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the server is reached: "HOST:PORT" or "unix:PATH", and the listening
// socket for it.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/unique_fd.h"
#include <lede/result.h>

namespace lede::internal {

struct ListenAddress {
  std::string host;        // name or number, without brackets; empty if unix
  std::uint16_t port = 0;  // 0: any free one
  std::string unix_path;   // of a unix socket; else empty

  [[nodiscard]] bool is_unix() const { return !unix_path.empty(); }
  // True if only this machine can reach it.
  [[nodiscard]] bool is_local() const;
  // "127.0.0.1:8080", "[::1]:8080" or "unix:/run/lede.sock".
  [[nodiscard]] std::string text() const;
};

// Reads "127.0.0.1:8080", "[::1]:8080", "localhost:8080", ":8080" (every
// address), "8080" (loopback) or "unix:PATH". kInvalidArgument.
Result<ListenAddress> parse_listen_address(std::string_view text);

// A listening, non-blocking socket. Removes the file of a unix socket when it
// goes.
class Listener {
 public:
  // A port or socket in use by another server is an error, never shared; the
  // file of a unix socket nobody answers on is replaced. kIo.
  static Result<Listener> open(ListenAddress address);
  ~Listener();
  Listener(Listener&&) noexcept = default;
  Listener& operator=(Listener&&) noexcept = delete;

  [[nodiscard]] int fd() const { return fd_.get(); }
  // With the port that was chosen, if any was asked for.
  [[nodiscard]] const ListenAddress& address() const { return address_; }

 private:
  Listener(ListenAddress address, UniqueFd fd)
      : address_(std::move(address)), fd_(std::move(fd)) {}

  ListenAddress address_;
  UniqueFd fd_;
};

// Address of the peer of a connected socket: "192.0.2.1", "2001:db8::1";
// empty for unix sockets.
std::string peer_address(int fd);

}  // namespace lede::internal
