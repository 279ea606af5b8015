// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/file_stamps.h"

#include <algorithm>
#include <array>
#include <sys/inotify.h>
#include <unistd.h>

#include "common/state_file.h"
#include "common/unique_fd.h"

namespace lede {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kChanges = IN_CREATE | IN_DELETE | IN_MODIFY |
                                   IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO |
                                   IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

}  // namespace

// Of some folders. Not thread-safe.
class FileStamps::Watch {
 public:
  using Clock = std::chrono::steady_clock;

  Watch() : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

  [[nodiscard]] bool is_open() const { return fd_.is_open(); }

  // True if something may have changed since the last call.
  bool take_change() {
    bool changed = false;
    alignas(inotify_event) std::array<char, 4096> events;
    while (::read(fd_.get(), events.data(), events.size()) > 0) changed = true;
    const Clock::time_point now = Clock::now();
    if (!changed && now < look_again_at_) return false;
    // The folders' names may have come to mean others.
    for (Folder& folder : folders_) watch(folder);
    look_again_at_ = now + kUnseen;
    return true;
  }

  // True if changes in the folder will be told from now on.
  bool includes(const fs::path& path) {
    const auto found = std::ranges::find(folders_, path, &Folder::path);
    if (found != folders_.end()) return found->descriptor >= 0;
    folders_.push_back({path});
    return watch(folders_.back());
  }

 private:
  struct Folder {
    fs::path path;
    int descriptor = -1;  // of its watch
  };

  bool watch(Folder& folder) {
    const int before = folder.descriptor;
    folder.descriptor =
        ::inotify_add_watch(fd_.get(), folder.path.c_str(), kChanges);
    if (before >= 0 && before != folder.descriptor) {
      ::inotify_rm_watch(fd_.get(), before);
    }
    return folder.descriptor >= 0;
  }

  UniqueFd fd_;
  std::vector<Folder> folders_;
  Clock::time_point look_again_at_;
};

FileStamps::FileStamps(bool watch) {
  if (!watch) return;
  watch_ = std::make_unique<Watch>();
  if (!watch_->is_open()) watch_.reset();
}

FileStamps::~FileStamps() = default;

std::vector<std::uint64_t> FileStamps::of(const std::vector<fs::path>& files) {
  const std::lock_guard lock(mutex_);
  if (watch_ && watch_->take_change()) known_.clear();
  std::vector<std::uint64_t> stamps;
  stamps.reserve(files.size());
  for (const fs::path& file : files) stamps.push_back(stamp(file));
  return stamps;
}

std::uint64_t FileStamps::stamp(const fs::path& file) {
  if (!watch_) return file_stamp(file);
  const auto known = std::ranges::find(known_, file.native(), &Known::file);
  if (known != known_.end()) return known->stamp;
  // In this order: what changes after the look will be told.
  const bool is_watched = watch_->includes(file.parent_path());
  const std::uint64_t stamp = file_stamp(file);
  if (is_watched) known_.push_back({file.native(), stamp});
  return stamp;
}

}  // namespace lede
