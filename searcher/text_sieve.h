// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which stretches of a text need a closer look: most words of an article are
// in no pattern of a query, and a few bytes of each are enough to tell; of most
// others the word itself tells all.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"
#include "searcher/highlight.h"
#include "searcher/pattern_table.h"
#include "searcher/word_filter.h"
#include <lede/article.h>

namespace lede {

// What a text holds of a query.
struct SiftedText {
  // Ascending and disjoint, between white space: to be analyzed.
  std::vector<Span> stretches;
  // Patterns of one term outside of the stretches, ascending: known already.
  std::vector<PatternPlace> places;
};

// Made for one query, used by one thread for any number of texts. The table and
// the analyzer outlive it.
class TextSieve {
 public:
  TextSieve(const PatternTable& table, const Lexicon& lexicon,
            Analyzer& analyzer);

  // Replaces `out` by stretches and places that hold whatever the patterns
  // match in `text`. Linear, and for ASCII about a nanosecond a byte: between
  // white space, only what begins like a pattern is analyzed, and that once.
  void sift(std::string_view text, std::string_view lang, SiftedText& out);

 private:
  // What the analyzer says of bytes between white space.
  struct Verdict {
    bool is_wordless = false;
    bool opens = false;  // something may begin here that goes on behind it
    std::vector<PatternPlace> places;      // spans from the chunk's begin
    std::vector<std::uint32_t> begun;      // phrases, the first step of which
    std::vector<std::uint32_t> continued;  // or the second one stands here
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Verdicts =
      std::unordered_map<std::string, Verdict, TextHash, std::equal_to<>>;

  void add(const MatchPattern& pattern, const Lexicon& lexicon);
  void add_alias(const Alias& alias, bool has_plural);
  void add_begin(std::string_view term);
  void prepare(std::string_view lang);
  const Verdict& judge(std::string_view chunk, std::string_view lang);
  void analyze(std::string_view chunk, std::string_view lang, Verdict& out);
  void note(const Token& token, Verdict& out) const;
  [[nodiscard]] bool may_open(std::string_view term, Layer layer) const;
  // True if something may begin in the chunk that ends at `end`.
  bool opens(const Verdict& verdict, std::string_view text, std::size_t end,
             std::string_view lang);
  bool goes_on(std::uint32_t phrase, std::string_view text, std::size_t pos,
               std::string_view lang);
  void open(std::string_view text, Span chunk, SiftedText& out);

  const PatternTable& table_;
  Analyzer& analyzer_;
  // First words of what may reach over white space.
  std::unordered_set<std::string, TextHash, std::equal_to<>> openers_;
  std::vector<std::string> beginnings_;  // likewise
  std::vector<std::string> fused_;       // names, of which a part may stand
  std::vector<std::string> begins_;      // first terms of all patterns
  std::vector<bool> told_by_second_;     // phrases, by pattern
  WordFilter filter_;                    // for begins_ and stemmer_
  Verdicts verdicts_;                    // on chunks met with stemmer_
  std::string stemmer_;
  Verdict long_verdict_;
  std::size_t open_until_ = 0;  // the last stretch goes on up to here at least
  std::vector<std::uint32_t> words_;  // offsets
  TokenStream stream_;
};

}  // namespace lede
