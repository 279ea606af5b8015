// SPDX-License-Identifier: GPL-3.0-or-later
//
// The positions of one term in one document, one after another.
//
// They are kept as differences, each to the one before and the first to zero,
// in bytes of seven bits, low ones first, the highest bit set on all but the
// last (LEB128).

#pragma once

#include <cstdint>

namespace lede {

// A value; reads the bytes it was given and allocates nothing.
class PositionCursor {
 public:
  // No positions.
  PositionCursor() = default;
  // Those of the bytes [begin, end), at the first of them.
  PositionCursor(const std::uint8_t* begin, const std::uint8_t* end)
      : at_(begin), end_(end) {
    next();
  }

  // True behind the last position.
  [[nodiscard]] bool done() const { return done_; }
  // REQUIRES: !done().
  [[nodiscard]] std::uint32_t position() const { return position_; }

  void next() {
    if (at_ == end_) {
      done_ = true;
      return;
    }
    done_ = false;
    std::uint32_t byte = *at_++;
    std::uint32_t step = byte & 0x7f;
    for (unsigned shift = 7; byte >= 0x80 && at_ != end_ && shift < 32;
         shift += 7) {
      byte = *at_++;
      step |= (byte & 0x7f) << shift;
    }
    position_ += step;
  }
  // Moves on to the first position that is `wanted` or above.
  void skip_to(std::uint32_t wanted) {
    while (!done_ && position_ < wanted) next();
  }

 private:
  const std::uint8_t* at_ = nullptr;
  const std::uint8_t* end_ = nullptr;
  std::uint32_t position_ = 0;
  bool done_ = true;
};

}  // namespace lede
