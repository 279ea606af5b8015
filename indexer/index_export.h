// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is in an index, for those who only look: its articles, its figures, a
// copy of it.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "common/index_layout.h"
#include <lede/result.h>

namespace lede {

// Calls `write` with one line of JSON for each article, newest segment first:
// the article with `key`, `origin` and `story`. What `add` makes of it is
// unchanged. A commit or merge on the way does not disturb it. kMissingIndex,
// kCorrupt, kVersionMismatch.
Result<void> export_articles(
    const std::filesystem::path& index,
    const std::function<void(std::string_view line)>& write);

struct IndexFigures {
  Manifest manifest;
  std::uint64_t documents = 0;
  std::uint64_t stories = 0;
  std::uint64_t undated = 0;
  std::int64_t oldest = 0;  // seconds since 1970; 0 both if nothing is dated
  std::int64_t newest = 0;
  std::uint64_t bytes = 0;  // of all files
  std::map<std::string, std::uint64_t> languages;
  std::map<std::string, std::uint64_t> segment_bytes;  // by name
};

// kMissingIndex, kCorrupt, kVersionMismatch.
Result<IndexFigures> measure_index(const std::filesystem::path& index);

// The figures as one JSON object.
std::string figures_to_json(const IndexFigures& figures);

// Copies the index, as the last commit left it, to a folder that is not there
// yet or is empty. Holds the lock meanwhile. kInvalidArgument, kBusy, kIo,
// kMissingIndex.
Result<void> backup_index(const std::filesystem::path& index,
                          const std::filesystem::path& target,
                          std::chrono::milliseconds wait);

}  // namespace lede
