// SPDX-License-Identifier: GPL-3.0-or-later
//
// A glass database's version file: where its tables begin, and its statistics.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <lede/result.h>

namespace lede::internal {

inline constexpr std::size_t kTableBlock = 8192;
// The revision of whatever is written here: a new database's first.
inline constexpr std::uint32_t kTableRevision = 1;

// In the order of the version file; it has two more, for spelling and
// synonyms, which nothing uses.
inline constexpr std::array<std::string_view, 4> kTableNames = {
    "postlist", "docdata", "termlist", "position"};
inline constexpr std::size_t kPostlist = 0;

std::filesystem::path table_path(const std::filesystem::path& folder,
                                 std::size_t table);

struct TableRoot {
  std::uint32_t root = 0;  // block
  unsigned level = 0;      // its; leaves are at 0
  std::uint64_t keys = 0;
  std::uint32_t blocks = 0;  // that are in use or free; none: there is no file
};

struct DatabaseStatistics {
  std::uint64_t documents = 0;
  std::uint32_t last_id = 0;
  // Bounds; the shortest of those that are not empty.
  std::uint32_t shortest = 0;
  std::uint32_t longest = 0;
  std::uint32_t highest_wdf = 0;
  std::uint64_t total_length = 0;

  void note_shortest(std::uint32_t length) {
    if (length > 0 && (shortest == 0 || length < shortest)) shortest = length;
  }
  // Those of both together.
  void add(const DatabaseStatistics& other);
};

struct DatabaseVersion {
  std::string uuid;  // its text form
  std::uint32_t revision = kTableRevision;
  std::array<TableRoot, kTableNames.size()> tables;
  DatabaseStatistics statistics;
};

// kIo.
Result<void> write_version(const std::filesystem::path& folder,
                           const DatabaseVersion& version);
// Without the uuid. kIo, kCorrupt; kCorrupt too for what only other programs
// put into a database, such as spellings and blocks of another size.
Result<DatabaseVersion> read_version(const std::filesystem::path& folder);

}  // namespace lede::internal
