// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes as the operating system stores them.

#include "indexer/readers/byte_source.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "common/unique_fd.h"

namespace lede::internal {
namespace {

class FileSource final : public ByteSource {
 public:
  // Of standard input if `file` is closed.
  explicit FileSource(UniqueFd file)
      : file_(std::move(file)),
        fd_(file_.is_open() ? file_.get() : STDIN_FILENO) {}

  [[nodiscard]] std::shared_ptr<const std::uint64_t> bytes_read() const {
    return bytes_read_;
  }

  Result<std::size_t> read(std::span<char> buffer) override {
    for (;;) {
      const ssize_t count = ::read(fd_, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) {
        return Error{ErrorCode::kIo,
                     std::string("cannot be read: ") + std::strerror(errno)};
      }
      *bytes_read_ += static_cast<std::uint64_t>(count);
      return static_cast<std::size_t>(count);
    }
  }

 private:
  UniqueFd file_;
  int fd_;
  std::shared_ptr<std::uint64_t> bytes_read_ =
      std::make_shared<std::uint64_t>(0);
};

}  // namespace

Result<OpenedFile> open_file(const std::string& path) {
  const bool standard_input = path == "-";
  UniqueFd opened(standard_input ? -1
                                 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!standard_input && !opened.is_open()) {
    return Error{ErrorCode::kIo,
                 std::string("cannot be opened: ") + std::strerror(errno)};
  }
  auto file = std::make_unique<FileSource>(std::move(opened));
  auto bytes_read = file->bytes_read();
  return OpenedFile{std::move(file), std::move(bytes_read)};
}

}  // namespace lede::internal
