// SPDX-License-Identifier: GPL-3.0-or-later
//
// Xapian's own server over a segment, for tests.

#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>

namespace lede::testing {

// The server runs from the constructor, which throws if there is no
// xapian-tcpsrv, to the destructor, on a free port of the loopback interface.
class RemoteServer {
 public:
  explicit RemoteServer(const std::filesystem::path& database);
  ~RemoteServer() { stop(); }
  RemoteServer(const RemoteServer&) = delete;
  RemoteServer& operator=(const RemoteServer&) = delete;

  void stop();
  // "xapian://127.0.0.1:PORT"
  [[nodiscard]] std::string address() const;

 private:
  pid_t process_ = -1;
  int port_ = 0;
  int output_ = -1;  // what it prints
};

}  // namespace lede::testing
