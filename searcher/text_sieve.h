// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which stretches of a text need a closer look: most words of an article are
// in no pattern of a query, and a few bytes of each are enough to tell.

#pragma once

#include <bitset>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"
#include "searcher/highlight.h"
#include <lede/article.h>

namespace lede {

// Made for one query, used by one thread for any number of texts. The analyzer
// outlives it.
class TextSieve {
 public:
  TextSieve(const MatchPatterns& patterns, const Lexicon& lexicon,
            Analyzer& analyzer);

  // Ascending, disjoint stretches of `text`, between white space, that hold
  // whatever the patterns match, with `context` bytes or more on both sides of
  // it where the text has them. Linear, and for ASCII about a nanosecond a
  // byte: between white space, only what begins like a pattern is analyzed,
  // and that once.
  std::vector<Span> stretches(std::string_view text, std::string_view lang,
                              std::size_t context);

 private:
  // Bytes between white space.
  struct Chunk {
    Span span;
    bool may_match = false;  // by the first letters of its words
    bool is_wide = false;    // CJK and the like
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Verdicts =
      std::unordered_map<std::string, bool, TextHash, std::equal_to<>>;

  void add(const MatchPattern& pattern, const Lexicon& lexicon);
  void add_alias(const Alias& alias, bool has_plural);
  void add_word(std::string_view term);
  void add_beginning(std::string_view term);
  void add_first_byte(std::string_view term);
  // The chunk that begins at `begin`, which is no white space.
  [[nodiscard]] Chunk read_chunk(std::string_view text,
                                 std::size_t begin) const;
  void forget_other_languages(std::string_view lang);
  bool matches(std::string_view chunk, std::string_view lang);
  bool analyze(std::string_view chunk, std::string_view lang);

  Analyzer& analyzer_;
  std::unordered_set<std::string, TextHash, std::equal_to<>> words_;
  std::vector<std::string> beginnings_;  // of words
  std::vector<std::string> fused_;       // names, of which a part may stand
  std::bitset<128> first_bytes_;         // of all these
  Verdicts verdicts_;                    // on chunks met before
  std::string verdicts_stemmer_;         // the stemmer they hold for
  TokenStream stream_;
};

}  // namespace lede
