// SPDX-License-Identifier: GPL-3.0-or-later
//
// Containment of byte four-grams.

#include "searcher/near_copy.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <vector>

namespace lede {
namespace {

constexpr double kShared = 0.7;

std::vector<std::uint32_t> four_grams(std::string_view text) {
  std::vector<std::uint32_t> grams;
  for (std::size_t i = 0; i + sizeof(std::uint32_t) <= text.size(); ++i) {
    std::uint32_t gram = 0;
    std::memcpy(&gram, text.data() + i, sizeof gram);
    grams.push_back(gram);
  }
  std::ranges::sort(grams);
  const auto repeated = std::ranges::unique(grams);
  grams.erase(repeated.begin(), repeated.end());
  return grams;
}

}  // namespace

bool is_near_copy(std::string_view a, std::string_view b) {
  const std::vector<std::uint32_t> first = four_grams(a);
  const std::vector<std::uint32_t> second = four_grams(b);
  std::vector<std::uint32_t> shared;
  std::ranges::set_intersection(first, second, std::back_inserter(shared));
  return static_cast<double>(shared.size()) >=
         kShared * static_cast<double>(std::min(first.size(), second.size()));
}

}  // namespace lede
