// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/saved_reader.h"

#include <utility>

namespace lede {

SavedReader::SavedReader(std::vector<std::filesystem::path> indexes,
                         FileStamps& stamps)
    : indexes_(std::move(indexes)), file_stamps_(stamps) {
  for (const std::filesystem::path& index : indexes_) {
    files_.push_back(saved_queries_path(index));
  }
}

std::shared_ptr<const SavedSet> SavedReader::current() {
  // Read before the files: what changes in between is seen by the next call.
  std::vector<std::uint64_t> stamps = file_stamps_.of(files_);
  const std::lock_guard lock(mutex_);
  if (saved_ && stamps == stamps_) return saved_;
  auto saved = std::make_shared<SavedSet>();
  for (const std::filesystem::path& index : indexes_) {
    const Result<SavedQueries> loaded = load_saved_queries(index);
    if (loaded) {
      saved->queries.add_missing(*loaded);
    } else {
      saved->problems.push_back({loaded.error().message, std::nullopt});
    }
  }
  stamps_ = std::move(stamps);
  saved_ = std::move(saved);
  return saved_;
}

}  // namespace lede
