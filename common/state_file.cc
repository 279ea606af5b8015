// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/state_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "common/unique_fd.h"
#include "common/write_all.h"

namespace lede {
namespace {

namespace fs = std::filesystem;

Error io_error(std::string_view doing, const fs::path& path) {
  return {ErrorCode::kIo, std::string(doing) + " " + shown_path(path) + ": " +
                              std::strerror(errno)};
}

UniqueFd open_file(const fs::path& path, int flags) {
  return UniqueFd(::open(path.c_str(), flags | O_CLOEXEC, 0666));
}

bool write_synced(const fs::path& path, std::string_view bytes) {
  UniqueFd file = open_file(path, O_WRONLY | O_CREAT | O_TRUNC);
  return file.is_open() && write_all(file.get(), bytes) &&
         ::fsync(file.get()) == 0 && file.close_now();
}

bool sync_folder(const fs::path& path) {
  const UniqueFd folder = open_file(path, O_RDONLY | O_DIRECTORY);
  return folder.is_open() && ::fsync(folder.get()) == 0;
}

}  // namespace

std::string shown_path(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  return (error ? path : absolute.lexically_normal()).string();
}

Result<std::string> read_state_file(const fs::path& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file && errno == ENOENT) {
    return Error{ErrorCode::kNotFound, "there is no " + shown_path(path)};
  }
  if (!file) return io_error("reading", path);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  if (file.bad()) return io_error("reading", path);
  return text;
}

Result<void> replace_state_file(const fs::path& path, std::string_view bytes) {
  const fs::path temporary = path.string() + ".tmp";
  if (!write_synced(temporary, bytes)) {
    const Error error = io_error("writing", temporary);
    ::unlink(temporary.c_str());
    return error;
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    return io_error("writing", path);
  }
  const fs::path folder = path.parent_path();
  if (!sync_folder(folder)) return io_error("syncing", folder);
  return {};
}

std::uint64_t file_stamp(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return 0;
  const std::array<std::uint64_t, 5> parts = {
      static_cast<std::uint64_t>(status.st_dev),
      static_cast<std::uint64_t>(status.st_ino),
      static_cast<std::uint64_t>(status.st_size),
      static_cast<std::uint64_t>(status.st_mtim.tv_sec),
      static_cast<std::uint64_t>(status.st_mtim.tv_nsec)};
  return XXH3_64bits(parts.data(), sizeof parts) | 1;
}

}  // namespace lede
