// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/end_to_end/server_run.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace lede::testing {

std::string free_address() {
  const int socket_file = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(name);
  bind(socket_file, reinterpret_cast<sockaddr*>(&name), size);
  getsockname(socket_file, reinterpret_cast<sockaddr*>(&name), &size);
  close(socket_file);
  return "127.0.0.1:" + std::to_string(ntohs(name.sin_port));
}

std::string request_for(const std::string& target, bool keep_alive) {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" +
         (keep_alive ? "" : "Connection: close\r\n") + "\r\n";
}

RawAnswer get(const std::string& address, const std::string& target) {
  for (;;) {
    RawClient client(address);
    if (client.connected()) return client.ask(request_for(target));
    std::this_thread::yield();
  }
}

}  // namespace lede::testing
