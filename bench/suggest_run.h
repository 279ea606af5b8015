// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-bench suggest: how long completing takes while somebody types.

#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "bench/latency.h"
#include <lede/result.h>
#include <lede/searcher.h>

namespace CLI {
class App;
}

namespace lede::bench {

struct SuggestRunOptions {
  std::string queries;  // a file, a text a line; empty: headlines as they are
                        // typed
  std::size_t headlines = 300;
  std::size_t repeats = 3;
};

CLI::App* add_suggest_command(CLI::App& app, SuggestRunOptions& options);

// `headline` as it grows under somebody's hands: its first code point, its
// first two, and so on up to `longest`; each of class "N typed".
std::vector<ClassQuery> typed_prefixes(const std::string& headline,
                                       std::size_t longest);

// Asks everything once, so that nothing is left to be read, then measures and
// prints one line for each length, one for all, and the processor time. kIo,
// and what the searcher says.
Result<void> run_suggest_bench(const Searcher& searcher,
                               const SuggestRunOptions& options,
                               std::ostream& output);

}  // namespace lede::bench
