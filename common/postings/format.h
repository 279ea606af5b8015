// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bytes of a postings file, little-endian throughout.
//
//   FileHeader                     4,096 bytes
//   sections, each at a multiple of 64 bytes
//     kIds, kLengths, kPublished   by ordinal: uint32, uint32, int64
//     kIdOrder                     uint32: ordinals by ascending ids; empty if
//                                  ids ascend with them
//     kIdOffsets, kIdBytes         uint64 by ordinal and one more; UTF-8
//     kColumn                      one a slot: uint32 by ordinal
//     kValueOffsets, kValueBytes   its values; uint64 each and one more
//     kLists                       a record a term, see below
//     kTermBytes                   the terms in the order of their bytes
//     kTerms                       TermEntry each and one more, for its ends
//     kTermSlots                   hash table, see TermSlots
//
// The record of a term, aligned as its first part asks for; parts in
// parentheses stand only where they say:
//
//   BlockTable, BlockEntry...      (kHasTable)
//   bitmaps, 8 KiB each            (for dense blocks), aligned to 64 bytes
//   uint32 offsets                 (kHasPositions and more than one group)
//   where
//                                  position groups begin, without the first
//   uint32 count, WideWdf...       (kHasWide)
//   uint16 low bits of ordinals    (unless kSingle)
//   uint8 wdf                      (kHasWdf; else all are 1, or 0)
//   uint8 impacts                  (unless kSingle or all wdf are 0)
//   uint8 bounds                   (more than one group)
//   uint8 before, uint8 behind     (kHasPositions) WordNeighbors, one array
//                                  after the other
//   position groups                (kHasPositions) of kPositionGroup postings:
//                                  a byte a posting with the bytes it takes,
//                                  then those; kLongPositions for longer ones,
//                                  which begin with their size as uint32

#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace lede::internal {

static_assert(std::endian::native == std::endian::little,
              "postings files are read in place");

inline constexpr std::string_view kPostingsMagic = "ledepost";
// Changes with the layout, and with what the indexer puts into it.
inline constexpr std::uint32_t kPostingsVersion = 3;
inline constexpr std::size_t kSectionAlignment = 64;
// Bytes behind the last section, so that a word can be read where a byte is.
inline constexpr std::size_t kTrailingBytes = 64;

enum class SectionKind : std::uint32_t {
  kIds = 1,
  kIdOrder,
  kLengths,
  kPublished,
  kIdOffsets,
  kIdBytes,
  kColumn,
  kValueOffsets,
  kValueBytes,
  kLists,
  kTermBytes,
  kTerms,
  kTermSlots,
};

struct SectionEntry {
  std::uint32_t kind = 0;
  std::uint32_t slot = 0;    // of a column
  std::uint64_t offset = 0;  // from the file's beginning
  std::uint64_t bytes = 0;
  std::uint64_t checksum = 0;  // XXH3-64
};

inline constexpr std::size_t kMaxSections = 120;

struct FileHeader {
  std::array<char, 8> magic{};
  std::uint32_t version = 0;
  std::uint32_t sections = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t total_length = 0;
  std::uint32_t documents = 0;
  std::uint32_t terms = 0;
  std::array<double, 3> ranking{};  // what bounds were made with
  std::array<char, 40> uuid{};      // ends at the first zero
  std::array<SectionEntry, kMaxSections> table{};
  std::array<std::uint64_t, 18> reserved{};
  std::uint64_t checksum = 0;  // XXH3-64 of all bytes before it
};
static_assert(sizeof(FileHeader) == 4096);

// Term i's bytes are [entry[i].text(), entry[i + 1].text()) of kTermBytes, its
// record [entry[i].list(), entry[i + 1].list()) of kLists, padding included.
struct TermEntry {
  enum Flag : std::uint8_t {
    kSingle = 1,  // one posting: `frequency` is its ordinal
    kHasPositions = 2,
    kHasWdf = 4,
    kAllOnes = 8,  // without kHasWdf: every wdf is 1, not 0
    kHasWide = 16,
    kHasTable = 32,  // of blocks; else it is all in block 0
  };

  std::uint32_t list_low = 0;
  std::uint32_t text_low = 0;
  std::uint32_t frequency = 0;
  std::uint8_t list_high = 0;
  std::uint8_t text_high = 0;
  std::uint8_t bound = 0;
  std::uint8_t flags = 0;

  [[nodiscard]] std::uint64_t list() const {
    return std::uint64_t{list_high} << 32 | list_low;
  }
  [[nodiscard]] std::uint64_t text() const {
    return std::uint64_t{text_high} << 32 | text_low;
  }
  [[nodiscard]] bool has(Flag flag) const { return (flags & flag) != 0; }
};
static_assert(sizeof(TermEntry) == 16);

// Offsets take five bytes.
inline constexpr std::uint64_t kMaxTermOffset = (std::uint64_t{1} << 40) - 1;

struct BlockTable {
  std::uint32_t blocks = 0;
  std::uint32_t bitmaps = 0;
};

struct BlockEntry {
  static constexpr std::uint16_t kNoBitmap = UINT16_MAX;

  std::uint16_t block = 0;
  std::uint16_t bitmap = kNoBitmap;  // which of the record's
  std::uint32_t first = 0;           // posting
};

// Ascending by posting.
struct WideWdf {
  std::uint32_t posting = 0;
  std::uint32_t wdf = 0;
};

inline constexpr std::uint32_t kPositionGroup = 16;
inline constexpr std::uint8_t kLongPositions = 255;

// An open hash table of term indexes: a slot holds an index in its low bits and
// in those left above it the lowest of the term's hash, so that few terms but
// the right one are looked at. A term's search begins at the slot that the
// upper half of its hash scales to, and goes on to the next.
class TermSlots {
 public:
  static constexpr std::uint32_t kFree = UINT32_MAX;

  // For so many terms, at most kMaxTerms.
  explicit TermSlots(std::uint32_t terms)
      : bits_(static_cast<unsigned>(std::bit_width(terms))) {}

  static constexpr std::uint32_t kMaxTerms = (std::uint32_t{1} << 31) - 1;
  // Slots to make for so many terms: two thirds get used.
  static std::uint64_t slots_for(std::uint32_t terms) {
    return std::uint64_t{terms} + terms / 2 + 1;
  }

  static std::uint64_t first_slot(std::uint64_t hash, std::uint64_t slots) {
    return ((hash >> 32) * slots) >> 32;
  }
  // What a slot of that term holds.
  [[nodiscard]] std::uint32_t packed(std::uint64_t hash,
                                     std::uint32_t index) const {
    return static_cast<std::uint32_t>(hash) << bits_ | index;
  }
  [[nodiscard]] std::uint32_t index_of(std::uint32_t slot) const {
    return slot & ((std::uint32_t{1} << bits_) - 1);
  }
  // False if the slot's term has another hash.
  [[nodiscard]] bool may_be(std::uint32_t slot, std::uint64_t hash) const {
    return (slot ^ packed(hash, 0)) >> bits_ == 0;
  }

 private:
  unsigned bits_;  // of an index; all of them set is none's
};

// XXH3-64 of the bytes.
std::uint64_t checksum_of(std::string_view bytes);

// 64-bit hash of a term for the table.
inline std::uint64_t term_hash(std::string_view term) {
  return checksum_of(term);
}

}  // namespace lede::internal
