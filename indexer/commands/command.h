// SPDX-License-Identifier: GPL-3.0-or-later
//
// The subcommands of lede-index: each adds itself to the command line and, if
// it is the one called, does its work.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "common/program/program.h"
#include "indexer/index_writer.h"
#include <lede/result.h>

namespace lede {

// What all subcommands get: the common options, and their own of the same kind.
struct CommandContext {
  CommonOptions common;
  double wait_seconds = 10;
  unsigned jobs = 0;  // 0: one for each core

  [[nodiscard]] std::filesystem::path index() const {
    return common.indexes.front();
  }
};

// A subcommand's work; returns the exit status.
using CommandBody = std::function<Result<int>()>;

// Adds a subcommand to `app`; the body is to be called after parsing if
// app.got_subcommand(...). Options live as long as the body.
struct Command {
  CLI::App* app = nullptr;
  CommandBody run;
};

Command add_command(CLI::App& app, CommandContext& context);
Command rebuild_command(CLI::App& app, CommandContext& context);
Command remove_command(CLI::App& app, CommandContext& context);
Command stats_command(CLI::App& app, CommandContext& context);
Command check_command(CLI::App& app, CommandContext& context);
// What the searching library tells the commands about saved queries.
struct SavedHooks {
  // What a search of the index by a query warns of; none if it cannot be asked.
  std::function<std::vector<std::string>(const std::string& query)> warnings_of;
  // Called when a query was saved: alerts begin with what is added from now on.
  std::function<Result<void>(const std::string& name)> begin_alerts;
};
Command saved_command(CLI::App& app, CommandContext& context, SavedHooks hooks);
Command alerts_command(CLI::App& app, CommandContext& context);
Command compact_command(CLI::App& app, CommandContext& context);
Command backup_command(CLI::App& app, CommandContext& context);
Command export_command(CLI::App& app, CommandContext& context);

// --wait, for commands that write.
void add_wait_option(CLI::App& app, CommandContext& context);
// --jobs, for commands that build documents.
void add_jobs_option(CLI::App& app, CommandContext& context);

// The options of a writer on the index named; kInvalidArgument for a lexicon
// that does not read.
Result<WriterOptions> writer_options(const CommandContext& context);

// Seconds since 1970.
std::int64_t system_now();

// "1,234,567".
std::string grouped(std::uint64_t number);
// "12.3 MB".
std::string readable_bytes(std::uint64_t bytes);

}  // namespace lede
