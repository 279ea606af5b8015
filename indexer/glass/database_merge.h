// SPDX-License-Identifier: GPL-3.0-or-later
//
// A database out of several, as Xapian's compaction makes it without
// renumbering: here its tables can be written side by side, each in one pass
// that copies what needs no change.

#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "indexer/glass/version_file.h"
#include <lede/result.h>

namespace lede {

class DatabaseMerge {
 public:
  static constexpr std::size_t kTables = internal::kTableNames.size();

  // Makes `folder`, in place of any that is there. kIo, kCorrupt.
  //
  // REQUIRES: ids ascend from one part to the next; nothing writes to them.
  static Result<DatabaseMerge> open(
      std::span<const std::filesystem::path> parts,
      const std::filesystem::path& folder);

  // get_uuid() of the database it makes.
  [[nodiscard]] const std::string& uuid() const { return merged_.uuid; }
  // Documents of the parts together.
  [[nodiscard]] std::uint64_t documents() const {
    return merged_.statistics.documents;
  }

  // Writes one table. Different tables may be written at once. kIo, kCorrupt.
  Result<void> merge_table(std::size_t table);

  // Once all tables are written: makes them a database. Not synced. kIo.
  Result<void> finish();

 private:
  struct Part {
    std::filesystem::path folder;
    internal::DatabaseVersion version;
  };

  std::filesystem::path folder_;
  std::vector<Part> parts_;
  internal::DatabaseVersion merged_;
};

}  // namespace lede
