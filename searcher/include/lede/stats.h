// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a Searcher tells about its index as a whole.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <lede/response.h>

namespace lede {

struct IndexStats {
  std::uint64_t documents = 0;
  std::uint64_t undated = 0;
  std::string uuid;
  std::uint64_t revision = 0;
  std::int64_t updated_at = 0;  // seconds since 1970
  std::string earliest;         // publication dates; empty if none
  std::string latest;
  std::uint64_t segments = 0;
  std::uint64_t index_bytes = 0;    // 0 for remote shards
  std::vector<FacetValue> sources;  // most documents first, at most 20
  std::vector<FacetValue> languages;
};

}  // namespace lede
