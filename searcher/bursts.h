// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bursts: stretches of a timeline with many more documents than those before.

#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lede/response.h>

namespace lede {

inline constexpr std::size_t kMaxBursts = 5;

// The bursts of a timeline without their stories and terms: at most kMaxBursts,
// highest score first.
//
// What is expected of a bucket is the median of the kBaseBuckets before it
// (filled up from behind it where fewer are before), since one burst among them
// does not move a median. The deviation is that of a Poisson
// distribution, the square root of what is expected, at least 1, or the scaled
// median absolute deviation of the base (Hampel, JASA 69, 1974), if that is
// greater: news is burstier than Poisson. A bucket stands out that is
// kBurstDeviations of them above what is expected and has kFewestInBurst
// documents: neither 0, 0, 1 nor 2, 2, 4 is a burst. Neighbours that stand out
// are one burst; its score is all it has above what is expected, in deviations
// of the sum. Linear in the buckets.
std::vector<Burst> find_bursts(const Timeline& timeline);

// Of days more than a week, so that weekends are among them.
inline constexpr std::size_t kBaseBuckets = 8;
// A median of fewer tells nothing: such a timeline has no bursts.
inline constexpr std::size_t kFewestBase = 4;
// Of 500 buckets, the most there are, chance lifts less than one so high.
inline constexpr double kBurstDeviations = 3.0;
inline constexpr std::uint64_t kFewestInBurst = 5;

}  // namespace lede
