// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/format.h"

#include <xxhash.h>

namespace lede::internal {

std::uint64_t checksum_of(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace lede::internal
