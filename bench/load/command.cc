// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/load/command.h"

#include <algorithm>
#include <fstream>
#include <ostream>

#include <CLI/CLI.hpp>

#include "bench/latency.h"
#include "bench/load/load_report.h"
#include "bench/load/load_run.h"
#include "bench/load/target.h"
#include "bench/text_lines.h"

namespace lede::bench {
namespace {

// Enough to keep every processor of a small server busy, and few enough that
// none is refused.
constexpr std::size_t kSaturatingConnections = 16;

// Of the saturation.
constexpr double kShares[] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.5, 2};

class LoadBench {
 public:
  LoadBench(const LoadOptions& options, LoadTarget target,
            std::vector<std::string> requests, std::ostream& out)
      : options_(options),
        target_(std::move(target)),
        requests_(std::move(requests)),
        out_(out) {}

  Result<void> run();

 private:
  LoadPlan plan(double rate, double seconds, std::size_t connections) const {
    return {rate, seconds, connections, LoadPlan{}.timeout_seconds};
  }
  Result<LoadRow> measure(const LoadPlan& plan);
  Result<std::vector<double>> shares_of_saturation();
  Result<void> write_results(const std::vector<LoadRow>& rows) const;

  const LoadOptions& options_;
  LoadTarget target_;
  std::vector<std::string> requests_;
  std::ostream& out_;
  std::size_t asked_ = 0;
  std::optional<double> saturation_;
};

Result<void> LoadBench::run() {
  if (options_.warm_up_seconds > 0) {
    if (const auto warm =
            measure(plan(0, options_.warm_up_seconds, kSaturatingConnections));
        !warm) {
      return warm.error();
    }
  }
  std::vector<double> rates = options_.rates;
  if (rates.empty()) {
    auto shares = shares_of_saturation();
    if (!shares) return shares.error();
    rates = std::move(*shares);
  }
  out_ << load_header();
  std::vector<LoadRow> rows;
  for (const double rate : rates) {
    auto row = measure(plan(rate, options_.seconds, options_.connections));
    if (!row) return row.error();
    out_ << print_load(*row) << std::flush;
    rows.push_back(std::move(*row));
  }
  return write_results(rows);
}

Result<LoadRow> LoadBench::measure(const LoadPlan& plan) {
  std::optional<ProcessUse> before;
  if (options_.pid) {
    const auto use = process_use(*options_.pid);
    if (!use) return use.error();
    before = *use;
  }
  LoadRow row = summarize(run_load(target_, requests_, plan, asked_), plan);
  asked_ += row.sent;
  if (before) {
    auto use = process_use(*options_.pid);
    if (!use) return use.error();
    use->cpu_seconds -= before->cpu_seconds;
    row.server = *use;
  }
  return row;
}

Result<std::vector<double>> LoadBench::shares_of_saturation() {
  const auto row = measure(plan(0, options_.seconds, kSaturatingConnections));
  if (!row) return row.error();
  if (row->accepted_per_second <= 0) {
    return Error{ErrorCode::kUnavailable,
                 options_.url + " answers no request with 200"};
  }
  saturation_ = row->accepted_per_second;
  out_ << "saturation: " << *saturation_ << " a second, "
       << kSaturatingConnections << " connections\n";
  std::vector<double> rates;
  for (const double share : kShares) rates.push_back(share * *saturation_);
  return rates;
}

Result<void> LoadBench::write_results(const std::vector<LoadRow>& rows) const {
  if (!options_.json.empty()) {
    std::ofstream file(options_.json, std::ios::binary);
    file << load_to_json(rows, saturation_) << '\n';
    file.flush();
    if (!file) return Error{ErrorCode::kIo, "cannot write " + options_.json};
  }
  return options_.plot.empty() ? Result<void>()
                               : plot_load(rows, options_.plot);
}

}  // namespace

CLI::App* add_load_command(CLI::App& app, LoadOptions& options) {
  CLI::App* command = app.add_subcommand(
      "load", "Latency over HTTP at fixed rates, whatever the answers");
  command->add_option("--url", options.url, "http://HOST:PORT or unix:SOCKET")
      ->required();
  command->add_option("--queries", options.queries, "Lines: class TAB query")
      ->required();
  command
      ->add_option("--rate,--rates", options.rates,
                   "Requests a second: 100,200; one again and again, 60,60,60, "
                   "is a soak, drawn over time [shares of what it can answer]")
      ->delimiter(',')
      ->check(CLI::Range(0.001, 1e6));
  command->add_option("--seconds", options.seconds, "At each rate [10]")
      ->check(CLI::Range(0.01, 1e6));
  command
      ->add_option("--warm-up", options.warm_up_seconds,
                   "Seconds of asking before [3]")
      ->check(CLI::Range(0.0, 1e6));
  command
      ->add_option("--connections", options.connections,
                   "Connections at most [1024]")
      ->check(CLI::Range(1, 60'000));
  command->add_option("--key", options.key, "Of a server that asks for one");
  command->add_option("--pid", options.pid,
                      "The server's, to tell its processor time and memory");
  command->add_option("--json", options.json, "Write the figures");
  command->add_option("--plot", options.plot, "Draw them, an SVG, by gnuplot");
  return command;
}

Result<void> run_load_bench(const LoadOptions& options, std::ostream& out) {
  const auto text = read_text(options.queries);
  if (!text) return text.error();
  const auto parsed = parse_queries(*text);
  if (!parsed) return parsed.error().with_context(options.queries);
  if (parsed->empty()) {
    return Error{ErrorCode::kInvalidArgument, options.queries + " is empty"};
  }
  std::vector<std::string> queries;
  for (const ClassQuery& query : *parsed) queries.push_back(query.query);
  auto target = parse_load_url(options.url);
  if (!target) return target.error();
  auto requests = make_requests(*target, queries, options.key);
  return LoadBench(options, std::move(*target), std::move(requests), out).run();
}

}  // namespace lede::bench
