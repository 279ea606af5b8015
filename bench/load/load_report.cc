// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/load/load_report.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "bench/latency.h"

namespace lede::bench {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kAccepted = 200;

LatencySummary summary_of(std::vector<double> milliseconds) {
  std::ranges::sort(milliseconds);
  return {milliseconds.size(), percentile(milliseconds, 0.5),
          percentile(milliseconds, 0.95), percentile(milliseconds, 0.99),
          milliseconds.back()};
}

Json json_of(const LatencySummary& summary) {
  return {{"count", summary.count},
          {"p50_ms", summary.p50_ms},
          {"p95_ms", summary.p95_ms},
          {"p99_ms", summary.p99_ms},
          {"max_ms", summary.max_ms}};
}

// True if one rate was held again and again.
bool is_soak(const std::vector<LoadRow>& rows) {
  return rows.size() > 1 && std::ranges::all_of(rows, [&](const LoadRow& row) {
           return row.rate == rows.front().rate;
         });
}

// Data for gnuplot: "x p50 p95 p99" lines of the accepted, "x p99" of the
// refused, "x MiB" of the server. x is the rate, of a soak minutes.
struct PlotData {
  std::ostringstream accepted;
  std::ostringstream refused;
  std::ostringstream memory;
};

PlotData plot_data(const std::vector<LoadRow>& rows) {
  PlotData data;
  const bool soak = is_soak(rows);
  double seconds = 0;
  for (const LoadRow& row : rows) {
    seconds += row.seconds;
    const double x = soak ? seconds / 60 : row.rate;
    if (const LatencySummary* accepted = row.accepted()) {
      data.accepted << x << ' ' << accepted->p50_ms << ' ' << accepted->p95_ms
                    << ' ' << accepted->p99_ms << '\n';
    }
    const auto busy = row.statuses.find(503);
    if (busy != row.statuses.end()) {
      data.refused << x << ' ' << busy->second.p99_ms << '\n';
    }
    if (row.server) data.memory << x << ' ' << row.server->memory_mib << '\n';
  }
  return data;
}

}  // namespace

const LatencySummary* LoadRow::accepted() const {
  const auto found = statuses.find(kAccepted);
  return found == statuses.end() ? nullptr : &found->second;
}

LoadRow summarize(const LoadOutcome& outcome, const LoadPlan& plan) {
  LoadRow row;
  row.rate = plan.rate;
  row.seconds = plan.seconds;
  row.accepted_per_second =
      static_cast<double>(outcome.accepted_in_time) / plan.seconds;
  row.sent = outcome.sent;
  row.lost = outcome.lost;
  row.unanswered = outcome.unanswered;
  for (const auto& [status, latencies] : outcome.answers) {
    row.statuses.emplace(status, summary_of(latencies));
  }
  return row;
}

std::string load_header() {
  return "    rate  accepted/s  status    count    p50 ms    p95 ms    p99 ms"
         "    max ms   lost  unanswered  cpu ms/req   MiB\n";
}

std::string print_load(const LoadRow& row) {
  std::ostringstream text;
  text << std::fixed;
  bool first = true;
  for (const auto& [status, summary] : row.statuses) {
    text << std::setprecision(0) << std::setw(8) << row.rate
         << std::setprecision(1) << std::setw(12) << row.accepted_per_second
         << std::setw(8) << status << std::setw(9) << summary.count
         << std::setprecision(2) << std::setw(10) << summary.p50_ms
         << std::setw(10) << summary.p95_ms << std::setw(10) << summary.p99_ms
         << std::setw(10) << summary.max_ms;
    if (first) {
      text << std::setw(7) << row.lost << std::setw(12) << row.unanswered;
      if (row.server && row.sent > 0) {
        text << std::setprecision(3) << std::setw(12)
             << 1000 * row.server->cpu_seconds / static_cast<double>(row.sent)
             << std::setprecision(0) << std::setw(6) << row.server->memory_mib;
      }
    }
    first = false;
    text << '\n';
  }
  if (first) {
    text << std::setprecision(0) << std::setw(8) << row.rate
         << "  no answer; lost " << row.lost << ", unanswered "
         << row.unanswered << '\n';
  }
  return text.str();
}

std::string load_to_json(const std::vector<LoadRow>& rows,
                         std::optional<double> saturation) {
  Json rates = Json::array();
  for (const LoadRow& row : rows) {
    Json statuses = Json::object();
    for (const auto& [status, summary] : row.statuses) {
      statuses[std::to_string(status)] = json_of(summary);
    }
    Json server;
    if (row.server) {
      server = {{"cpu_seconds", row.server->cpu_seconds},
                {"memory_mib", row.server->memory_mib}};
    }
    rates.push_back({{"rate", row.rate},
                     {"accepted_per_second", row.accepted_per_second},
                     {"sent", row.sent},
                     {"lost", row.lost},
                     {"unanswered", row.unanswered},
                     {"statuses", std::move(statuses)},
                     {"server", std::move(server)}});
  }
  Json peak;
  if (saturation) peak = *saturation;
  return Json({{"saturation_per_second", peak}, {"rates", rates}}).dump(1);
}

std::string load_plot_script(const std::vector<LoadRow>& rows,
                             const std::string& file) {
  const PlotData data = plot_data(rows);
  const bool refused = !data.refused.view().empty();
  const bool soak = is_soak(rows);
  const bool memory = soak && !data.memory.view().empty();
  std::ostringstream script;
  script << "set key top left\n$accepted << END\n"
         << data.accepted.view() << "END\n";
  if (refused) script << "$refused << END\n" << data.refused.view() << "END\n";
  if (memory) {
    script << "$memory << END\n"
           << data.memory.view()
           << "END\nset y2label 'MiB resident'\nset y2range [0:*]\nset y2tics"
              "\nset ytics nomirror\nset key bottom left\n";
  }
  script << "set terminal svg size 720,420 font 'sans,12'\nset output '" << file
         << "'\nset xlabel '" << (soak ? "minutes" : "requests a second")
         << "'\nset ylabel 'milliseconds'\nset logscale y\nset grid\nset style "
            "data linespoints\n"
            "plot $accepted using 1:2 title 'p50', $accepted using 1:3 title "
            "'p95', $accepted using 1:4 title 'p99'";
  if (refused) script << ", $refused using 1:2 title '503, p99'";
  if (memory) script << ", $memory using 1:2 axes x1y2 title 'memory'";
  script << '\n';
  return script.str();
}

Result<void> plot_load(const std::vector<LoadRow>& rows,
                       const std::string& file) {
  std::FILE* gnuplot = ::popen("gnuplot", "w");
  if (gnuplot == nullptr) {
    return Error{ErrorCode::kUnavailable, "gnuplot cannot be started"};
  }
  const std::string script = load_plot_script(rows, file);
  std::fwrite(script.data(), 1, script.size(), gnuplot);
  if (::pclose(gnuplot) != 0) {
    return Error{ErrorCode::kUnavailable,
                 "gnuplot is not installed or cannot write " + file};
  }
  return {};
}

Result<ProcessUse> process_use(long pid) {
  clockid_t clock{};
  timespec taken{};
  if (::clock_getcpuclockid(static_cast<pid_t>(pid), &clock) != 0 ||
      ::clock_gettime(clock, &taken) != 0) {
    return Error{ErrorCode::kNotFound,
                 "there is no process " + std::to_string(pid)};
  }
  const std::string path = "/proc/" + std::to_string(pid) + "/statm";
  std::ifstream sizes(path);
  double whole = 0;
  double resident = 0;
  // proc(5): pages.
  if (!(sizes >> whole >> resident)) {
    return Error{ErrorCode::kNotFound, path + " does not read"};
  }
  ProcessUse use;
  use.cpu_seconds = static_cast<double>(taken.tv_sec) +
                    static_cast<double>(taken.tv_nsec) / 1e9;
  use.memory_mib =
      resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
  return use;
}

}  // namespace lede::bench
