// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words of a field, cut only around the places that are asked about.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include <lede/article.h>

namespace lede {

// Used by one thread; the text, the language tag and the analyzer outlive it.
class FieldWords {
 public:
  FieldWords(std::string_view text, std::string_view lang, Analyzer& analyzer)
      : text_(text), lang_(lang), analyzer_(&analyzer) {}

  // Largest end of a word at or before `limit`, with the punctuation written to
  // it up to `limit`; `begin` if no word ends between.
  std::size_t end_before(std::size_t begin, std::size_t limit);
  // First byte of the first word from `from` on, at most `latest`.
  std::size_t begin_after(std::size_t from, std::size_t latest);

 private:
  // Fills words_ by those that begin in [begin, end), and neighbours.
  void cut(std::size_t begin, std::size_t end);

  std::string_view text_;
  std::string_view lang_;
  Analyzer* analyzer_;
  std::vector<Span> words_;  // ascending, disjoint
  TokenStream stream_;
};

}  // namespace lede
