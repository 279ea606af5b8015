// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long searches take, by class of query, in this process: parse, match,
// fetch and snippets, as a user's search costs them, without any network.

#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <lede/result.h>
#include <lede/searcher.h>

namespace lede::bench {

struct ClassQuery {
  std::string query_class;
  std::string query;
};

// Reads lines "class TAB query" or "id TAB query"; where no two lines share
// the first column, these are ids and all queries are of class "all". Empty
// lines and those beginning with # count for nothing. kInvalidArgument names
// the line that has no TAB.
Result<std::vector<ClassQuery>> parse_queries(std::string_view text);

// Of one class, over all its queries and repeats.
struct LatencyRow {
  std::size_t queries = 0;  // answered, repeats included
  double p50_us = 0.0;
  double p95_us = 0.0;
  double p99_us = 0.0;
  double max_us = 0.0;
  double per_second = 0.0;  // by one thread, one after the other
  // Of all threads of the process: of each query the least of its repeats, on
  // the average over queries. What else runs on the machine counts for little.
  double cpu_us = 0.0;
};

using LatencyTable = std::map<std::string, LatencyRow>;

// The smallest sample that at least `share` of all do not exceed. REQUIRES:
// `sorted` is ascending and not empty, 0 < share <= 1.
double percentile(const std::vector<double>& sorted, double share);

// Asks every query once to warm up, then `repeats` times in turns, so that no
// class has the machine's best minute for itself. Fails with the first that
// does.
using Ask = std::function<Result<void>(const std::string& query)>;
Result<LatencyTable> measure_latency(const Ask& ask,
                                     const std::vector<ClassQuery>& queries,
                                     std::size_t repeats);
// The same of searches.
Result<LatencyTable> measure_latency(const Searcher& searcher,
                                     const std::vector<ClassQuery>& queries,
                                     std::size_t repeats);

// For people; with `before`, also the ratio to it.
std::string print_latency(const LatencyTable& table,
                          const LatencyTable* before);

// {"classes":{"and":{"queries":..,"p50_us":..,...}}}, and back; what older
// files lack is 0. kCorrupt.
std::string latency_to_json(const LatencyTable& table);
Result<LatencyTable> latency_from_json(std::string_view text);

}  // namespace lede::bench
