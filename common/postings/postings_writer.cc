// SPDX-License-Identifier: GPL-3.0-or-later
//
// A term's stream holds for each posting, as variable-length numbers: the step
// from the ordinal before, twice the wdf and whether there are positions, and
// if so their bytes' count and the bytes, and as a byte each its WordNeighbors.

#include "common/postings/postings_writer.h"

#include "common/postings/neighbor_marks.h"
#include "common/postings/prefetch.h"
#include "common/postings/term_order.h"
#include "common/postings/term_output.h"
#include "common/postings/varint.h"

namespace lede {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::size_t kFirstSlots = 1 << 14;

void replay(std::span<const std::uint8_t> stream, internal::TermOutput& out) {
  std::uint32_t ordinal = 0;
  while (!stream.empty()) {
    ordinal += static_cast<std::uint32_t>(internal::take_varint(stream));
    const std::uint64_t wdf = internal::take_varint(stream);
    const std::size_t size = wdf % 2 == 1 ? internal::take_varint(stream) : 0;
    const auto positions = stream.first(size);
    stream = stream.subspan(size);
    WordNeighbors beside;
    if (size > 0) {
      beside = {stream[0], stream[1]};
      stream = stream.subspan(2);
    }
    out.add(ordinal, static_cast<std::uint32_t>(wdf / 2), positions, beside);
  }
}

}  // namespace

PostingsWriter::PostingsWriter() : slots_(kFirstSlots, kNone) {}

void PostingsWriter::add(DocumentRow row, std::span<const DocumentTerm> terms,
                         std::span<const std::uint32_t> positions) {
  const std::uint32_t ordinal = documents_.documents();
  std::uint64_t length = 0;
  prepare(terms);
  for (const DocumentTerm& term : terms) length += term.wdf;
  places_.assign(internal::NeighborMarks::places_for(length), 0);
  internal::NeighborMarks marks(places_);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    marks.add(positions.subspan(terms[i].first_position, terms[i].positions),
              neighbor_mark(hashes_[i]));
  }
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const DocumentTerm& term = terms[i];
    Term& entry = intern(term.term, hashes_[i]);
    const auto its = positions.subspan(term.first_position, term.positions);
    internal::encode_positions(its, position_bytes_);
    encoded_.clear();
    internal::put_varint(ordinal - entry.last, encoded_);
    const bool placed = term.positions > 0;
    internal::put_varint(std::uint64_t{term.wdf} * 2 + (placed ? 1 : 0),
                         encoded_);
    if (placed) internal::put_varint(position_bytes_.size(), encoded_);
    encoded_.insert(encoded_.end(), position_bytes_.begin(),
                    position_bytes_.end());
    if (placed) {
      const WordNeighbors beside = marks.beside(its);
      encoded_.push_back(beside.before);
      encoded_.push_back(beside.behind);
    }
    streams_.append(entry.postings, encoded_);
    entry.last = ordinal;
  }
  row.length = static_cast<std::uint32_t>(length);
  documents_.add(row);
}

// Hashes the terms and asks for the memory that interning and appending each
// will touch, step by step for all of them: waiting for it one after another
// takes most of the time.
void PostingsWriter::prepare(std::span<const DocumentTerm> terms) {
  while ((terms_.size() + terms.size()) * 2 > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  hashes_.clear();
  for (const DocumentTerm& term : terms) {
    hashes_.push_back(internal::term_hash(term.term));
    internal::prefetch(&slots_[hashes_.back() & mask]);
  }
  for (const std::uint64_t hash : hashes_) {
    const std::uint32_t likely = slots_[hash & mask];
    if (likely != kNone) internal::prefetch(&terms_[likely]);
  }
  for (const std::uint64_t hash : hashes_) {
    const std::uint32_t likely = slots_[hash & mask];
    if (likely == kNone) continue;
    internal::prefetch(&term_bytes_[terms_[likely].begin]);
    streams_.prefetch_end(terms_[likely].postings);
  }
}

PostingsWriter::Term& PostingsWriter::intern(std::string_view term,
                                             std::uint64_t hash) {
  const auto low = static_cast<std::uint32_t>(hash);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != kNone; at = (at + 1) & mask) {
    Term& known = terms_[slots_[at]];
    if (known.hash == low && text(known) == term) return known;
  }
  slots_[at] = static_cast<std::uint32_t>(terms_.size());
  Term& made = terms_.emplace_back();
  made.hash = low;
  made.begin = static_cast<std::uint32_t>(term_bytes_.size());
  made.size = static_cast<std::uint32_t>(term.size());
  term_bytes_ += term;
  return made;
}

void PostingsWriter::grow() {
  slots_.assign(slots_.size() * 2, kNone);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t i = 0; i < terms_.size(); ++i) {
    std::size_t at = terms_[i].hash & mask;
    while (slots_[at] != kNone) at = (at + 1) & mask;
    slots_[at] = i;
  }
}

Result<void> PostingsWriter::write(const std::filesystem::path& folder,
                                   std::string_view database_uuid,
                                   ListSink* also) {
  internal::TermOutput out(postings_path(folder), documents_, also);
  std::vector<std::uint8_t> stream;
  const std::vector<std::uint32_t> order = internal::sorted_by_bytes(
      terms_.size(), [this](std::uint32_t term) { return text(terms_[term]); });
  for (const std::uint32_t term : order) {
    streams_.read(terms_[term].postings, stream);
    replay(stream, out);
    out.end_term(text(terms_[term]));
  }
  return out.finish(database_uuid);
}

}  // namespace lede
