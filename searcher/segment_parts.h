// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is made of each segment that is being searched: read once, in the
// background, when somebody first asks for it, and forgotten with its segment.
// As a segment never changes, parts are always those of the revision asked for.

#pragma once

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "searcher/deadline.h"

namespace lede {

// Any number of threads may call one at once. Its end waits for what is being
// read.
template <typename Part>
class SegmentParts {
 public:
  using Shared = std::shared_ptr<const Part>;  // by all who read it
  // Null if the segment cannot be read, as when it was merged away meanwhile.
  using Read = Shared (*)(const std::filesystem::path& folder);

  explicit SegmentParts(Read read) : read_(read) {}

  // The parts of the segments in `folders`, in that order. Empty if one of them
  // cannot be read, or is not ready by the middle of what is left until
  // `deadline`: the rest belongs to whoever asks. Parts of other segments are
  // forgotten.
  std::vector<Shared> of(const std::vector<std::filesystem::path>& folders,
                         const Deadline& deadline) {
    using Clock = Deadline::Clock;
    std::optional<Clock::time_point> patience;
    if (deadline.at()) {
      const Clock::time_point now = Clock::now();
      patience = now + (*deadline.at() - now) / 2;
    }
    std::vector<Shared> parts;
    for (const Pending& part : pending(folders)) {
      if (patience && part.wait_until(*patience) != std::future_status::ready) {
        return {};
      }
      if (part.get() == nullptr) {
        forget_unreadable();
        return {};
      }
      parts.push_back(part.get());
    }
    return parts;
  }

 private:
  using Pending = std::shared_future<Shared>;

  // A part that is being read is kept: to forget it would be to wait for it.
  static bool is_ready(const Pending& part) {
    return part.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }

  std::vector<Pending> pending(
      const std::vector<std::filesystem::path>& folders) {
    const std::lock_guard lock(mutex_);
    std::erase_if(parts_, [&](const auto& entry) {
      return is_ready(entry.second) &&
             std::ranges::find(folders, entry.first) == folders.end();
    });
    std::vector<Pending> parts;
    for (const std::filesystem::path& folder : folders) {
      const auto [entry, fresh] = parts_.try_emplace(folder);
      if (fresh) {
        entry->second = std::async(std::launch::async, read_, folder);
      }
      parts.push_back(entry->second);
    }
    return parts;
  }

  // So that the next call tries again.
  void forget_unreadable() {
    const std::lock_guard lock(mutex_);
    std::erase_if(parts_, [](const auto& entry) {
      return is_ready(entry.second) && entry.second.get() == nullptr;
    });
  }

  const Read read_;
  std::mutex mutex_;
  std::map<std::filesystem::path, Pending> parts_;  // guarded by mutex_
};

}  // namespace lede
