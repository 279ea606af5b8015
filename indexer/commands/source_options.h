// SPDX-License-Identifier: GPL-3.0-or-later
//
// What `add` and `rebuild` have in common: sources to read, how much rejection
// to bear, and reporting what was done.

#pragma once

#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "indexer/commands/command.h"
#include "indexer/commands/progress_bar.h"
#include "indexer/index_report.h"
#include "indexer/pipeline.h"
#include <lede/result.h>

namespace lede {

struct SourceOptions {
  std::vector<std::string> sources;
  std::string format = "auto";
  std::string max_rejects = "0";  // a number or "any"
  std::string rejects_file;
  bool no_stories = false;
  bool strict = false;
  bool json = false;
};

void add_source_options(CLI::App& app, SourceOptions& options);

// Collects rejections, shows progress and in the end the report, in the form
// and the places the options ask for.
class SourceRun {
 public:
  SourceRun(const CommandContext& context, const SourceOptions& options)
      : context_(context), options_(options) {}

  // Checks the options and fills those of the pipeline, which refer to this
  // object from then on. kInvalidArgument, kIo.
  Result<void> prepare(PipelineOptions& pipeline);

  // Prints the report and returns the exit status it asks for.
  Result<int> finish(const IndexReport& report, bool interrupted,
                     std::string_view done_what);

 private:
  void note(const Rejection& rejection);
  void print_summary(const IndexReport& report, std::string_view done_what);

  const CommandContext& context_;
  const SourceOptions& options_;
  std::optional<std::uint64_t> max_rejects_;  // nullopt: any number
  std::ofstream rejects_;
  std::vector<Rejection> first_;
  std::unique_ptr<ProgressBar> bar_;
};

}  // namespace lede
