// SPDX-License-Identifier: GPL-3.0-or-later
//
// The timeline of an answer: how many documents were published when.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/date.h"
#include "searcher/value_counts.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

inline constexpr std::size_t kMaxTimelineBuckets = 500;

// Instants of publication, seconds since 1970, in any order, and the documents
// that were published then.
using InstantCounts = std::vector<std::pair<std::int64_t, std::uint64_t>>;

// Buckets whole days, weeks (from Monday), months or years of `zone`, from the
// first to the last one that has a document, none left out. kAuto takes the
// finest that keeps the buckets few enough to draw; where what was asked for
// needs more than kMaxTimelineBuckets, a coarser interval is taken and a
// warning says so. The buckets and `undated` sum to all documents.
Timeline make_timeline(const InstantCounts& counts, std::uint64_t undated,
                       TimelineInterval interval, const TimeZone& zone,
                       std::vector<Warning>& warnings);

// The same of `documents` whose dates are counted in `counts`.
// REQUIRES: counts.want(slot::kPublished) was called.
Timeline timeline_of(const ValueCounts& counts, std::uint64_t documents,
                     TimelineInterval interval, const TimeZone& zone,
                     std::vector<Warning>& warnings);

// How many of `counts` fall into each bucket of `grid`; others are left out.
std::vector<std::uint64_t> counts_in(const Timeline& grid,
                                     const InstantCounts& counts,
                                     const TimeZone& zone);

// "day", "week", "month", "year" or "auto", as it is asked for.
std::string_view interval_word(TimelineInterval interval);

// The last day of the bucket that begins on `start` ("2025-09-01"); `start`
// itself if that is no date.
std::string last_day_of(std::string_view start, TimelineInterval interval);

}  // namespace lede
