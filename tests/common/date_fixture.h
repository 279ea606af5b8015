// SPDX-License-Identifier: GPL-3.0-or-later
//
// What tests of dates share: a clock that stands still, zones, rows of tables.

#pragma once

#include <cstdint>
#include <string_view>

#include <gtest/gtest.h>

#include "common/date.h"

namespace lede::testing {

inline constexpr std::int64_t kSept11 = 1757548800;  // 2025-09-11T00:00:00Z
inline constexpr std::int64_t kNow = kSept11 + std::int64_t{30} * 86400;

// A zone that there is; fails the test otherwise.
inline TimeZone zone_named(std::string_view name) {
  Result<TimeZone> zone = TimeZone::find(name);
  EXPECT_TRUE(zone) << name;
  return zone ? *zone : TimeZone::utc();
}

struct DateRow {
  std::string_view written;
  std::string_view read;
};

}  // namespace lede::testing
