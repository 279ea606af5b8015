// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many queries: read from a file, answered by several threads, printed in the
// order of the file.

#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "searcher/cli/options.h"
#include <lede/result.h>
#include <lede/searcher.h>

namespace lede {

struct BatchQuery {
  std::string id;
  std::string text;
};

// Reads lines ID<TAB>QUERY of a file, or of standard input for "-". Empty lines
// are skipped; a line without a tab is told to `errors` by file and line, and
// skipped. kIo if the file cannot be read.
Result<std::vector<BatchQuery>> read_batch(const std::string& file,
                                           std::ostream& errors);

struct BatchReport {
  std::uint64_t hits = 0;             // of all queries
  std::uint64_t cut = 0;              // queries whose answer the limit cut
  double seconds = 0.0;               // from the first query to the last answer
  std::vector<std::uint64_t> micros;  // of each search
};

// Answers `queries`, printing to `output`, and to `remarks` what the format has
// no place for. The first error ends the batch.
Result<BatchReport> run_batch(const Searcher& searcher,
                              const SearchOptions& options,
                              const std::vector<BatchQuery>& queries,
                              bool color, std::ostream& output,
                              std::ostream& remarks);

// "queries N p50_us p95_us p99_us max_us qps", percentiles by nearest rank.
std::string timings_line(BatchReport report);

}  // namespace lede
