// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/searcher/remote_server.h"

#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lede::testing {
namespace {

constexpr const char* kProgram = "/usr/bin/xapian-tcpsrv";

int free_port() {
  const int socket_fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  const bool bound = ::bind(socket_fd, generic, size) == 0 &&
                     ::getsockname(socket_fd, generic, &size) == 0;
  ::close(socket_fd);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

}  // namespace

RemoteServer::RemoteServer(const std::filesystem::path& database)
    : port_(free_port()) {
  if (::access(kProgram, X_OK) != 0) {
    throw std::runtime_error("xapian-tcpsrv is missing: install xapian-tools");
  }
  int output[2];
  if (::pipe(output) != 0) throw std::runtime_error("no pipe");
  const std::string port = std::to_string(port_);
  process_ = ::fork();
  if (process_ == 0) {
    ::setsid();  // its children go with it
    ::dup2(output[1], STDOUT_FILENO);
    ::close(output[0]);
    ::execl(kProgram, kProgram, "--interface", "127.0.0.1", "--port",
            port.c_str(), database.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(output[1]);
  // It says "Starting" first and "Listening..." once it does.
  std::string said;
  char byte = 0;
  while (said.find("Listening") == std::string::npos &&
         ::read(output[0], &byte, 1) == 1) {
    said += byte;
  }
  // A closed pipe would end it when it tells of a connection.
  output_ = output[0];
}

void RemoteServer::stop() {
  if (process_ <= 0) return;
  ::close(output_);
  ::kill(-process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

std::string RemoteServer::address() const {
  return "xapian://127.0.0.1:" + std::to_string(port_);
}

}  // namespace lede::testing
