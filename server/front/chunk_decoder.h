// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chunked transfer coding (RFC 9112, section 7.1), piece by piece.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lede::internal {

// Decodes one body. Extensions and trailers are skipped and count, with the
// chunk sizes, towards a bound of their own. Not thread-safe.
class ChunkDecoder {
 public:
  enum class State { kNeedsMore, kDone, kMalformed, kTooLarge };

  explicit ChunkDecoder(std::size_t max_body_bytes = 0)
      : max_body_bytes_(max_body_bytes) {}

  // Decodes the beginning of `bytes`, appends to `body`, and returns in
  // `consumed` how many bytes it needs not see again.
  State decode(std::string_view bytes, std::string& body,
               std::size_t& consumed);

 private:
  enum class Part { kSize, kData, kDataEnd, kTrailer };

  State take_line(std::string_view line, std::size_t body_bytes);

  std::size_t max_body_bytes_;
  Part part_ = Part::kSize;
  std::size_t left_ = 0;            // bytes of the chunk still to come
  std::size_t overhead_bytes_ = 0;  // of everything but data
};

}  // namespace lede::internal
