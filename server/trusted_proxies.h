// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who a request came from when proxies stand in between.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http_message.h"
#include "server/ip_address.h"
#include <lede/result.h>

namespace lede {

// Addresses and networks whose X-Forwarded-For is believed. Immutable.
class TrustedProxies {
 public:
  // "192.0.2.1", "10.0.0.0/8", "2001:db8::/32", or "unix" for whoever talks
  // through a unix socket. kInvalidArgument.
  static Result<TrustedProxies> parse(const std::vector<std::string>& texts);

  // The nearest address of the request's chain that is no trusted proxy; the
  // peer itself if that is none. Always a well-formed address, or empty for a
  // unix socket.
  [[nodiscard]] std::string client_of(const HttpRequest& request) const;

  // True if what the peer says of others is believed; empty: on a unix socket.
  [[nodiscard]] bool trusts(std::string_view peer) const;

 private:
  struct Network {
    IpAddress address{};
    int bits = 128;
  };

  std::vector<Network> networks_;
  bool unix_sockets_ = false;
};

}  // namespace lede
