// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/mapped_file.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace lede::internal {
namespace {

Error failure(const std::filesystem::path& path, int code) {
  return {code == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
          "cannot read " + path.string() + ": " +
              std::generic_category().message(code)};
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failure(path, errno);
  struct stat status {};
  MappedFile mapped;
  int code = fstat(file, &status) == 0 ? 0 : errno;
  if (code == 0 && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* const bytes =
        mmap(nullptr, size, PROT_READ, MAP_SHARED, file, /*offset=*/0);
    if (bytes == MAP_FAILED) {
      code = errno;
    } else {
      mapped.bytes_ = {static_cast<const std::uint8_t*>(bytes), size};
    }
  }
  close(file);
  if (code != 0) return failure(path, code);
  return mapped;
}

MappedFile::~MappedFile() {
  if (bytes_.empty()) return;
  // munmap takes what mmap gave; nothing is written through it.
  munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

}  // namespace lede::internal
