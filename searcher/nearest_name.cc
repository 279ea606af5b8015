// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Did you mean": the known name closest to a misspelt one.

#include "searcher/nearest_name.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>

#include "common/analysis/text.h"

namespace lede {
namespace {

// Longer names are no misspellings; comparing them would only cost time.
constexpr std::size_t kMaxComparedBytes = 64;

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view nearest_name(std::string_view name,
                              const std::vector<std::string_view>& names) {
  const std::string_view compared = name.substr(0, kMaxComparedBytes);
  std::string_view nearest;
  std::size_t best = std::numeric_limits<std::size_t>::max();
  for (const std::string_view candidate : names) {
    const std::size_t distance = edit_distance(compared, candidate);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string unknown_name(std::string_view name, std::string_view what,
                         const std::vector<std::string_view>& names) {
  const std::size_t shown =
      code_point_floor(name, std::min(name.size(), kMaxComparedBytes));
  return "'" + std::string(name.substr(0, shown)) + "' is not " +
         std::string(what) + "; the nearest is '" +
         std::string(nearest_name(name, names)) + "'";
}

}  // namespace lede
