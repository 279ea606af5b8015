// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-bench stories: how well and how fast articles are grouped.

#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include <lede/result.h>

namespace CLI {
class App;
}

namespace lede::bench {

struct StoriesOptions {
  std::string truth;         // judged pairs
  std::string clusters;      // judged windows; empty: none
  std::string data;          // folder of the sets' folders
  std::size_t bases = 1500;  // articles of each set that copies are made of
  unsigned seed = 1;
  std::size_t errors = 10;  // shown of each kind
};

CLI::App* add_stories_command(CLI::App& app, StoriesOptions& options);

// Groups the articles of every set that `truth` names and compares the stories
// with what was judged; makes copies and looks whether they are found; prints
// both, with the time it took. kIo, kInvalidArgument.
Result<void> run_stories(const StoriesOptions& options, std::ostream& output);

}  // namespace lede::bench
