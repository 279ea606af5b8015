// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which terms stand where in a document, for WordNeighbors.

#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "common/postings/posting_list.h"

namespace lede::internal {

// A view of a document's places, a byte each. Positions far apart may share
// one: sets then hold marks too many, never too few.
class NeighborMarks {
 public:
  // Places for a document of that length, the sum of its terms' wdf: about as
  // many as it has positions or more.
  static std::size_t places_for(std::uint64_t length) {
    return std::bit_floor(std::max<std::uint64_t>(length, 64));
  }

  // `places`: places_for() a document, zeros at first.
  explicit NeighborMarks(std::span<std::uint8_t> places) : places_(places) {}

  // A term with that mark stands at these.
  void add(std::span<const std::uint32_t> positions, std::uint8_t mark) {
    for (const std::uint32_t position : positions) place(position) |= mark;
  }
  // Of a term that stands at these.
  [[nodiscard]] WordNeighbors beside(
      std::span<const std::uint32_t> positions) const {
    WordNeighbors beside;
    for (const std::uint32_t position : positions) {
      beside.before |= place(position - 1);
      beside.behind |= place(position + 1);
    }
    return beside;
  }

 private:
  [[nodiscard]] std::uint8_t& place(std::uint32_t position) const {
    return places_[position & (places_.size() - 1)];
  }

  std::span<std::uint8_t> places_;
};

}  // namespace lede::internal
