// SPDX-License-Identifier: GPL-3.0-or-later
//
// Term by term, all postings of a segment: what is written to its postings
// file, for others that write the same in another form.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace lede {

// The postings of one term, of which the first three views have one element
// each.
struct ListView {
  std::span<const std::uint32_t> ordinals;  // ascending
  std::span<const std::uint32_t> wdf;
  // Bytes that a PositionCursor reads, one posting's after another's; of size 0
  // for those without positions.
  std::span<const std::uint32_t> position_sizes;
  std::span<const std::uint8_t> position_bytes;
};

class ListSink {
 public:
  ListSink() = default;
  ListSink(const ListSink&) = delete;
  ListSink& operator=(const ListSink&) = delete;
  virtual ~ListSink() = default;
  // Terms come in the order of their bytes, each once; the views end with the
  // call.
  virtual void take(std::string_view term, const ListView& list) = 0;
};

}  // namespace lede
