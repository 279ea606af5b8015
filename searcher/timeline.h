// SPDX-License-Identifier: GPL-3.0-or-later
//
// The timeline of an answer: how many documents were published when.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "common/date.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

inline constexpr std::size_t kMaxTimelineBuckets = 500;

// Documents by the instant of their publication, seconds since 1970.
using InstantCounts = std::map<std::int64_t, std::uint64_t>;

// Buckets whole days, weeks (from Monday), months or years of `zone`, from the
// first to the last one that has a document, none left out. kAuto takes the
// finest that keeps the buckets few enough to draw; where what was asked for
// needs more than kMaxTimelineBuckets, a coarser interval is taken and a
// warning says so. The buckets and `undated` sum to all documents.
Timeline make_timeline(const InstantCounts& counts, std::uint64_t undated,
                       TimelineInterval interval, const TimeZone& zone,
                       std::vector<Warning>& warnings);

}  // namespace lede
