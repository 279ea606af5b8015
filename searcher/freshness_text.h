// SPDX-License-Identifier: GPL-3.0-or-later
//
// Half-life and weight of freshness as they are typed.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lede {

// "30d": whole days within the bounds of a request.
std::optional<std::int64_t> parse_half_life(std::string_view text);

// "0.25": a weight within the bounds of a request.
std::optional<double> parse_freshness(std::string_view text);

// What they read, for messages.
inline constexpr std::string_view kHalfLifeForm = "days from 1d to 3650d";
inline constexpr std::string_view kFreshnessForm = "a number from 0 to 1";

}  // namespace lede
