// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/ip_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <string>

namespace lede {

namespace {

constexpr IpAddress kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

}  // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text) {
  const std::string whole(text);
  in_addr v4{};
  if (::inet_pton(AF_INET, whole.c_str(), &v4) == 1) {
    IpAddress address = kMapped;
    std::memcpy(address.data() + kMappedBits / 8, &v4, sizeof v4);
    return address;
  }
  IpAddress address{};
  if (::inet_pton(AF_INET6, whole.c_str(), address.data()) != 1) {
    return std::nullopt;
  }
  return address;
}

IpAddress network_of_client(const IpAddress& address) {
  IpAddress network = address;
  if (!std::equal(kMapped.begin(), kMapped.begin() + kMappedBits / 8,
                  address.begin())) {
    std::fill(network.begin() + 8, network.end(), std::uint8_t{0});
  }
  return network;
}

}  // namespace lede
