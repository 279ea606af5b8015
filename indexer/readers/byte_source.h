// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a reader's bytes come from: a file or standard input, through whatever
// compression and encoding they are in.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include <lede/result.h>

namespace lede::internal {

// A sequence of bytes read once, front to back. Not shared between threads.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Fills the front of `buffer` and returns how many bytes; 0 at the end. What
  // was read before a fault is given out first; then every call fails.
  //
  // REQUIRES: `buffer` is not empty.
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
};

// Bytes of a file, counted as they are read. kIo if it cannot be opened; a path
// of "-" is standard input.
struct OpenedFile {
  std::unique_ptr<ByteSource> bytes;
  std::shared_ptr<const std::uint64_t> bytes_read;  // shared with the source
};
Result<OpenedFile> open_file(const std::string& path);

// What `stored` holds after decompression, if its first bytes are those of gzip
// (one member or several) or Zstandard (one frame or several); else its bytes
// as they are. Damaged or cut-off data is kCorrupt once its readable part has
// been given out.
Result<std::unique_ptr<ByteSource>> decompressed(
    std::unique_ptr<ByteSource> stored);

// What `text` holds as UTF-8 without a byte order mark: UTF-16 is converted if
// a mark says so, everything else passes as it is.
Result<std::unique_ptr<ByteSource>> as_utf8(std::unique_ptr<ByteSource> text);

}  // namespace lede::internal
