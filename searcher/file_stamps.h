// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stamps of the same few files, asked for again and again.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace lede {

// Tells file_stamp() of files without a look at the disk as long as the system
// reports no change in their folders (inotify): what was changed on this
// machine before a call is seen by it. What the system does not report, such as
// another machine's writing on a network file system or a symbolic link that
// leads to the folder and is turned, is seen within kUnseen. Any number of
// threads may ask at once.
class FileStamps {
 public:
  static constexpr std::chrono::milliseconds kUnseen{50};

  // Without `watch`, or if the system lets nothing be watched, each call looks.
  explicit FileStamps(bool watch);
  ~FileStamps();
  FileStamps(const FileStamps&) = delete;
  FileStamps& operator=(const FileStamps&) = delete;

  // The file_stamp() of each. Some 0.3 us if all are known.
  std::vector<std::uint64_t> of(
      const std::vector<std::filesystem::path>& files);

 private:
  class Watch;
  // REQUIRES: mutex_ is held.
  std::uint64_t stamp(const std::filesystem::path& file);

  struct Known {
    std::string file;
    std::uint64_t stamp = 0;
  };

  std::mutex mutex_;
  std::unique_ptr<Watch> watch_;  // null: there is none; guarded by mutex_
  std::vector<Known> known_;      // since the last change; guarded by mutex_
};

}  // namespace lede
