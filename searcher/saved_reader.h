// SPDX-License-Identifier: GPL-3.0-or-later
//
// The saved queries of the indexes searched, as their files are now.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "common/saved_queries.h"
#include "searcher/file_stamps.h"
#include <lede/response.h>

namespace lede {

// Of several indexes, the first with a name counts.
struct SavedSet {
  SavedQueries queries;
  std::vector<Warning> problems;  // one for each file that does not read
};

// Any number of threads may ask at once.
class SavedReader {
 public:
  // `indexes`: the local index folders. `stamps` outlives it.
  SavedReader(std::vector<std::filesystem::path> indexes, FileStamps& stamps);

  // What the files hold now.
  std::shared_ptr<const SavedSet> current();

 private:
  std::vector<std::filesystem::path> indexes_;
  std::vector<std::filesystem::path> files_;  // of the indexes
  FileStamps& file_stamps_;
  std::mutex mutex_;
  std::vector<std::uint64_t> stamps_;      // guarded by mutex_
  std::shared_ptr<const SavedSet> saved_;  // guarded by mutex_; shared by calls
};

}  // namespace lede
