// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/posting_table.h"

#include <algorithm>
#include <cassert>

#include <xxhash.h>

#include "common/postings/term_order.h"

namespace lede {
namespace {

constexpr std::size_t kFirstSlots = 4096;

// Longest key of a Xapian table; each NUL takes two of its bytes.
constexpr std::size_t kMaxXapianTerm = 245;

std::uint64_t hash_of(std::string_view prefix, std::string_view term) {
  return XXH3_64bits_withSeed(
      term.data(), term.size(),
      prefix.empty() ? 0 : XXH3_64bits(prefix.data(), prefix.size()));
}

}  // namespace

bool is_storable_term(std::string_view term) {
  if (term.size() * 2 <= kMaxXapianTerm) return !term.empty();
  const auto nuls =
      static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0'));
  return term.size() + nuls <= kMaxXapianTerm;
}

PostingTable::PostingTable() : slots_(kFirstSlots, kNone) {}

void PostingTable::clear() {
  arena_.clear();
  terms_.clear();
  places_.clear();
  std::ranges::fill(slots_, kNone);
}

std::size_t PostingTable::slot_of(std::uint64_t hash, std::string_view prefix,
                                  std::string_view term) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const std::uint32_t id = slots_[slot];
    if (id == kNone) return slot;
    if (terms_[id].hash != hash) continue;
    const std::string_view known = text(id);
    if (known.size() == prefix.size() + term.size() &&
        known.starts_with(prefix) && known.ends_with(term)) {
      return slot;
    }
  }
}

PostingTable::TermId PostingTable::intern(std::string_view prefix,
                                          std::string_view term) {
  const std::uint64_t hash = hash_of(prefix, term);
  std::size_t slot = slot_of(hash, prefix, term);
  if (slots_[slot] != kNone) return slots_[slot];
  if ((terms_.size() + 1) * 2 > slots_.size()) {
    grow();
    slot = slot_of(hash, prefix, term);
  }
  Term made;
  made.hash = hash;
  made.begin = static_cast<std::uint32_t>(arena_.size());
  made.size = static_cast<std::uint32_t>(prefix.size() + term.size());
  arena_.append(prefix).append(term);
  slots_[slot] = static_cast<std::uint32_t>(terms_.size());
  terms_.push_back(made);
  return slots_[slot];
}

PostingTable::TermId PostingTable::find(std::string_view prefix,
                                        std::string_view term) const {
  return slots_[slot_of(hash_of(prefix, term), prefix, term)];
}

void PostingTable::grow() {
  slots_.assign(slots_.size() * 2, kNone);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t id = 0; id < terms_.size(); ++id) {
    std::size_t slot = terms_[id].hash & mask;
    while (slots_[slot] != kNone) slot = (slot + 1) & mask;
    slots_[slot] = id;
  }
}

void PostingTable::add(TermId term, std::uint32_t position, std::uint32_t wdf) {
  Term& entry = terms_[term];
  entry.wdf += wdf;
  const auto place = static_cast<std::uint32_t>(places_.size());
  if (entry.last_place == kNone) {
    entry.first_place = place;
  } else {
    Place& last = places_[entry.last_place];
    if (last.position == position) return;
    assert(last.position < position);
    last.next = place;
  }
  entry.last_place = place;
  places_.push_back({position, kNone});
}

void PostingTable::append_positions(
    TermId term, std::vector<std::uint32_t>& positions) const {
  for (std::uint32_t at = terms_[term].first_place; at != kNone;
       at = places_[at].next) {
    positions.push_back(places_[at].position);
  }
}

bool PostingTable::adjacent(TermId first, TermId second,
                            std::uint32_t from) const {
  std::uint32_t a = terms_[first].first_place;
  std::uint32_t b = terms_[second].first_place;
  while (a != kNone && b != kNone) {
    const std::uint32_t wanted = places_[a].position + 1;
    if (places_[a].position < from || wanted < places_[b].position) {
      a = places_[a].next;
    } else if (wanted > places_[b].position) {
      b = places_[b].next;
    } else {
      return true;
    }
  }
  return false;
}

std::vector<PostingTable::TermId> PostingTable::sorted() const {
  return internal::sorted_by_bytes(terms_.size(),
                                   [this](TermId id) { return text(id); });
}

}  // namespace lede
