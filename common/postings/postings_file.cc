// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/postings_file.h"

#include <algorithm>
#include <cstddef>

#include "common/postings/format.h"
#include "common/postings/posting_list_parser.h"
#include "common/postings/prefetch.h"
#include "common/ranking_constants.h"
#include "common/schema.h"

namespace lede {
namespace {

using internal::FileHeader;
using internal::SectionEntry;
using internal::SectionKind;
using internal::TermEntry;
using internal::TermSlots;

Error damaged(std::string_view what) {
  return {ErrorCode::kCorrupt, "it is damaged: " + std::string(what)};
}

std::string_view text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// The bytes between two offsets; empty unless they lie in order within them.
std::string_view between(std::string_view bytes, std::uint64_t begin,
                         std::uint64_t end) {
  if (begin > end || end > bytes.size()) return {};
  return bytes.substr(begin, end - begin);
}

Result<void> check_header(std::span<const std::uint8_t> file) {
  if (file.size() < sizeof(FileHeader)) return damaged("it has no header");
  const auto& header = *reinterpret_cast<const FileHeader*>(file.data());
  if (std::string_view(header.magic.data(), header.magic.size()) !=
      internal::kPostingsMagic) {
    return damaged("it is no postings file");
  }
  if (header.version != internal::kPostingsVersion) {
    return Error{ErrorCode::kVersionMismatch,
                 "it has version " + std::to_string(header.version) +
                     ", this program reads version " +
                     std::to_string(internal::kPostingsVersion)};
  }
  const std::string_view hashed =
      text_of(file.first(offsetof(FileHeader, checksum)));
  if (internal::checksum_of(hashed) != header.checksum) {
    return damaged("its header is not what was written");
  }
  if (header.file_bytes != file.size()) {
    return damaged("it has " + std::to_string(file.size()) + " bytes, not " +
                   std::to_string(header.file_bytes));
  }
  if (header.ranking != std::array{kBm25K1, kBm25B, kShortestNormLength}) {
    return Error{ErrorCode::kVersionMismatch,
                 "its bounds are those of another ranking"};
  }
  return {};
}

template <typename T>
void read_as(std::span<const std::uint8_t> bytes, std::span<const T>& values) {
  values = {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

bool within(const SectionEntry& section, std::uint64_t file_bytes) {
  return section.offset % internal::kSectionAlignment == 0 &&
         section.offset >= sizeof(FileHeader) && section.offset <= file_bytes &&
         section.bytes <= file_bytes - section.offset &&
         file_bytes - section.offset - section.bytes >=
             internal::kTrailingBytes;
}

// Fetches the beginning of a record, where rare terms have all that is read
// first, while the term's bytes are fetched and compared.
void prefetch_first(const internal::TermEntry& entry,
                    std::span<const std::uint8_t> lists) {
  constexpr std::size_t kLine = 64;
  constexpr std::size_t kLines = 4;
  if (entry.list() >= lists.size()) return;
  const auto record = lists.subspan(entry.list());
  for (std::size_t at = 0; at < std::min(kLines * kLine, record.size());
       at += kLine) {
    internal::prefetch(record.data() + at);
  }
}

}  // namespace

std::filesystem::path postings_path(const std::filesystem::path& folder) {
  return folder / "postings.lede";
}

std::span<const unsigned> column_slots() {
  static const std::vector<unsigned> slots = [] {
    std::vector<unsigned> made;
    for (const FilterFieldRow& field : filter_fields()) {
      if (field.facet) made.push_back(field.value_slot);
    }
    std::ranges::sort(made);
    made.erase(std::unique(made.begin(), made.end()), made.end());
    return made;
  }();
  return slots;
}

std::string_view ValueColumn::value(std::uint32_t number) const {
  if (number == 0 || number > values()) return {};
  return between(bytes, offsets[number - 1], offsets[number]);
}

Result<std::shared_ptr<const PostingsFile>> PostingsFile::open(
    const std::filesystem::path& folder) {
  const std::filesystem::path path = postings_path(folder);
  Result<internal::MappedFile> map = internal::MappedFile::open(path);
  if (!map) return map.error();
  const Result<void> sound = check_header(map->bytes());
  if (!sound) return sound.error().with_context("reading " + path.string());
  std::shared_ptr<PostingsFile> file(new PostingsFile);
  file->map_ = std::move(*map);
  if (auto read = file->read_sections(); !read) {
    return read.error().with_context("reading " + path.string());
  }
  return std::shared_ptr<const PostingsFile>(std::move(file));
}

const FileHeader& PostingsFile::header() const {
  return *reinterpret_cast<const FileHeader*>(map_.bytes().data());
}

// That of a slot that is no column's is read by nobody.
ValueColumn& PostingsFile::column_of(unsigned slot) {
  const auto known = std::ranges::find(columns_, slot, &Column::slot);
  return known == columns_.end() ? no_column_ : known->values;
}

void PostingsFile::read_section(const SectionEntry& section) {
  const auto bytes = map_.bytes().subspan(section.offset, section.bytes);
  ValueColumn& column = column_of(section.slot);
  switch (static_cast<SectionKind>(section.kind)) {
    case SectionKind::kIds:
      read_as(bytes, ids_);
      break;
    case SectionKind::kIdOrder:
      read_as(bytes, id_order_);
      break;
    case SectionKind::kLengths:
      read_as(bytes, lengths_);
      break;
    case SectionKind::kPublished:
      read_as(bytes, published_);
      break;
    case SectionKind::kIdOffsets:
      read_as(bytes, id_offsets_);
      break;
    case SectionKind::kIdBytes:
      id_bytes_ = text_of(bytes);
      break;
    case SectionKind::kColumn:
      read_as(bytes, column.numbers);
      break;
    case SectionKind::kValueOffsets:
      read_as(bytes, column.offsets);
      break;
    case SectionKind::kValueBytes:
      column.bytes = text_of(bytes);
      break;
    case SectionKind::kLists:
      lists_ = bytes;
      break;
    case SectionKind::kTermBytes:
      term_bytes_ = text_of(bytes);
      break;
    case SectionKind::kTerms:
      read_as(bytes, entries_);
      break;
    case SectionKind::kTermSlots:
      read_as(bytes, slots_);
      break;
  }
}

Result<void> PostingsFile::read_sections() {
  for (const unsigned slot : column_slots()) columns_.push_back({slot, {}});
  if (header().sections > internal::kMaxSections) {
    return damaged("it has too many sections");
  }
  for (std::uint32_t i = 0; i < header().sections; ++i) {
    const SectionEntry& section = header().table[i];
    if (!within(section, map_.bytes().size())) {
      return damaged("a section does not lie in it");
    }
    read_section(section);
  }
  for (const auto& [slot, column] : columns_) {
    if (!column.offsets.empty()) continue;
    return Error{ErrorCode::kVersionMismatch,
                 "it has no column of slot " + std::to_string(slot)};
  }
  if (auto fit = check_sizes(); !fit) return fit;
  if (ids_.empty()) return {};
  first_id_ = id_in_order(0);
  last_id_ = id_in_order(ids_.size() - 1);
  gapless_ = std::size_t{last_id_} - first_id_ == ids_.size() - 1;
  return {};
}

Result<void> PostingsFile::check_sizes() const {
  const std::size_t documents = header().documents;
  const std::uint32_t terms = header().terms;
  bool fits = ids_.size() == documents &&
              (id_order_.empty() || id_order_.size() == documents) &&
              lengths_.size() == documents && published_.size() == documents &&
              id_offsets_.size() == documents + 1 &&
              entries_.size() == std::size_t{terms} + 1 &&
              terms <= TermSlots::kMaxTerms &&
              slots_.size() == TermSlots::slots_for(terms);
  for (const Column& column : columns_) {
    fits = fits && column.values.numbers.size() == documents;
  }
  if (!fits) return damaged("its sections do not fit each other");
  return {};
}

std::uint64_t PostingsFile::total_length() const {
  return header().total_length;
}

std::uint32_t PostingsFile::terms() const { return header().terms; }

std::string_view PostingsFile::database_uuid() const {
  const std::string_view all(header().uuid.data(), header().uuid.size());
  return all.substr(0, all.find('\0'));
}

bool PostingsFile::in_date_order() const {
  DatePlace before;
  for (std::size_t i = 0; i < published_.size(); ++i) {
    const DatePlace place{published_[i], ids_[i]};
    if (i > 0 && place < before) return false;
    before = place;
  }
  return true;
}

std::uint32_t PostingsFile::ordinal_in_order(std::size_t place) const {
  return id_order_.empty() ? static_cast<std::uint32_t>(place)
                           : std::min(id_order_[place], documents());
}

std::uint32_t PostingsFile::id_in_order(std::size_t place) const {
  const std::uint32_t ordinal = ordinal_in_order(place);
  return ordinal < documents() ? ids_[ordinal] : 0;
}

std::size_t PostingsFile::place_of(std::uint32_t id) const {
  if (gapless_) return id - first_id_;
  // Ids ascend by one at least: so many below and so many above are free.
  const std::size_t gap = std::size_t{last_id_} - id;
  std::size_t begin = ids_.size() - 1 - std::min(gap, ids_.size() - 1);
  std::size_t end = std::min(std::size_t{id} - first_id_ + 1, ids_.size());
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    const std::uint32_t found = id_in_order(middle);
    if (found == id) return middle;
    if (found < id) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return ids_.size();
}

std::optional<std::uint32_t> PostingsFile::ordinal(std::uint32_t id) const {
  if (ids_.empty() || id < first_id_ || id > last_id_) return {};
  const std::size_t place = place_of(id);
  if (place == ids_.size()) return {};
  const std::uint32_t ordinal = ordinal_in_order(place);
  return ordinal < documents() ? std::optional(ordinal) : std::nullopt;
}

std::string_view PostingsFile::id_text(std::uint32_t ordinal) const {
  return between(id_bytes_, id_offsets_[ordinal], id_offsets_[ordinal + 1]);
}

ValueColumn PostingsFile::column(unsigned slot) const {
  const auto known = std::ranges::find(columns_, slot, &Column::slot);
  return known == columns_.end() ? ValueColumn{} : known->values;
}

std::optional<PostingList> PostingsFile::find(std::string_view term) const {
  const TermSlots table(terms());
  const std::uint64_t hash = internal::term_hash(term);
  std::uint64_t at = TermSlots::first_slot(hash, slots_.size());
  for (std::size_t tried = 0; tried < slots_.size(); ++tried) {
    const std::uint32_t slot = slots_[at];
    if (slot == TermSlots::kFree) return {};
    const std::uint32_t index = table.index_of(slot);
    if (table.may_be(slot, hash) && index < terms()) {
      prefetch_first(entries_[index], lists_);
      if (this->term(index) == term) return list(index);
    }
    if (++at == slots_.size()) at = 0;
  }
  return {};
}

std::string_view PostingsFile::term(std::uint32_t index) const {
  if (index >= terms()) return {};
  return between(term_bytes_, entries_[index].text(),
                 entries_[index + 1].text());
}

PostingList PostingsFile::list(std::uint32_t index) const {
  if (index >= terms()) return {};
  const std::uint64_t begin = entries_[index].list();
  const std::uint64_t end = entries_[index + 1].list();
  if (begin > end || end > lists_.size()) return {};
  return PostingListParser(entries_[index], lists_.subspan(begin, end - begin))
      .parse()
      .value_or(PostingList());
}

std::uint32_t PostingsFile::first_term_from(std::string_view bytes) const {
  std::uint32_t begin = 0;
  std::uint32_t end = terms();
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    if (term(middle) < bytes) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

TermRange PostingsFile::starting_with(std::string_view prefix) const {
  // The first string behind all that begin with it: its last byte that can be
  // raised, raised.
  std::string behind(prefix);
  while (!behind.empty() && behind.back() == '\xff') behind.pop_back();
  if (behind.empty()) return {first_term_from(prefix), terms()};
  behind.back() = static_cast<char>(behind.back() + 1);
  return {first_term_from(prefix), first_term_from(behind)};
}

Result<void> PostingsFile::verify() const {
  for (std::uint32_t i = 0; i < header().sections; ++i) {
    const SectionEntry& section = header().table[i];
    const std::string_view bytes =
        text_of(map_.bytes().subspan(section.offset, section.bytes));
    if (internal::checksum_of(bytes) == section.checksum) continue;
    return damaged("section " + std::to_string(i) + " is not what was written");
  }
  return {};
}

}  // namespace lede
