// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/document_table.h"

#include <algorithm>
#include <cassert>
#include <numeric>

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

void DocumentTable::add_all(std::span<const PostingsFile* const> files,
                            std::span<const DocumentSource> documents) {
  for (const DocumentSource& at : documents) {
    const PostingsFile& file = *files[at.file];
    ids_.push_back(file.ids()[at.ordinal]);
    lengths_.push_back(file.lengths()[at.ordinal]);
    total_length_ += lengths_.back();
    published_.push_back(file.published()[at.ordinal]);
    add_id_text(file.id_text(at.ordinal));
  }
  for (Column& column : columns_) {
    std::vector<ValueColumn> theirs;
    std::vector<std::vector<std::uint32_t>> ours;  // by file and its numbers
    for (const PostingsFile* file : files) {
      theirs.push_back(file->column(column.slot));
      ours.emplace_back(std::size_t{theirs.back().values()} + 1, 0);
    }
    for (const DocumentSource& at : documents) {
      const std::uint32_t number = theirs[at.file].numbers[at.ordinal];
      std::uint32_t& own = ours[at.file][number];
      if (number > 0 && own == 0) {
        own = column.number_of(theirs[at.file].value(number));
      }
      column.numbers.push_back(own);
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

std::vector<std::uint32_t> DocumentTable::id_order() const {
  std::vector<std::uint32_t> order;
  if (std::ranges::is_sorted(ids_)) return order;
  order.resize(ids_.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::uint32_t at) { return ids_[at]; });
  return order;
}

void DocumentTable::write(SectionWriter& out) const {
  out.begin_section(SectionKind::kIds);
  out.write_all(std::span(ids_));
  out.begin_section(SectionKind::kIdOrder);
  out.write_all(std::span<const std::uint32_t>(id_order()));
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
