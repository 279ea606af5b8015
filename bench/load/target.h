// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is put under load: where it listens, and the requests it is sent.

#pragma once

#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <vector>

#include <lede/result.h>

namespace lede::bench {

struct LoadTarget {
  sockaddr_storage address{};
  socklen_t address_bytes = 0;
  std::string host;  // for the Host field
  std::string path;  // "/api/v1/search?limit=10"
};

// Reads "http://HOST:PORT/PATH?PARAMETERS" or "unix:SOCKET"; with no path it is
// /api/v1/search. kInvalidArgument for another text, kIo for a host nobody
// knows.
Result<LoadTarget> parse_load_url(std::string_view url);

// A GET request for each query, its text as the parameter q, over a connection
// that stays open; with `key`, if that is not empty, as a bearer's.
std::vector<std::string> make_requests(const LoadTarget& target,
                                       const std::vector<std::string>& queries,
                                       std::string_view key);

}  // namespace lede::bench
