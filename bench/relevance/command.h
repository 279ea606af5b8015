// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-bench relevance: how good the rankings are, on collections with
// judgements.

#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "common/program/program.h"
#include <lede/request.h>
#include <lede/result.h>

namespace CLI {
class App;
}

namespace lede::bench {

struct RelevanceOptions {
  std::vector<std::string> collections;
  std::string qrels;      // judgements without a collection
  std::string run;        // file to score in lede's place
  std::string compare;    // file to compare with
  std::string against;    // "plain", or empty
  std::string write_run;  // file
  std::string json;       // file
  std::string html;       // file
  MatchMode match = MatchMode::kAny;
  RankMode rank = RankMode::kText;
  std::size_t permutations = 10'000;
  bool per_query = false;
};

CLI::App* add_relevance_command(CLI::App& app, RelevanceOptions& options);

// Scores and compares as the options say; tables go to `output`.
Result<void> run_relevance(const CommonOptions& common,
                           const RelevanceOptions& options,
                           std::ostream& output);

}  // namespace lede::bench
