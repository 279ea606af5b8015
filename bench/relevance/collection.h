// SPDX-License-Identifier: GPL-3.0-or-later
//
// A test collection on disk: articles, queries and what is relevant to them.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bench/relevance/trec_files.h"
#include <lede/result.h>

namespace lede::bench {

struct Collection {
  std::string name;    // of its folder
  std::string source;  // what `lede-index add` takes; empty: no articles
  std::vector<TopicQuery> topics;
  Judgements judgements;
};

// Reads queries.tsv and qrels.tsv of a folder that holds the articles as
// corpus.jsonl, the same compressed (.gz, .zst), or as a folder `articles`.
// kNotFound, kInvalidArgument: file, line and what is wrong there.
Result<Collection> read_collection(const std::filesystem::path& folder);

// Judgements alone: their queries without texts, no articles.
Result<Collection> read_judged_queries(const std::filesystem::path& qrels);

Result<Run> read_run(const std::filesystem::path& file);

// All bytes of a file. kIo.
Result<std::string> read_whole_file(const std::filesystem::path& file);

}  // namespace lede::bench
