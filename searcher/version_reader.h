// SPDX-License-Identifier: GPL-3.0-or-later
//
// What tells one state of the indexes' files from another.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "searcher/file_stamps.h"

namespace lede {

// Any number of threads may ask at once.
class VersionReader {
 public:
  struct FileVersions {
    // By the manifests: alike wherever the same index lies; empty if one does
    // not read.
    std::string index;
    std::string saved;  // by the files of saved queries
  };

  // `indexes`: the local index folders. `stamps` outlives it.
  VersionReader(std::vector<std::filesystem::path> indexes, FileStamps& stamps);

  std::shared_ptr<const FileVersions> current();

 private:
  std::vector<std::filesystem::path> indexes_;
  // The manifest of each index, then the saved queries of each.
  std::vector<std::filesystem::path> files_;
  FileStamps& file_stamps_;
  std::mutex mutex_;
  std::vector<std::uint64_t> stamps_;  // guarded by mutex_; what known_ is of
  std::shared_ptr<const FileVersions>
      known_;  // guarded by mutex_; shared by calls
};

}  // namespace lede
