// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/version_reader.h"

#include <span>
#include <utility>

#include "common/index_layout.h"
#include "common/join.h"
#include "common/saved_queries.h"

namespace lede {

namespace {

// The time tells a backup that was put back and written to from what had that
// revision before.
std::string version_of(const Manifest& manifest) {
  return manifest.uuid + "." + std::to_string(manifest.revision) + "." +
         std::to_string(manifest.updated_at) + "+";
}

}  // namespace

VersionReader::VersionReader(std::vector<std::filesystem::path> indexes,
                             FileStamps& stamps)
    : indexes_(std::move(indexes)), file_stamps_(stamps) {
  for (const std::filesystem::path& index : indexes_) {
    files_.push_back(manifest_path(index));
  }
  for (const std::filesystem::path& index : indexes_) {
    files_.push_back(saved_queries_path(index));
  }
}

std::shared_ptr<const VersionReader::FileVersions> VersionReader::current() {
  // Read before the manifests: what changes in between is seen by the next
  // call.
  std::vector<std::uint64_t> stamps = file_stamps_.of(files_);
  const std::lock_guard lock(mutex_);
  if (known_ && stamps == stamps_) return known_;
  auto versions = std::make_shared<FileVersions>();
  versions->saved =
      join(std::span(stamps).subspan(indexes_.size()), "-",
           [](std::uint64_t stamp) { return std::to_string(stamp); });
  for (const std::filesystem::path& index : indexes_) {
    const Result<Manifest> manifest = load_manifest(index);
    if (!manifest) {
      versions->index.clear();
      return versions;
    }
    versions->index += version_of(*manifest);
  }
  stamps_ = std::move(stamps);
  known_ = std::move(versions);
  return known_;
}

}  // namespace lede
