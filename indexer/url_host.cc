// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/url_host.h"

#include <algorithm>
#include <cctype>

namespace lede {
namespace {

// The part of `url` between "//" and what ends an authority.
std::string_view authority_of(std::string_view url) {
  const std::size_t slashes = url.find("//");
  if (slashes == std::string_view::npos) return {};
  url.remove_prefix(slashes + 2);
  return url.substr(0, url.find_first_of("/?#\\"));
}

bool is_address(std::string_view host) {
  return host.starts_with('[') || std::ranges::all_of(host, [](char byte) {
           return byte == '.' || (byte >= '0' && byte <= '9');
         });
}

}  // namespace

std::vector<std::string> host_and_parents(std::string_view url) {
  std::string_view host = authority_of(url);
  if (const auto at = host.rfind('@'); at != std::string_view::npos) {
    host.remove_prefix(at + 1);
  }
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  if (colon != std::string_view::npos &&
      (bracket == std::string_view::npos || colon > bracket)) {
    host = host.substr(0, colon);
  }
  while (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty()) return {};

  std::string lower(host);
  std::ranges::transform(lower, lower.begin(), [](unsigned char byte) {
    return static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
  });
  std::vector<std::string> hosts = {lower};
  if (is_address(lower)) return hosts;
  for (std::size_t dot = lower.find('.'); dot != std::string::npos;
       dot = lower.find('.', dot + 1)) {
    std::string parent = lower.substr(dot + 1);
    if (parent.find('.') != std::string::npos) {
      hosts.push_back(std::move(parent));
    }
  }
  return hosts;
}

}  // namespace lede
