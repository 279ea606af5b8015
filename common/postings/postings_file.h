// SPDX-License-Identifier: GPL-3.0-or-later
//
// The postings file of a segment: all its postings, positions and value columns
// once more, laid out for reading and mapped. The Xapian database beside it
// stays the truth; without the file everything works, only slower.

#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/postings/mapped_file.h"
#include "common/postings/posting_list.h"
#include <lede/result.h>

namespace lede {

namespace internal {
struct FileHeader;
struct SectionEntry;
struct TermEntry;
}  // namespace internal

// Of a document without a date.
inline constexpr std::int64_t kNoDate =
    std::numeric_limits<std::int64_t>::min();

// A document's place among others by date: the newest first, the undated last,
// those of one date by their ids.
struct DatePlace {
  std::int64_t published = kNoDate;
  std::uint32_t id = 0;

  friend bool operator<(const DatePlace& a, const DatePlace& b) {
    // kNoDate is the least of dates.
    return a.published != b.published ? a.published > b.published : a.id < b.id;
  }
};

// Where the file of a segment lies.
std::filesystem::path postings_path(const std::filesystem::path& folder);

// The value slots that are columns: those of facets, ascending.
std::span<const unsigned> column_slots();

// Terms [begin, end) in the order of their bytes.
struct TermRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// The whole values of one slot as small numbers.
struct ValueColumn {
  // By document ordinal: 0 for none, else one of [1, values()].
  std::span<const std::uint32_t> numbers;

  [[nodiscard]] std::uint32_t values() const {
    return offsets.empty() ? 0 : static_cast<std::uint32_t>(offsets.size() - 1);
  }

  // The value with that number, as the slot holds it; empty for 0 and for
  // numbers that none has.
  [[nodiscard]] std::string_view value(std::uint32_t number) const;

  // Value i lies in `bytes` from offset i - 1 up to the next.
  std::span<const std::uint64_t> offsets;
  std::string_view bytes;
};

// Documents are numbered from 0: their ordinals. A file that was merged has
// them in the order of DatePlace, one written for a batch by their ids, see
// in_date_order(). It holds what the segment held when it was written;
// documents deleted since stay in it, in every count.
//
// Immutable; safe to use from several threads at once. Whoever reads shares it,
// since a reader may outlive the segment. Spans and views live as long as it.
class PostingsFile {
 public:
  // Maps the file of the segment in `folder` and checks its header and that all
  // sections lie within it: O(1), whatever its size. kNotFound if there is
  // none, kVersionMismatch if another version of the program wrote it, kCorrupt
  // if it is damaged, kIo. Damage that leaves the header whole is found by
  // verify() alone: until then every member reads within the mapping, but may
  // tell wrong things, ordinals that are none among them.
  static Result<std::shared_ptr<const PostingsFile>> open(
      const std::filesystem::path& folder);

  [[nodiscard]] std::uint32_t documents() const {
    return static_cast<std::uint32_t>(ids_.size());
  }
  // Sum of lengths().
  [[nodiscard]] std::uint64_t total_length() const;
  // By ordinal.
  [[nodiscard]] std::span<const std::uint32_t> ids() const { return ids_; }
  // ids()[ordinal], without reading it where ids ascend by one.
  [[nodiscard]] std::uint32_t id(std::uint32_t ordinal) const {
    return gapless_ && id_order_.empty() ? first_id_ + ordinal : ids_[ordinal];
  }
  // By ordinal: Xapian's document lengths, the sum of its terms' wdf.
  [[nodiscard]] std::span<const std::uint32_t> lengths() const {
    return lengths_;
  }
  // A search by halves, but O(1) if no id is left out.
  [[nodiscard]] std::optional<std::uint32_t> ordinal(std::uint32_t id) const;

  // Seconds since 1970 by ordinal, or kNoDate.
  [[nodiscard]] std::span<const std::int64_t> published() const {
    return published_;
  }
  // True if documents are in the order of DatePlace. A look at all of them.
  [[nodiscard]] bool in_date_order() const;
  // The article's id, as given. REQUIRES: ordinal < documents().
  [[nodiscard]] std::string_view id_text(std::uint32_t ordinal) const;
  // That of the slot; empty unless it is one of column_slots().
  [[nodiscard]] ValueColumn column(unsigned slot) const;

  // The postings of a term, if any document has it. One look into a hash table.
  [[nodiscard]] std::optional<PostingList> find(std::string_view term) const;
  // All terms are numbered from 0 in the order of their bytes.
  [[nodiscard]] std::uint32_t terms() const;
  [[nodiscard]] TermRange starting_with(std::string_view prefix) const;
  // Empty if there are not so many terms, or in a damaged file.
  [[nodiscard]] std::string_view term(std::uint32_t index) const;
  // Likewise without postings.
  [[nodiscard]] PostingList list(std::uint32_t index) const;

  // get_uuid() of the Xapian database it was made with.
  [[nodiscard]] std::string_view database_uuid() const;
  [[nodiscard]] std::uint64_t file_bytes() const { return map_.bytes().size(); }

  // Reads all of it and compares checksums. kCorrupt.
  [[nodiscard]] Result<void> verify() const;

  // Takes all postings, or the whole file, out of the process's memory; they
  // come back when they are read. Bytes in memory are not counted: of a file
  // that has been read little there is little to take.
  void release_lists() const { map_.release(lists_); }
  void release() const { map_.release(map_.bytes()); }

 private:
  struct Column {
    unsigned slot = 0;
    ValueColumn values;
  };

  PostingsFile() = default;

  Result<void> read_sections();
  void read_section(const internal::SectionEntry& section);
  Result<void> check_sizes() const;
  [[nodiscard]] const internal::FileHeader& header() const;
  ValueColumn& column_of(unsigned slot);
  // Of the document at that place of all by ascending ids; documents() and 0 in
  // a damaged file.
  [[nodiscard]] std::uint32_t ordinal_in_order(std::size_t place) const;
  [[nodiscard]] std::uint32_t id_in_order(std::size_t place) const;
  // Where the id stands among all; documents() if it is none of them.
  //
  // REQUIRES: first_id_ <= id <= last_id_.
  [[nodiscard]] std::size_t place_of(std::uint32_t id) const;
  [[nodiscard]] std::uint32_t first_term_from(std::string_view bytes) const;

  internal::MappedFile map_;
  std::span<const std::uint32_t> ids_;
  std::span<const std::uint32_t> id_order_;
  std::uint32_t first_id_ = 0;  // the lowest
  std::uint32_t last_id_ = 0;   // the highest
  bool gapless_ = false;        // none between them is left out
  std::span<const std::uint32_t> lengths_;
  std::span<const std::int64_t> published_;
  std::span<const std::uint64_t> id_offsets_;
  std::string_view id_bytes_;
  std::vector<Column> columns_;
  ValueColumn no_column_;
  std::span<const std::uint8_t> lists_;
  std::string_view term_bytes_;
  std::span<const internal::TermEntry> entries_;  // one more than terms
  std::span<const std::uint32_t> slots_;
};

}  // namespace lede
