// SPDX-License-Identifier: GPL-3.0-or-later
//
// What tells one state of the indexes from another, by their manifests.

#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "searcher/file_stamps.h"

namespace lede {

// Any number of threads may ask at once.
class VersionReader {
 public:
  // `indexes`: the local index folders. `stamps` outlives it.
  VersionReader(std::vector<std::filesystem::path> indexes, FileStamps& stamps);

  // Alike wherever the same index lies; empty if a manifest does not read.
  std::string current();

 private:
  std::vector<std::filesystem::path> indexes_;
  std::vector<std::filesystem::path> manifests_;  // of the indexes
  FileStamps& file_stamps_;
  std::mutex mutex_;
  std::vector<std::uint64_t> stamps_;  // guarded by mutex_; what version_ is of
  std::string version_;                // guarded by mutex_
};

}  // namespace lede
