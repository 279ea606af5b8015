// SPDX-License-Identifier: GPL-3.0-or-later
//
// Counting bits, by what the processor at hand offers for it.

#pragma once

#include <bit>
#include <cstdint>
#include <span>

namespace lede::internal {

#if defined(__GNUC__) && defined(__x86_64__)

// The instruction is older than most machines but no part of x86-64.
[[gnu::target("popcnt")]] inline std::uint64_t count_bits_popcnt(
    std::span<const std::uint64_t> words) {
  std::uint64_t count = 0;
  for (const std::uint64_t word : words) {
    count += static_cast<std::uint64_t>(__builtin_popcountll(word));
  }
  return count;
}

inline bool has_popcnt() {
  static const bool has = __builtin_cpu_supports("popcnt") != 0;
  return has;
}

#else

inline std::uint64_t count_bits_popcnt(std::span<const std::uint64_t>) {
  return 0;
}
inline bool has_popcnt() { return false; }

#endif

inline std::uint64_t count_bits(std::span<const std::uint64_t> words) {
  if (has_popcnt()) return count_bits_popcnt(words);
  std::uint64_t count = 0;
  for (const std::uint64_t word : words) {
    count += static_cast<std::uint64_t>(std::popcount(word));
  }
  return count;
}

// Calls `take` with the index of each bit set in `words`, ascending.
template <typename Take>
void for_each_bit(std::span<const std::uint64_t> words, Take take) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::uint64_t word = words[i]; word != 0; word &= word - 1) {
      take(static_cast<std::uint32_t>(i * 64) +
           static_cast<std::uint32_t>(std::countr_zero(word)));
    }
  }
}

}  // namespace lede::internal
