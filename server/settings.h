// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the operator decides about the answers.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "server/key_ring.h"
#include "server/rate_limiter.h"

namespace lede {

struct ServerSettings {
  // "https://news.example/lede" without a slash at its end: what absolute
  // links begin with. Empty: the address listened on.
  std::string public_url;
  // Path of public_url, in front of every link: "/lede"; empty as a rule.
  std::string path_prefix;
  // Origins that may read the API from their pages; "*" for all. Empty: all
  // while no key is asked for, else none.
  std::vector<std::string> cors;
  // Who is let in; null: everybody. Outlives the settings.
  const KeyRing* keys = nullptr;
  bool pages_ask_for_key = false;  // not the API alone
  // How often one client may ask; null: as often as it likes. Outlives the
  // settings.
  RateLimiter* limiter = nullptr;
  std::string time_zone = "UTC";  // of requests that name none
  // For the page that says how to fill the index.
  std::string index_path;
  // Seconds since 1970.
  std::function<std::int64_t()> clock;
};

}  // namespace lede
