// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bursts of a timeline.

#include "searcher/bursts.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "searcher/timeline.h"

namespace lede {
namespace {

using Buckets = std::span<const TimelineBucket>;

// Makes the median absolute deviation of a normal distribution its standard
// deviation.
constexpr double kMedianToDeviation = 1.4826;

double median(std::vector<double> values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

// What buckets near `at` lead one to expect of it.
struct Expected {
  double documents = 0.0;
  double deviation = 1.0;
};

std::vector<double> base_of(Buckets buckets, std::size_t at) {
  std::vector<double> base;
  for (std::size_t i = at; i-- > 0 && base.size() < kBaseBuckets;) {
    base.push_back(static_cast<double>(buckets[i].documents));
  }
  for (std::size_t i = at + 1; i < buckets.size() && base.size() < kBaseBuckets;
       ++i) {
    base.push_back(static_cast<double>(buckets[i].documents));
  }
  return base;
}

Expected expected_of(std::vector<double> base) {
  Expected expected;
  expected.documents = median(base);
  for (double& documents : base) {
    documents = std::abs(documents - expected.documents);
  }
  expected.deviation = std::max({1.0, std::sqrt(expected.documents),
                                 kMedianToDeviation * median(std::move(base))});
  return expected;
}

// REQUIRES: it holds kFewestInBurst.
bool stands_out(const TimelineBucket& bucket, const Expected& expected) {
  return static_cast<double>(bucket.documents) - expected.documents >=
         kBurstDeviations * expected.deviation;
}

// Buckets one behind the other that stand out.
struct Stretch {
  Burst burst;
  double variance = 0.0;
};

void extend(Stretch& stretch, const TimelineBucket& bucket,
            const Expected& expected, TimelineInterval interval) {
  Burst& burst = stretch.burst;
  if (burst.start.empty()) burst.start = bucket.start;
  burst.end = last_day_of(bucket.start, interval);
  burst.documents += bucket.documents;
  burst.expected += expected.documents;
  stretch.variance += expected.deviation * expected.deviation;
  burst.score = (static_cast<double>(burst.documents) - burst.expected) /
                std::sqrt(stretch.variance);
}

}  // namespace

std::vector<Burst> find_bursts(const Timeline& timeline) {
  const Buckets buckets = timeline.buckets;
  std::vector<Burst> bursts;
  if (buckets.size() <= kFewestBase) return bursts;
  Stretch stretch;
  const auto end_stretch = [&] {
    if (!stretch.burst.start.empty()) bursts.push_back(stretch.burst);
    stretch = Stretch();
  };
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    // Most buckets hold too few for what is expected of them to matter.
    if (buckets[i].documents < kFewestInBurst) {
      end_stretch();
      continue;
    }
    const Expected expected = expected_of(base_of(buckets, i));
    if (stands_out(buckets[i], expected)) {
      extend(stretch, buckets[i], expected, timeline.interval);
    } else {
      end_stretch();
    }
  }
  end_stretch();
  std::ranges::stable_sort(bursts, std::ranges::greater(), &Burst::score);
  if (bursts.size() > kMaxBursts) bursts.resize(kMaxBursts);
  return bursts;
}

}  // namespace lede
