// SPDX-License-Identifier: GPL-3.0-or-later
//
// Addresses of clients, of both versions of the protocol, in one form.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lede {

// An IPv6 address; of IPv4 the one it maps to (::ffff:a.b.c.d).
using IpAddress = std::array<std::uint8_t, 16>;

// Bits in front of the IPv4 address in the one it maps to.
inline constexpr int kMappedBits = 96;

// Reads "192.0.2.1" or "2001:db8::1", without brackets, port and zone.
std::optional<IpAddress> parse_ip_address(std::string_view text);

// What one client has to itself: an IPv4 address whole, of an IPv6 address the
// first 64 bits, since within these everybody may take as many as he likes.
IpAddress network_of_client(const IpAddress& address);

}  // namespace lede
