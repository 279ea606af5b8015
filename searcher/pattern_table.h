// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which patterns of a query ask for a term.

#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "searcher/highlight.h"
#include <lede/article.h>

namespace lede {

// One term of a pattern; `step` is its place in the phrase.
struct PatternStep {
  std::string_view term;
  std::uint32_t pattern = 0;
  std::uint32_t step = 0;
};

// A pattern of one term where a token has that term.
struct PatternPlace {
  Span span;
  std::uint32_t pattern = 0;
};

// Made for one query; the patterns outlive it. Any number of threads may read
// it.
class PatternTable {
 public:
  explicit PatternTable(const MatchPatterns& patterns);

  [[nodiscard]] const MatchPatterns& patterns() const { return patterns_; }
  // The steps that ask for `term`, later ones of a pattern first, so that a
  // token never takes the same phrase two steps on.
  //
  // REQUIRES: `term` is not empty.
  [[nodiscard]] std::span<const PatternStep> steps(std::string_view term) const;
  // True if the pattern's only term is one of a token.
  [[nodiscard]] bool is_single(std::uint32_t pattern) const {
    return patterns_[pattern].terms.size() == 1;
  }
  // Patterns that ask for a beginning.
  [[nodiscard]] const std::vector<std::uint32_t>& prefixes() const {
    return prefixes_;
  }
  [[nodiscard]] const std::vector<std::uint32_t>& entities() const {
    return entities_;
  }
  // True if `pattern`, one of entities(), is that of the entity `id`.
  [[nodiscard]] bool asks_for(std::uint32_t pattern, std::string_view id) const;

 private:
  void add(std::uint32_t pattern);

  const MatchPatterns& patterns_;
  std::vector<PatternStep> steps_;  // sorted by term, last step first
  std::bitset<4096> signatures_;    // of the steps' terms
  std::vector<std::uint32_t> prefixes_;
  std::vector<std::uint32_t> entities_;
};

}  // namespace lede
