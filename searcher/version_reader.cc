// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/version_reader.h"

#include <utility>

#include "common/index_layout.h"

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
    manifests_.push_back(manifest_path(index));
  }
}

std::string VersionReader::current() {
  // Read before the manifests: what changes in between is seen by the next
  // call.
  std::vector<std::uint64_t> stamps = file_stamps_.of(manifests_);
  const std::lock_guard lock(mutex_);
  if (stamps == stamps_) return version_;
  std::string version;
  for (const std::filesystem::path& index : indexes_) {
    const Result<Manifest> manifest = load_manifest(index);
    if (!manifest) return {};
    version += version_of(*manifest);
  }
  stamps_ = std::move(stamps);
  version_ = std::move(version);
  return version_;
}

}  // namespace lede
