// SPDX-License-Identifier: GPL-3.0-or-later
//
// Atoms: what gets a position of its own, before layers are made of it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <lede/article.h>

namespace lede::internal {

enum class AtomKind : std::uint8_t {
  kWord,     // letters, with apostrophes inside: "o'reilly"
  kCountry,  // a kWord: capital "US" as the country
  kNumber,   // begins with a digit: "3.5", "4o", "1000000"
  kSymbol,   // "c++", "c#", ".net", "r&d"
  kAcronym,  // written with full stops; the term has none: "ai"
  kHost,     // "openai.com", "node.js"
  kCjk,      // one code point in simplified script
};

struct Atom {
  std::uint32_t begin = 0;  // bytes of the original text
  std::uint32_t end = 0;
  std::uint32_t term_begin = 0;
  std::uint32_t term_size = 0;
  AtomKind kind = AtomKind::kWord;
  bool plain = false;  // known to be ASCII letters only
};

// The atoms of one text in order, with their folded terms, unbounded.
class AtomList {
 public:
  void clear() {
    atoms_.clear();
    terms_.clear();
  }

  [[nodiscard]] const std::vector<Atom>& atoms() const { return atoms_; }
  [[nodiscard]] std::string_view term(const Atom& atom) const {
    return {terms_.data() + atom.term_begin, atom.term_size};
  }

  // The term of the next atom is appended to term_bytes(), then closed with
  // add().
  std::string& term_bytes() { return terms_; }
  void add(AtomKind kind, std::size_t begin, std::size_t end,
           bool plain = false) {
    const std::uint32_t term_begin =
        atoms_.empty() ? 0 : atoms_.back().term_begin + atoms_.back().term_size;
    atoms_.push_back({static_cast<std::uint32_t>(begin),
                      static_cast<std::uint32_t>(end), term_begin,
                      static_cast<std::uint32_t>(terms_.size()) - term_begin,
                      kind, plain});
  }

 private:
  std::vector<Atom> atoms_;
  std::string terms_;
};

}  // namespace lede::internal
