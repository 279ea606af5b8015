// SPDX-License-Identifier: GPL-3.0-or-later
//
// The postings file of a new segment, gathered document by document while the
// segment is built.

#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/postings/byte_streams.h"
#include "common/postings/document_table.h"
#include "common/postings/list_sink.h"
#include <lede/result.h>

namespace lede {

// A term of a document, with where it stands in it.
struct DocumentTerm {
  std::string_view term;
  std::uint32_t wdf = 0;
  std::uint32_t first_position = 0;  // index of the first of its positions
  std::uint32_t positions = 0;       // how many; they ascend
};

// Keeps some 5 bytes a posting and 2 a position until it is written. One thread
// at a time.
class PostingsWriter {
 public:
  PostingsWriter();

  // Adds a document with all its terms, in any order; `positions` are those of
  // all of them. `row.length` is not looked at: it is the sum of wdf.
  //
  // REQUIRES: ids ascend; each term comes once.
  void add(DocumentRow row, std::span<const DocumentTerm> terms,
           std::span<const std::uint32_t> positions);

  // Writes the file of the segment in `folder`, whose database has that
  // get_uuid(), and gives each list to `also` too, if there is one. Not synced.
  // kIo, also for more than a file can hold; what was there before then stays.
  Result<void> write(const std::filesystem::path& folder,
                     std::string_view database_uuid, ListSink* also = nullptr);

 private:
  struct Term {
    std::uint32_t hash = 0;   // its lower half
    std::uint32_t begin = 0;  // in term_bytes_
    std::uint32_t size = 0;
    std::uint32_t last = 0;  // ordinal
    internal::ByteStreams::Stream postings;
  };

  [[nodiscard]] std::string_view text(const Term& term) const {
    return std::string_view(term_bytes_).substr(term.begin, term.size);
  }
  void prepare(std::span<const DocumentTerm> terms);
  Term& intern(std::string_view term, std::uint64_t hash);
  void grow();

  std::string term_bytes_;
  std::vector<Term> terms_;
  std::vector<std::uint32_t> slots_;  // open addressing; a power of two
  internal::ByteStreams streams_;
  internal::DocumentTable documents_;
  // Of the document at hand; kept to reuse their memory.
  std::vector<std::uint64_t> hashes_;  // of its terms
  std::vector<std::uint8_t> encoded_;  // a posting
  std::vector<std::uint8_t> position_bytes_;
  std::vector<std::uint8_t> places_;  // see NeighborMarks
};

}  // namespace lede
