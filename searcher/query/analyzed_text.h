// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words of a query as the analyzer and the lexicon see them, by position.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"

namespace lede::internal {

// What stands at one position.
struct QueryAtom {
  Span span;              // bytes of the text
  std::string term;       // exact form, or CJK unigram
  std::string stem_base;  // the form that is stemmed; empty: has no stem
  std::string bigram;     // with the next position; empty: none
  std::string fused;      // name with the next position ("Fgpt4o"), or empty
  bool joined = false;    // `fused` is written together or with a dash
  bool cjk = false;
  bool united_states = false;  // also "u.s."
};

// Half-open range of positions.
struct AtomRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - begin; }
};

class AnalyzedText {
 public:
  // `mixed_case`: the query is not all in capitals, so that "US" is a country.
  AnalyzedText(std::string text, bool mixed_case, Analyzer& analyzer,
               const Lexicon& lexicon);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<QueryAtom>& atoms() const { return atoms_; }
  // Ascending by position, longer ones first.
  [[nodiscard]] const std::vector<Mention>& mentions() const {
    return mentions_;
  }

  [[nodiscard]] AtomRange all() const { return {0, atoms_.size()}; }
  // Positions whose atoms begin within `span`.
  [[nodiscard]] AtomRange within(Span span) const;
  [[nodiscard]] Span span_of(AtomRange range) const;
  // Entities that stand in just this range, those of kTerm last.
  [[nodiscard]] std::vector<const Entity*> named(AtomRange range) const;

  // Terms at consecutive positions that stand for the range in a phrase:
  // words, numbers, and of CJK runs bigrams.
  //
  // REQUIRES: the range is not empty.
  [[nodiscard]] std::vector<std::string> phrase_terms(AtomRange range) const;
  // All bigrams of the range, and the unigrams no bigram covers.
  [[nodiscard]] std::vector<std::string> grams(AtomRange range) const;

 private:
  void add_token(const TokenStream& stream, const Token& token);

  std::string text_;
  std::vector<QueryAtom> atoms_;
  std::vector<Mention> mentions_;
};

}  // namespace lede::internal
