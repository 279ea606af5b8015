// SPDX-License-Identifier: GPL-3.0-or-later
//
// What came of a load, rate by rate: as a table, as JSON, as a drawing.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench/load/load_run.h"
#include <lede/result.h>

namespace lede::bench {

struct LatencySummary {
  std::size_t count = 0;
  double p50_ms = 0;
  double p95_ms = 0;
  double p99_ms = 0;
  double max_ms = 0;
};

// What a process has used.
struct ProcessUse {
  double cpu_seconds = 0;  // user and system, of all its threads
  double memory_mib = 0;   // resident, at the end
};

struct LoadRow {
  double rate = 0;  // asked for; 0: each connection asked when it was answered
  double seconds = 0;  // that it was held
  double accepted_per_second = 0;
  std::size_t sent = 0;
  std::size_t lost = 0;
  std::size_t unanswered = 0;
  std::map<int, LatencySummary> statuses;
  std::optional<ProcessUse> server;

  // Of the answers of status 200; null if there are none.
  [[nodiscard]] const LatencySummary* accepted() const;
};

LoadRow summarize(const LoadOutcome& outcome, const LoadPlan& plan);

std::string load_header();
// One line a status.
std::string print_load(const LoadRow& row);

// {"saturation_per_second":N|null,"rates":[{"rate",...,"statuses":{"200":...},
// "server":{"cpu_seconds","memory_mib"}|null}]}
std::string load_to_json(const std::vector<LoadRow>& rows,
                         std::optional<double> saturation);

// The commands of gnuplot that plot_load() gives it.
std::string load_plot_script(const std::vector<LoadRow>& rows,
                             const std::string& file);

// Draws latencies over the rate, of one rate alone over time and with the
// server's memory, into an SVG file, by gnuplot. kUnavailable if
// that is not installed or fails.
Result<void> plot_load(const std::vector<LoadRow>& rows,
                       const std::string& file);

// Of a running process, from its start. kNotFound if there is none.
Result<ProcessUse> process_use(long pid);

}  // namespace lede::bench
