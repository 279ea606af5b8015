// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/mapped_file.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "common/unique_fd.h"

namespace lede::internal {
namespace {

Error failure(const std::filesystem::path& path, int code) {
  return {code == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
          "cannot read " + path.string() + ": " +
              std::generic_category().message(code)};
}

std::size_t page_bytes() {
  return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return failure(path, errno);
  struct stat status {};
  MappedFile mapped;
  int code = fstat(file.get(), &status) == 0 ? 0 : errno;
  if (code == 0 && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* const bytes =
        mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), /*offset=*/0);
    if (bytes == MAP_FAILED) {
      code = errno;
    } else {
      mapped.bytes_ = {static_cast<const std::uint8_t*>(bytes), size};
      // In large pages, if it is read from the disk and the file system can:
      // a processor then looks up few. Advice: not to be relied on.
      madvise(bytes, size, MADV_HUGEPAGE);
    }
  }
  if (code != 0) return failure(path, code);
  return mapped;
}

MappedFile::~MappedFile() {
  if (bytes_.empty()) return;
  // munmap takes what mmap gave; nothing is written through it.
  munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

void MappedFile::release(std::span<const std::uint8_t> part) const {
  const std::size_t page = page_bytes();
  const auto offset = static_cast<std::size_t>(part.data() - bytes_.data());
  const std::size_t begin = (offset + page - 1) / page * page;
  const std::size_t end = (offset + part.size()) / page * page;
  if (begin >= end) return;
  // Advice: where it is not taken nothing is lost.
  madvise(const_cast<std::uint8_t*>(bytes_.data()) + begin, end - begin,
          MADV_DONTNEED);
}

std::uint64_t resident_mapped_bytes() {
  // In pages: all of the process, what is in memory, what of that is of files.
  std::ifstream statm("/proc/self/statm");
  std::uint64_t size = 0;
  std::uint64_t resident = 0;
  std::uint64_t of_files = 0;
  if (!(statm >> size >> resident >> of_files)) return 0;
  return of_files * page_bytes();
}

}  // namespace lede::internal
