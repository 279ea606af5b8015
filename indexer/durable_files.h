// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files and folders that survive a power cut, and the lock of the one writer.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <utility>

#include <lede/result.h>

namespace lede {

// Syncs every file directly in `folder`, then the folder itself. kIo.
Result<void> sync_folder(const std::filesystem::path& folder);

// Makes `folder` and those above it that are missing. kIo.
Result<void> make_folder(const std::filesystem::path& folder);

// Copies a folder and all in it, synced. kIo, and what is there stays.
Result<void> copy_folder(const std::filesystem::path& from,
                         const std::filesystem::path& to);

// Bytes of all files below `folder`; what cannot be read counts as none.
std::uint64_t folder_bytes(const std::filesystem::path& folder);

// The lock of an index, held as long as the object lives; a crash frees it.
class IndexLock {
 public:
  // Takes the lock file `path`, trying for `wait`. kBusy if another process
  // still holds it then, kIo if the file cannot be made.
  static Result<IndexLock> take(const std::filesystem::path& path,
                                std::chrono::milliseconds wait);
  ~IndexLock();
  IndexLock(IndexLock&& other) noexcept
      : file_(std::exchange(other.file_, -1)) {}
  IndexLock& operator=(IndexLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }

 private:
  explicit IndexLock(int file) : file_(file) {}

  int file_ = -1;
};

}  // namespace lede
