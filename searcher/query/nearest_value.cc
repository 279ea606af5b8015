// SPDX-License-Identifier: GPL-3.0-or-later
//
// The nearest of some values, by edit distance.

#include "searcher/query/nearest_value.h"

#include <algorithm>

#include "searcher/edit_distance.h"

namespace lede::internal {
namespace {

constexpr std::size_t kMaxCodePoints = 64;

std::u32string compared(std::string_view text) {
  return code_points(text).substr(0, kMaxCodePoints);
}

}  // namespace

std::size_t nearest_value(std::string_view value,
                          const std::vector<std::string>& candidates) {
  EditDistance distance(compared(value));
  std::size_t nearest = candidates.size();
  std::size_t fewest = std::max<std::size_t>(1, distance.word().size() / 3) + 1;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const std::size_t edits = distance.to(compared(candidates[i]), fewest - 1);
    if (edits < fewest) {
      fewest = edits;
      nearest = i;
    }
  }
  return nearest;
}

}  // namespace lede::internal
