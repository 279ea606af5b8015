// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/glass/database_merge.h"

#include <algorithm>
#include <system_error>

#include "indexer/glass/table_merge.h"
#include "indexer/index_names.h"

namespace lede {

using internal::TableReader;
using internal::TableRoot;
using internal::TableWriter;

Result<DatabaseMerge> DatabaseMerge::open(
    std::span<const std::filesystem::path> parts,
    const std::filesystem::path& folder) {
  DatabaseMerge merge;
  merge.folder_ = folder;
  merge.merged_.uuid = new_uuid();
  for (const std::filesystem::path& part : parts) {
    Result<internal::DatabaseVersion> version = internal::read_version(part);
    if (!version) return version.error();
    merge.merged_.statistics.add(version->statistics);
    merge.parts_.push_back({part, *version});
  }
  std::error_code ignored;  // the first write tells
  std::filesystem::remove_all(folder, ignored);
  std::filesystem::create_directories(folder, ignored);
  return merge;
}

Result<void> DatabaseMerge::merge_table(std::size_t table) {
  std::vector<TableReader> readers;
  for (const Part& part : parts_) {
    Result<TableReader> reader =
        TableReader::open(internal::table_path(part.folder, table),
                          part.version.tables[table], part.version.revision);
    if (!reader) return reader.error();
    readers.push_back(std::move(*reader));
  }
  TableWriter out(internal::table_path(folder_, table));
  const bool merged = table == internal::kPostlist
                          ? internal::merge_postlists(readers, out)
                          : internal::merge_keys(readers, out);
  if (!merged || std::ranges::any_of(readers, &TableReader::damaged)) {
    return Error{ErrorCode::kCorrupt,
                 "a " + std::string(internal::kTableNames[table]) +
                     " table to merge into " + folder_.string() +
                     " is damaged"};
  }
  Result<TableRoot> root = out.finish();
  if (!root) return root.error();
  merged_.tables[table] = *root;
  return {};
}

Result<void> DatabaseMerge::finish() {
  return internal::write_version(folder_, merged_);
}

}  // namespace lede
