// SPDX-License-Identifier: GPL-3.0-or-later
//
// See resources.h; the table itself is generated.

#include "server/resources.h"

#include <algorithm>

#include <xxhash.h>

namespace lede {

const Resource* find_resource(std::string_view name) {
  const auto all = resources();
  const auto found = std::ranges::find(all, name, &Resource::name);
  return found == all.end() ? nullptr : &*found;
}

std::string content_tag(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const XXH64_hash_t hash = XXH3_64bits(bytes.data(), bytes.size());
  std::string tag;
  for (int shift = 60; shift >= 0; shift -= 4) {
    tag += kDigits[(hash >> shift) & 15];
  }
  return tag;
}

}  // namespace lede
