// SPDX-License-Identifier: GPL-3.0-or-later
//
// Terms in the order of their bytes.

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace lede::internal {

// The first eight bytes as a number that orders as they do; a shorter text
// counts as one that goes on with zeros.
inline std::uint64_t leading_bytes(std::string_view text) {
  std::array<std::uint8_t, 8> bytes{};
  std::memcpy(bytes.data(), text.data(), std::min(text.size(), bytes.size()));
  std::uint64_t number = 0;
  for (const std::uint8_t byte : bytes) number = number << 8 | byte;
  return number;
}

// The numbers [0, count) in the order of their texts; `text` gives each its
// own. Most comparisons are of leading bytes and touch no text.
template <typename Text>
std::vector<std::uint32_t> sorted_by_bytes(std::size_t count,
                                           const Text& text) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys(count);
  for (std::uint32_t i = 0; i < count; ++i)
    keys[i] = {leading_bytes(text(i)), i};
  std::ranges::sort(keys, [&text](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return text(a.second) < text(b.second);
  });
  std::vector<std::uint32_t> order(count);
  std::ranges::transform(keys, order.begin(),
                         [](const auto& key) { return key.second; });
  return order;
}

}  // namespace lede::internal
