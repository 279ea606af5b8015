// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/term_output.h"

#include <algorithm>
#include <array>

#include "common/ranking_constants.h"

namespace lede::internal {
namespace {

void set_offsets(TermEntry& entry, std::uint64_t list, std::uint64_t text) {
  entry.list_low = static_cast<std::uint32_t>(list);
  entry.list_high = static_cast<std::uint8_t>(list >> 32);
  entry.text_low = static_cast<std::uint32_t>(text);
  entry.text_high = static_cast<std::uint8_t>(text >> 32);
}

std::vector<std::uint32_t> hash_table_of(std::span<const TermEntry> entries,
                                         std::string_view bytes) {
  const auto terms = static_cast<std::uint32_t>(entries.size() - 1);
  const TermSlots table(terms);
  std::vector<std::uint32_t> slots(TermSlots::slots_for(terms),
                                   TermSlots::kFree);
  for (std::uint32_t i = 0; i < terms; ++i) {
    const std::uint64_t begin = entries[i].text();
    const std::uint64_t hash =
        term_hash(bytes.substr(begin, entries[i + 1].text() - begin));
    std::uint64_t at = TermSlots::first_slot(hash, slots.size());
    while (slots[at] != TermSlots::kFree) {
      if (++at == slots.size()) at = 0;
    }
    slots[at] = table.packed(hash, i);
  }
  return slots;
}

}  // namespace

TermOutput::TermOutput(const std::filesystem::path& path,
                       const DocumentTable& documents, ListSink* also)
    : documents_(documents),
      out_(path),
      also_(also),
      encoder_(documents.lengths()) {
  documents_.write(out_);
  out_.begin_section(SectionKind::kLists);
}

void TermOutput::end_term(std::string_view term) {
  if (encoder_.empty()) return;
  if (also_ != nullptr) also_->take(term, encoder_.view());
  EncodedList list = encoder_.finish(record_);
  out_.align(list.alignment);
  set_offsets(list.entry, out_.section_bytes(), term_bytes_.size());
  out_.write(record_);
  term_bytes_ += term;
  entries_.push_back(list.entry);
  too_large_ = too_large_ || list.too_large ||
               out_.section_bytes() > kMaxTermOffset ||
               term_bytes_.size() > kMaxTermOffset ||
               entries_.size() > TermSlots::kMaxTerms;
}

void TermOutput::write_terms() {
  set_offsets(entries_.emplace_back(), out_.section_bytes(),
              term_bytes_.size());
  out_.begin_section(SectionKind::kTermBytes);
  out_.write(term_bytes_);
  out_.begin_section(SectionKind::kTerms);
  out_.write_all(std::span<const TermEntry>(entries_));
  out_.begin_section(SectionKind::kTermSlots);
  const std::vector<std::uint32_t> slots = hash_table_of(entries_, term_bytes_);
  out_.write_all(std::span(slots));
}

Result<void> TermOutput::finish(std::string_view database_uuid) {
  if (too_large_) {
    return Error{ErrorCode::kIo, "its postings are more than a file can hold"};
  }
  FileHeader header;
  header.documents = documents_.documents();
  header.total_length = documents_.total_length();
  header.terms = static_cast<std::uint32_t>(entries_.size());
  header.ranking = {kBm25K1, kBm25B, kShortestNormLength};
  std::ranges::copy(database_uuid.substr(0, header.uuid.size()),
                    header.uuid.begin());
  write_terms();
  return out_.finish(header);
}

}  // namespace lede::internal
