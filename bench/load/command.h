// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-bench load

#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include <lede/result.h>

namespace CLI {
class App;
}

namespace lede::bench {

struct LoadOptions {
  std::string url;
  std::string queries;
  std::vector<double> rates;  // a second; none: shares of the saturation
  double seconds = 10;
  double warm_up_seconds = 3;
  std::size_t connections = 1024;
  std::string key;
  std::optional<long> pid;  // of the server
  std::string json;
  std::string plot;
};

CLI::App* add_load_command(CLI::App& app, LoadOptions& options);

// Prints a row as soon as it is measured. Where no rate is given it first finds
// out how many requests a second are answered when few connections ask as soon
// as they are answered, and takes shares of that, from a twentieth to twice.
// kInvalidArgument, kIo, kUnavailable if nothing was answered.
Result<void> run_load_bench(const LoadOptions& options, std::ostream& out);

}  // namespace lede::bench
