// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of lede-search, read into a request and a way to print.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/program/program.h"
#include <lede/request.h>
#include <lede/result.h>

namespace lede {

enum class OutputFormat { kText, kJson, kJsonLines, kIds, kTrec };

struct SearchOptions {
  CommonOptions common;
  SearchRequest request;  // its query is empty in a batch
  OutputFormat format = OutputFormat::kText;
  std::string similar;     // id or key of an article; empty: a query is asked
  std::string batch_file;  // "-" for standard input; empty: one query
  std::size_t threads = 1;
  bool timings = false;
  // Complete this instead of answering; empty is a text, too.
  std::optional<std::string> suggest;
};

// The options as they are typed; what is not given follows from the format.
struct TypedOptions {
  OutputFormat format = OutputFormat::kText;
  std::optional<std::size_t> limit;
  std::optional<RankMode> rank;
  std::optional<MatchMode> match;
  std::optional<SpellingMode> spelling;
  std::optional<TimelineInterval> timeline;
  std::vector<std::string> filters;  // FIELD=VALUE or FIELD:VALUE
  std::string fields;                // comma-separated
  bool stories = false;
  std::string freshness;  // 0 to 1; empty: not given
  std::string half_life;  // "30d"; likewise
  bool no_stories = false;
  bool help_query = false;  // print the query language, nothing else
  SearchOptions rest;
};

// Adds the options to `app`, which they outlive.
void add_search_options(CLI::App& app, TypedOptions& options);

// What is typed, split where the query begins: at the first argument that is
// neither an option nor an option's value, or after "--".
struct SplitArguments {
  std::vector<const char*> options;  // the program's name first
  std::string query;                 // the words, joined by a space
};
SplitArguments split_arguments(const CLI::App& app, int argc,
                               const char* const* argv);

// Fills in what the format implies. kInvalidArgument for what does not read.
Result<SearchOptions> finish_options(TypedOptions typed, std::string query);

}  // namespace lede
