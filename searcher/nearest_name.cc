// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Did you mean": the known name closest to a misspelt one.

#include "searcher/nearest_name.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "common/analysis/text.h"
#include "searcher/edit_distance.h"

namespace lede {
namespace {

// Longer names are no misspellings; comparing them would only cost time.
constexpr std::size_t kMaxComparedBytes = 64;

std::string_view compared_part(std::string_view name) {
  return name.substr(
      0, code_point_floor(name, std::min(name.size(), kMaxComparedBytes)));
}

}  // namespace

std::string_view nearest_name(std::string_view name,
                              const std::vector<std::string_view>& names) {
  EditDistance distance(code_points(compared_part(name)));
  std::string_view nearest;
  std::size_t best = std::numeric_limits<std::size_t>::max() - 1;
  for (const std::string_view candidate : names) {
    const std::size_t edits =
        distance.to(code_points(compared_part(candidate)), best);
    if (nearest.empty() || edits < best) {
      best = edits;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string unknown_name(std::string_view name, std::string_view what,
                         const std::vector<std::string_view>& names) {
  return "'" + std::string(compared_part(name)) + "' is not " +
         std::string(what) + "; the nearest is '" +
         std::string(nearest_name(name, names)) + "'";
}

}  // namespace lede
