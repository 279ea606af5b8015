// SPDX-License-Identifier: GPL-3.0-or-later
//
// One term's postings -> its record and entry; see format.h.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "common/postings/format.h"
#include "common/postings/list_sink.h"
#include "common/postings/posting_list.h"

namespace lede::internal {

// What the impacts of a file's postings depend on.
struct DocumentLengths {
  std::span<const std::uint32_t> lengths;  // by ordinal
  double average = 1;                      // not 0
};

// A term's entry without its offsets, and its record.
struct EncodedList {
  TermEntry entry;
  std::size_t alignment = 1;  // of the record
  bool too_large = false;     // more positions than can be told apart
};

// Reused from term to term, it stops allocating. One thread at a time.
class ListEncoder {
 public:
  // `lengths` stays valid as long as the encoder is used.
  explicit ListEncoder(DocumentLengths lengths) : lengths_(lengths) {}

  // `positions`: as PositionCursor reads them; empty for none, with none
  // beside.
  //
  // REQUIRES: ordinals ascend within a term.
  void add(std::uint32_t ordinal, std::uint32_t wdf,
           std::span<const std::uint8_t> positions, WordNeighbors beside);

  [[nodiscard]] bool empty() const { return ordinals_.empty(); }
  // What was added. Valid until the next add() or finish().
  [[nodiscard]] ListView view() const {
    return {ordinals_, wdf_, position_sizes_, position_bytes_};
  }

  // Writes the record of what was added to `record` and forgets it.
  //
  // REQUIRES: !empty().
  EncodedList finish(std::string& record);

 private:
  void put_table(EncodedList& list, std::string& record) const;
  void put_bitmaps(const std::vector<BlockEntry>& blocks, EncodedList& list,
                   std::string& record) const;
  void put_position_offsets(EncodedList& list, std::string& record) const;
  void put_wide(EncodedList& list, std::string& record) const;
  void put_ordinals(EncodedList& list, std::string& record) const;
  void put_wdf(EncodedList& list, std::string& record) const;
  void put_impacts(EncodedList& list, std::string& record);
  void put_neighbors(std::string& record) const;
  void put_positions(std::string& record) const;

  DocumentLengths lengths_;
  std::vector<std::uint32_t> ordinals_;
  std::vector<std::uint32_t> wdf_;
  std::vector<std::uint32_t> position_sizes_;  // bytes, of each posting
  std::vector<std::uint8_t> position_bytes_;
  std::vector<WordNeighbors> neighbors_;
  std::vector<std::uint8_t> impacts_;  // kept to reuse its memory
};

}  // namespace lede::internal
