// SPDX-License-Identifier: GPL-3.0-or-later
//
// A source whose next bytes can be looked at before they are taken.

#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/byte_source.h"

namespace lede::internal {

class BufferedSource final : public ByteSource {
 public:
  explicit BufferedSource(std::unique_ptr<ByteSource> source,
                          std::size_t buffer_bytes = std::size_t{256} << 10)
      : source_(std::move(source)), buffer_(buffer_bytes) {}

  // The bytes at hand, not taken yet.
  [[nodiscard]] std::string_view ahead() const {
    return {buffer_.data() + begin_, end_ - begin_};
  }
  // Drops the first `bytes` of ahead().
  void take(std::size_t bytes) { begin_ += bytes; }

  // Adds to ahead() what one read gives, at most up to the buffer's size.
  // Returns the number of bytes added: 0 at the end or if the buffer is full.
  Result<std::size_t> read_more();

  // Reads until `bytes` are ahead, or the end. A fault is kept for the reader
  // who comes to it.
  std::string_view peek(std::size_t bytes);

  Result<std::size_t> read(std::span<char> buffer) override;

 private:
  std::unique_ptr<ByteSource> source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace lede::internal
