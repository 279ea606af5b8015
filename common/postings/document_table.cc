// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/document_table.h"

#include <cassert>

namespace lede::internal {

DocumentTable::DocumentTable() {
  for (const unsigned slot : column_slots()) {
    columns_.emplace_back();
    columns_.back().slot = slot;
  }
}

std::uint32_t DocumentTable::Column::number_of(std::string_view value) {
  if (value.empty()) return 0;
  const auto next = static_cast<std::uint32_t>(offsets.size());
  const auto [entry, added] = known.try_emplace(std::string(value), next);
  if (added) {
    bytes += value;
    offsets.push_back(bytes.size());
  }
  return entry->second;
}

void DocumentTable::add(const DocumentRow& row) {
  assert(ids_.empty() || ids_.back() < row.id);
  assert(row.columns.size() == columns_.size());
  ids_.push_back(row.id);
  lengths_.push_back(row.length);
  total_length_ += row.length;
  published_.push_back(row.published);
  add_id_text(row.id_text);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    columns_[i].numbers.push_back(columns_[i].number_of(row.columns[i]));
  }
}

void DocumentTable::add_all(const PostingsFile& file,
                            const std::vector<bool>& keep) {
  for (std::uint32_t ordinal = 0; ordinal < file.documents(); ++ordinal) {
    if (!keep[ordinal]) continue;
    ids_.push_back(file.ids()[ordinal]);
    lengths_.push_back(file.lengths()[ordinal]);
    total_length_ += lengths_.back();
    published_.push_back(file.published()[ordinal]);
    add_id_text(file.id_text(ordinal));
  }
  for (Column& column : columns_) {
    const ValueColumn theirs = file.column(column.slot);
    std::vector<std::uint32_t> ours(std::size_t{theirs.values()} + 1, 0);
    for (std::uint32_t ordinal = 0; ordinal < file.documents(); ++ordinal) {
      if (!keep[ordinal]) continue;
      const std::uint32_t number = theirs.numbers[ordinal];
      if (number > 0 && ours[number] == 0) {
        ours[number] = column.number_of(theirs.value(number));
      }
      column.numbers.push_back(ours[number]);
    }
  }
}

void DocumentTable::add_id_text(std::string_view id_text) {
  id_bytes_ += id_text;
  id_offsets_.push_back(id_bytes_.size());
}

DocumentLengths DocumentTable::lengths() const {
  DocumentLengths lengths;
  lengths.lengths = lengths_;
  if (total_length_ > 0) {
    lengths.average = static_cast<double>(total_length_) / documents();
  }
  return lengths;
}

void DocumentTable::write(SectionWriter& out) const {
  out.begin_section(SectionKind::kIds);
  out.write_all(std::span(ids_));
  out.begin_section(SectionKind::kLengths);
  out.write_all(std::span(lengths_));
  out.begin_section(SectionKind::kPublished);
  out.write_all(std::span(published_));
  out.begin_section(SectionKind::kIdOffsets);
  out.write_all(std::span(id_offsets_));
  out.begin_section(SectionKind::kIdBytes);
  out.write(id_bytes_);
  for (const Column& column : columns_) {
    out.begin_section(SectionKind::kColumn, column.slot);
    out.write_all(std::span(column.numbers));
    out.begin_section(SectionKind::kValueOffsets, column.slot);
    out.write_all(std::span(column.offsets));
    out.begin_section(SectionKind::kValueBytes, column.slot);
    out.write(column.bytes);
  }
}

}  // namespace lede::internal
