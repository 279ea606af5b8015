// SPDX-License-Identifier: GPL-3.0-or-later
//
// How fast, how big and how hungry indexing is: runs `lede-index add` as a user
// would, in a process of its own, so that its peak memory is its own too.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <lede/result.h>

namespace lede::bench {

struct IndexRunOptions {
  std::string corpus;   // what `lede-index add` takes as a source
  unsigned jobs = 0;    // threads; 0: as lede-index chooses
  bool stories = true;  // false: without grouping
  std::string program;  // path of lede-index; empty: beside this program
};

struct IndexRun {
  std::uint64_t articles = 0;
  std::uint64_t corpus_bytes = 0;  // read, after decompression
  std::uint64_t index_bytes = 0;   // of all files of the index
  std::uint64_t peak_bytes = 0;    // of resident memory
  double seconds = 0.0;            // from the program's start to its end
  double cpu_seconds = 0.0;
};

// Indexes the corpus into a temporary folder, which it removes. kIo if the
// program does not run or fails; its messages go to stderr.
Result<IndexRun> run_indexing(const IndexRunOptions& options);

// For people.
std::string print_index_run(const IndexRun& run);

}  // namespace lede::bench
