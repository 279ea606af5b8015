// SPDX-License-Identifier: GPL-3.0-or-later
//
// Requests narrowed to an interval.

#pragma once

#include <cstdint>

#include "common/date.h"
#include <lede/request.h>

namespace lede {

// Leaves of `request` what was published within `interval` too. `now` and
// `zone` are what its own dates relate to; those that do not read bind nothing.
void narrow_dates(const DateInterval& interval, const TimeZone& zone,
                  std::int64_t now, SearchRequest& request);

}  // namespace lede
