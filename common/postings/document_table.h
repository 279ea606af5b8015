// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a postings file holds of each document besides its terms, gathered
// before it is written.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/postings/list_encoder.h"
#include "common/postings/postings_file.h"
#include "common/postings/section_writer.h"

namespace lede {

// The values of one document. The views are read before the call returns.
struct DocumentRow {
  std::uint32_t id = 0;
  std::uint32_t length = 0;  // sum of its terms' wdf
  std::int64_t published = kNoDate;
  std::string_view id_text;
  // One each of column_slots(), as the slot holds it; empty for none.
  std::vector<std::string> columns;
};

namespace internal {

// A document of one of several files.
struct DocumentSource {
  std::uint32_t file = 0;
  std::uint32_t ordinal = 0;
};

// One thread at a time.
class DocumentTable {
 public:
  DocumentTable();

  // REQUIRES: ids ascend.
  void add(const DocumentRow& row);
  // In that order, whatever their ids.
  void add_all(std::span<const PostingsFile* const> files,
               std::span<const DocumentSource> documents);

  [[nodiscard]] std::uint32_t documents() const {
    return static_cast<std::uint32_t>(ids_.size());
  }
  [[nodiscard]] std::uint64_t total_length() const { return total_length_; }
  // Valid until the next add().
  [[nodiscard]] DocumentLengths lengths() const;

  void write(SectionWriter& out) const;

 private:
  // The distinct values of a slot, numbered from 1 as they come.
  struct Column {
    unsigned slot = 0;
    std::vector<std::uint32_t> numbers;  // by ordinal
    std::unordered_map<std::string, std::uint32_t> known;
    std::vector<std::uint64_t> offsets = {0};
    std::string bytes;

    std::uint32_t number_of(std::string_view value);
  };

  void add_id_text(std::string_view id_text);
  // Ordinals by ascending ids; empty if these ascend as they are.
  [[nodiscard]] std::vector<std::uint32_t> id_order() const;

  std::vector<std::uint32_t> ids_;
  std::vector<std::uint32_t> lengths_;
  std::vector<std::int64_t> published_;
  std::vector<std::uint64_t> id_offsets_ = {0};
  std::string id_bytes_;
  std::vector<Column> columns_;
  std::uint64_t total_length_ = 0;
};

}  // namespace internal
}  // namespace lede
