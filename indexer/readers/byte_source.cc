// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes as the operating system stores them.

#include "indexer/readers/byte_source.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace lede::internal {
namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(int fd, bool owned) : fd_(fd), owned_(owned) {}
  ~FileSource() override {
    if (owned_) ::close(fd_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

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
  int fd_;
  bool owned_;
  std::shared_ptr<std::uint64_t> bytes_read_ =
      std::make_shared<std::uint64_t>(0);
};

}  // namespace

Result<OpenedFile> open_file(const std::string& path) {
  const bool standard_input = path == "-";
  const int fd = standard_input ? STDIN_FILENO
                                : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return Error{ErrorCode::kIo,
                 std::string("cannot be opened: ") + std::strerror(errno)};
  }
  auto file = std::make_unique<FileSource>(fd, !standard_input);
  auto bytes_read = file->bytes_read();
  return OpenedFile{std::move(file), std::move(bytes_read)};
}

}  // namespace lede::internal
