// SPDX-License-Identifier: GPL-3.0-or-later
//
// See listener.h.

#include "server/front/listener.h"

#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>

namespace lede::internal {

namespace {

constexpr int kBacklog = 1024;
constexpr int kSocketFlags = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;

Error io_error(const ListenAddress& address, int number) {
  const std::string reason = number == EADDRINUSE
                                 ? "address in use"
                                 : std::generic_category().message(number);
  return {ErrorCode::kIo, "listening on " + address.text() + ": " + reason};
}

Error bad_address(std::string_view text) {
  return {ErrorCode::kInvalidArgument,
          "'" + std::string(text) +
              "' is no address to listen on (HOST:PORT or unix:PATH)"};
}

bool fill_unix_address(const std::string& path, sockaddr_un& out) {
  out = {};
  out.sun_family = AF_UNIX;
  if (path.size() >= sizeof(out.sun_path)) return false;
  std::memcpy(out.sun_path, path.c_str(), path.size() + 1);
  return true;
}

const sockaddr* generic(const sockaddr_un& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

// Removes the socket file a server that is gone has left behind.
void remove_stale_socket(const std::string& path, const sockaddr_un& address) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return;
  const UniqueFd probe(::socket(AF_UNIX, kSocketFlags, 0));
  if (::connect(probe.get(), generic(address), sizeof(address)) != 0 &&
      errno == ECONNREFUSED) {
    ::unlink(path.c_str());
  }
}

Result<UniqueFd> open_unix(const ListenAddress& address) {
  sockaddr_un name;
  if (!fill_unix_address(address.unix_path, name)) {
    return io_error(address, ENAMETOOLONG);
  }
  remove_stale_socket(address.unix_path, name);
  UniqueFd fd(::socket(AF_UNIX, kSocketFlags, 0));
  if (!fd.is_open() || ::bind(fd.get(), generic(name), sizeof(name)) != 0 ||
      ::listen(fd.get(), kBacklog) != 0) {
    return io_error(address, errno);
  }
  return fd;
}

Result<UniqueFd> open_tcp(const ListenAddress& address) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const char* host = address.host.empty() ? nullptr : address.host.c_str();
  const std::string port = std::to_string(address.port);
  if (const int code = ::getaddrinfo(host, port.c_str(), &hints, &found);
      code != 0) {
    return Error{ErrorCode::kIo, "listening on " + address.text() + ": " +
                                     ::gai_strerror(code)};
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found,
                                                             ::freeaddrinfo);
  int last_error = EADDRNOTAVAIL;
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
    UniqueFd fd(::socket(each->ai_family, kSocketFlags, 0));
    const int on = 1;
    if (fd.is_open() &&
        ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ==
            0 &&
        ::bind(fd.get(), each->ai_addr, each->ai_addrlen) == 0 &&
        ::listen(fd.get(), kBacklog) == 0) {
      return fd;
    }
    last_error = errno;
  }
  return io_error(address, last_error);
}

std::uint16_t bound_port(int fd) {
  sockaddr_storage name{};
  socklen_t bytes = sizeof(name);
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&name), &bytes) != 0) {
    return 0;
  }
  return ntohs(name.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6&>(name).sin6_port
                   : reinterpret_cast<const sockaddr_in&>(name).sin_port);
}

}  // namespace

bool ListenAddress::is_local() const {
  if (is_unix() || host == "localhost" || host == "::1") return true;
  in_addr number{};
  return ::inet_pton(AF_INET, host.c_str(), &number) == 1 &&
         (ntohl(number.s_addr) >> 24) == 127;
}

std::string ListenAddress::text() const {
  if (is_unix()) return "unix:" + unix_path;
  const bool v6 = host.find(':') != std::string::npos;
  return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<ListenAddress> parse_listen_address(std::string_view text) {
  ListenAddress address;
  if (text.starts_with("unix:")) {
    address.unix_path = text.substr(5);
    if (address.unix_path.empty()) return bad_address(text);
    return address;
  }
  const std::size_t colon = text.rfind(':');
  std::string_view host = "127.0.0.1";
  std::string_view port = text;
  if (colon != std::string_view::npos) {
    host = text.substr(0, colon);
    port = text.substr(colon + 1);
  }
  if (host.starts_with("[") && host.ends_with("]")) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return bad_address(text);
  }
  const char* end = port.data() + port.size();
  const auto [stop, error] = std::from_chars(port.data(), end, address.port);
  if (error != std::errc() || stop != end) return bad_address(text);
  address.host = host;
  return address;
}

Result<Listener> Listener::open(ListenAddress address) {
  Result<UniqueFd> fd =
      address.is_unix() ? open_unix(address) : open_tcp(address);
  if (!fd) return fd.error();
  if (!address.is_unix()) address.port = bound_port(fd->get());
  return Listener(std::move(address), std::move(*fd));
}

Listener::~Listener() {
  if (fd_.is_open() && address_.is_unix()) {
    ::unlink(address_.unix_path.c_str());
  }
}

std::string peer_address(int fd) {
  sockaddr_storage name{};
  socklen_t bytes = sizeof(name);
  char text[INET6_ADDRSTRLEN] = "";
  if (::getpeername(fd, reinterpret_cast<sockaddr*>(&name), &bytes) != 0) {
    return {};
  }
  if (name.ss_family == AF_INET) {
    ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(name).sin_addr,
                text, sizeof(text));
  } else if (name.ss_family == AF_INET6) {
    ::inet_ntop(AF_INET6,
                &reinterpret_cast<const sockaddr_in6&>(name).sin6_addr, text,
                sizeof(text));
  }
  return text;
}

}  // namespace lede::internal
