// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-bench background: makes indexer/stories/background.txt of news.

#pragma once

#include <string>
#include <vector>

#include <lede/result.h>

namespace CLI {
class App;
}

namespace lede::bench {

struct BackgroundOptions {
  std::vector<std::string> sources;
  std::string output;
};

CLI::App* add_background_command(CLI::App& app, BackgroundOptions& options);

// Writes the table. A feature's rarity is log2(pieces / pieces that have it) in
// the source where it is the least rare, so that a term of one trade counts as
// common though few others use it. Of each source equally many articles are
// counted, spread over it; long ones in pieces of a few kilobytes, so that a
// digest of many items is many. Features of fewer than kMinPieces pieces are
// left out.
Result<void> make_background(const BackgroundOptions& options);

}  // namespace lede::bench
