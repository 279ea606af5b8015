// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/durable_files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace lede {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kLockRetry{20};

Error io_error(std::string_view doing, const fs::path& path, int code) {
  return {ErrorCode::kIo, std::string(doing) + " " + path.string() + ": " +
                              std::generic_category().message(code)};
}

Result<void> sync_path(const fs::path& path, int flags) {
  const int file = open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return io_error("cannot open", path, errno);
  const bool synced = fsync(file) == 0;
  const int code = errno;
  close(file);
  if (!synced) return io_error("cannot sync", path, code);
  return {};
}

}  // namespace

Result<void> sync_folder(const fs::path& folder) {
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end;
       it.increment(code)) {
    if (!it->is_regular_file(code)) continue;
    if (auto synced = sync_path(it->path(), O_RDONLY); !synced) return synced;
  }
  if (code) return io_error("cannot read", folder, code.value());
  return sync_path(folder, O_RDONLY | O_DIRECTORY);
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (code) return io_error("cannot make", folder, code.value());
  return {};
}

Result<void> copy_folder(const fs::path& from, const fs::path& to) {
  if (auto made = make_folder(to); !made) return made;
  std::error_code code;
  for (fs::directory_iterator it(from, code), end; !code && it != end;
       it.increment(code)) {
    const fs::path target = to / it->path().filename();
    if (it->is_directory(code)) {
      if (auto copied = copy_folder(it->path(), target); !copied) return copied;
    } else {
      fs::copy_file(it->path(), target, code);
      if (code) return io_error("cannot copy to", target, code.value());
    }
  }
  if (code) return io_error("cannot read", from, code.value());
  return sync_folder(to);
}

std::uint64_t folder_bytes(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code code;
  for (fs::recursive_directory_iterator it(folder, code), end;
       !code && it != end; it.increment(code)) {
    std::error_code unreadable;
    const std::uintmax_t size = it->file_size(unreadable);
    if (!unreadable) bytes += size;
  }
  return bytes;
}

Result<IndexLock> IndexLock::take(const fs::path& path,
                                  std::chrono::milliseconds wait) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) return io_error("cannot open", path, errno);
  IndexLock lock(file);
  const auto deadline = std::chrono::steady_clock::now() + wait;
  while (flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      return io_error("cannot lock", path, errno);
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      return Error{ErrorCode::kBusy, "another process is writing to " +
                                         path.parent_path().string() +
                                         "; try again"};
    }
    std::this_thread::sleep_for(kLockRetry);
  }
  return lock;
}

IndexLock::~IndexLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace lede
