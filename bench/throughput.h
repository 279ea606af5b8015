// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many searches a second several threads of this process answer over one
// Searcher.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "bench/latency.h"
#include <lede/result.h>
#include <lede/searcher.h>

namespace lede::bench {

// Number of threads -> searches a second.
using ThroughputTable = std::map<std::size_t, double>;

// Lets each number of threads in turn answer all queries, a thread the next one
// that is left: once to warm up, then `repeats` times. The median counts. Fails
// with the first failing search.
//
// REQUIRES: no number of threads is 0, and there are queries.
Result<ThroughputTable> measure_throughput(
    const Searcher& searcher, const std::vector<ClassQuery>& queries,
    const std::vector<std::size_t>& threads, std::size_t repeats);

// For people; with the ratio to the smallest number of threads.
std::string print_throughput(const ThroughputTable& table);

}  // namespace lede::bench
