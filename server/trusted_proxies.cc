// SPDX-License-Identifier: GPL-3.0-or-later
//
// See trusted_proxies.h.

#include "server/trusted_proxies.h"

#include <algorithm>
#include <charconv>

namespace lede {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// All fields of the chain as one: a proxy may add a field of its own instead
// of going on in the one it was sent (RFC 9110, section 5.3).
std::string forwarded_for(const HttpRequest& request) {
  std::string chain;
  for (const auto& [name, value] : request.headers) {
    if (name != "x-forwarded-for") continue;
    if (!chain.empty()) chain += ',';
    chain += value;
  }
  return chain;
}

}  // namespace

Result<TrustedProxies> TrustedProxies::parse(
    const std::vector<std::string>& texts) {
  TrustedProxies proxies;
  for (const std::string& text : texts) {
    if (text == "unix") {
      proxies.unix_sockets_ = true;
      continue;
    }
    const Error bad{
        ErrorCode::kInvalidArgument,
        "trusted proxy '" + text + "' is no address, network or \"unix\""};
    Network network;
    const std::string_view whole = text;
    const std::size_t slash = std::min(whole.find('/'), whole.size());
    const std::string_view address = whole.substr(0, slash);
    const auto parsed = parse_ip_address(address);
    if (!parsed) return bad;
    network.address = *parsed;
    const int offset =
        address.find(':') == std::string_view::npos ? kMappedBits : 0;
    if (slash < whole.size()) {
      const std::string_view bits = whole.substr(slash + 1);
      const char* end = bits.data() + bits.size();
      const auto [stop, error] =
          std::from_chars(bits.data(), end, network.bits);
      if (error != std::errc() || stop != end || network.bits < 0 ||
          network.bits + offset > 128) {
        return bad;
      }
      network.bits += offset;
    }
    proxies.networks_.push_back(network);
  }
  return proxies;
}

bool TrustedProxies::trusts(std::string_view peer) const {
  if (peer.empty()) return unix_sockets_;
  if (networks_.empty()) return false;
  const auto parsed = parse_ip_address(peer);
  if (!parsed) return false;
  const IpAddress& address = *parsed;
  return std::ranges::any_of(networks_, [&address](const Network& network) {
    const auto whole = static_cast<std::size_t>(network.bits / 8);
    const int rest = network.bits % 8;
    if (!std::equal(address.begin(), address.begin() + network.bits / 8,
                    network.address.begin())) {
      return false;
    }
    return rest == 0 ||
           ((address[whole] ^ network.address[whole]) >> (8 - rest)) == 0;
  });
}

std::string TrustedProxies::client_of(const HttpRequest& request) const {
  std::string client = request.client;
  const std::string fields = forwarded_for(request);
  std::string_view chain = fields;
  while (trusts(client) && !chain.empty()) {
    const std::size_t comma = chain.rfind(',');
    const std::string_view last =
        trimmed(comma == chain.npos ? chain : chain.substr(comma + 1));
    if (!parse_ip_address(last)) break;
    client = last;
    chain = comma == chain.npos ? std::string_view() : chain.substr(0, comma);
  }
  return client;
}

}  // namespace lede
