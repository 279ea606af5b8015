// SPDX-License-Identifier: GPL-3.0-or-later
//
// The postings of one document, gathered flat before Xapian sees them.
//
// Xapian's Document keeps a map of strings to maps; filling it in text order
// costs a tree walk a word. Here a term is hashed once a word and its positions
// are kept in arrival order.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lede {

// True if a database can hold the term: it has at least one byte and, with each
// NUL counted twice, at most 245.
bool is_storable_term(std::string_view term);

// Reused from document to document, it stops allocating. One thread at a time.
class PostingTable {
 public:
  using TermId = std::uint32_t;

  static constexpr TermId kAbsent = UINT32_MAX;

  PostingTable();

  void clear();

  // The id of the term `prefix` + `term`, new or known.
  //
  // REQUIRES: one term is always given with the same split between the two.
  TermId intern(std::string_view prefix, std::string_view term);
  // The same without making it; kAbsent if it is not there.
  [[nodiscard]] TermId find(std::string_view prefix,
                            std::string_view term) const;

  // Counts `wdf` more occurrences without a position.
  void add(TermId term, std::uint32_t wdf) { terms_[term].wdf += wdf; }
  // Counts `wdf` more occurrences at `position`.
  //
  // REQUIRES: the positions of one term arrive in ascending order.
  void add(TermId term, std::uint32_t position, std::uint32_t wdf);

  [[nodiscard]] std::size_t terms() const { return terms_.size(); }
  [[nodiscard]] std::size_t postings() const { return places_.size(); }
  [[nodiscard]] std::string_view text(TermId term) const {
    return {arena_.data() + terms_[term].begin, terms_[term].size};
  }

  [[nodiscard]] std::uint32_t wdf(TermId term) const {
    return terms_[term].wdf;
  }
  // Puts the term's positions behind those in `positions`, ascending.
  void append_positions(TermId term,
                        std::vector<std::uint32_t>& positions) const;

  // True if `second` stands right behind `first` at or after `from`.
  [[nodiscard]] bool adjacent(TermId first, TermId second,
                              std::uint32_t from) const;

  // The ids of all terms in the order of their bytes.
  [[nodiscard]] std::vector<TermId> sorted() const;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  struct Term {
    std::uint64_t hash = 0;
    std::uint32_t begin = 0;  // in arena_
    std::uint32_t size = 0;
    std::uint32_t wdf = 0;
    std::uint32_t first_place = kNone;
    std::uint32_t last_place = kNone;
  };
  struct Place {
    std::uint32_t position = 0;
    std::uint32_t next = kNone;
  };

  // The slot of slots_ that holds the term, or the free one it belongs in.
  [[nodiscard]] std::size_t slot_of(std::uint64_t hash, std::string_view prefix,
                                    std::string_view term) const;
  void grow();

  std::string arena_;
  std::vector<Term> terms_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> slots_;  // open addressing; a power of two
};

}  // namespace lede
