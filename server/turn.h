// SPDX-License-Identifier: GPL-3.0-or-later
//
// Searches take turns: so many are made at a time, in the order they came.

#pragma once

#include <cstdint>

namespace lede {

// What has become of a request that waited for its turn.
enum class Turn : std::uint8_t {
  kCame,    // it may go on, and holds its turn until it is answered
  kMissed,  // it has waited too long and is to be told so
};

}  // namespace lede
