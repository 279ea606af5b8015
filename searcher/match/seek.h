// SPDX-License-Identifier: GPL-3.0-or-later
//
// Searching on in an ascending list of low bits of ordinals.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace lede::internal {

// The first in [at, end) from `low` on: one of the next 16, all compared at
// once, as it mostly is; else by steps that double, then halves (Bentley and
// Yao, Information Processing Letters 1976). Within the list even if it does
// not ascend.
inline const std::uint16_t* seek(const std::uint16_t* at,
                                 const std::uint16_t* end, std::uint16_t low) {
  constexpr std::ptrdiff_t kAtOnce = 16;
  if (end - at < kAtOnce) {
    while (at != end && *at < low) ++at;
    return at;
  }
  std::uint16_t below = 0;
  for (std::ptrdiff_t i = 0; i < kAtOnce; ++i) {
    below = static_cast<std::uint16_t>(below + (at[i] < low ? 1 : 0));
  }
  if (below < kAtOnce) return at + below;
  std::ptrdiff_t step = kAtOnce;
  while (step < end - at && at[step] < low) {
    at += step;
    step *= 2;
  }
  return std::lower_bound(at + 1, at + std::min(step, end - at), low);
}

}  // namespace lede::internal
