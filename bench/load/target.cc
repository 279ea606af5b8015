// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/load/target.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <sys/un.h>

namespace lede::bench {
namespace {

constexpr std::string_view kSearchPath = "/api/v1/search";

Error bad_url(std::string_view url) {
  return {ErrorCode::kInvalidArgument,
          "'" + std::string(url) + "' is neither http://HOST:PORT/PATH nor " +
              "unix:SOCKET"};
}

Result<LoadTarget> unix_target(std::string_view url, std::string_view path) {
  LoadTarget target;
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof name.sun_path) return bad_url(url);
  std::memcpy(name.sun_path, path.data(), path.size());
  std::memcpy(&target.address, &name, sizeof name);
  target.address_bytes = sizeof name;
  target.host = "localhost";
  target.path = kSearchPath;
  return target;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string encoded;
  for (const char byte : text) {
    if (kPlain.find(byte) != std::string_view::npos) {
      encoded += byte;
      continue;
    }
    const auto value = static_cast<unsigned char>(byte);
    encoded += '%';
    encoded += kDigits[value >> 4];
    encoded += kDigits[value & 15];
  }
  return encoded;
}

}  // namespace

Result<LoadTarget> parse_load_url(std::string_view url) {
  constexpr std::string_view kUnix = "unix:";
  constexpr std::string_view kHttp = "http://";
  if (url.starts_with(kUnix)) return unix_target(url, url.substr(kUnix.size()));
  if (!url.starts_with(kHttp)) return bad_url(url);
  const std::string_view rest = url.substr(kHttp.size());
  const std::size_t slash = std::min(rest.find_first_of("/?"), rest.size());
  LoadTarget target;
  target.host = rest.substr(0, slash);
  target.path = rest.substr(slash);
  if (target.path.empty() || target.path == "/") target.path = kSearchPath;
  if (target.path.front() != '/') return bad_url(url);

  const std::size_t colon = target.host.rfind(':');
  const bool has_port = colon != std::string::npos &&
                        target.host.find(']', colon) == std::string::npos;
  std::string host =
      target.host.substr(0, has_port ? colon : std::string::npos);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  const std::string port = has_port ? target.host.substr(colon + 1) : "80";
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (host.empty() ||
      ::getaddrinfo(host.c_str(), port.c_str(), &hints, &found)) {
    return Error{ErrorCode::kIo, "nobody knows " + target.host};
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found,
                                                             ::freeaddrinfo);
  std::memcpy(&target.address, found->ai_addr, found->ai_addrlen);
  target.address_bytes = found->ai_addrlen;
  return target;
}

std::vector<std::string> make_requests(const LoadTarget& target,
                                       const std::vector<std::string>& queries,
                                       std::string_view key) {
  std::string fields = " HTTP/1.1\r\nHost: " + target.host + "\r\n";
  if (!key.empty()) {
    fields.append("Authorization: Bearer ").append(key).append("\r\n");
  }
  const char mark = target.path.find('?') == std::string::npos ? '?' : '&';
  std::vector<std::string> requests;
  for (const std::string& query : queries) {
    requests.push_back("GET " + target.path + mark +
                       "q=" + percent_encoded(query) + fields + "\r\n");
  }
  return requests;
}

}  // namespace lede::bench
