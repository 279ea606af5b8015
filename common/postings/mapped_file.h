// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file's bytes in memory, read-only.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>

#include <lede/result.h>

namespace lede::internal {

// Stays what it was when another file is renamed over it. A file that is
// written to or cut while it is mapped breaks the process: nobody does that to
// files that are replaced by renaming alone.
class MappedFile {
 public:
  // kNotFound if there is no such file, kIo.
  static Result<MappedFile> open(const std::filesystem::path& path);

  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept
      : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~MappedFile();

  [[nodiscard]] std::span<const std::uint8_t> bytes() const { return bytes_; }

  // Takes the pages that lie wholly in `part` of bytes() out of the process's
  // memory: they come back, from the system's cache or the disk, when they are
  // next read. Safe while others read them.
  void release(std::span<const std::uint8_t> part) const;

 private:
  std::span<const std::uint8_t> bytes_;
};

// Bytes of all mapped files that are in this process's memory now; 0 if the
// system does not tell. Some microseconds.
std::uint64_t resident_mapped_bytes();

}  // namespace lede::internal
