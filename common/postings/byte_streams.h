// SPDX-License-Identifier: GPL-3.0-or-later
//
// Very many byte streams that grow by turns, packed into few allocations.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "common/postings/prefetch.h"

namespace lede::internal {

// A stream is a chain of chunks, each twice as large as the one before up to a
// limit: the many short ones take little, the few long ones few links.
class ByteStreams {
 public:
  // One of them; a value that only its ByteStreams can read.
  struct Stream {
    std::uint32_t first = kNone;
    std::uint32_t last = kNone;
    std::uint16_t used = 0;  // bytes of the last chunk
    std::uint16_t rank = 0;  // its place in the chain, as far as sizes differ
  };

  void append(Stream& stream, std::span<const std::uint8_t> bytes);
  // Asks for the memory that append() will write to.
  void prefetch_end(const Stream& stream) const {
    if (stream.last != kNone) prefetch(at(stream.last) + stream.used);
  }
  // Puts all of the stream into `bytes`, in place of what was there.
  void read(const Stream& stream, std::vector<std::uint8_t>& bytes) const;

  // Memory taken.
  [[nodiscard]] std::size_t bytes() const;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  [[nodiscard]] std::uint8_t* at(std::uint32_t address) const;
  std::uint32_t make_chunk(std::uint16_t rank);

  std::vector<std::unique_ptr<std::uint8_t[]>> slabs_;
  std::size_t slab_used_ = 0;
};

}  // namespace lede::internal
