// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the patterns of a query stand in a text.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"
#include "searcher/highlight.h"
#include "searcher/pattern_table.h"
#include "searcher/text_sieve.h"
#include <lede/article.h>

namespace lede {

// One token or mention to mark. A phrase gives one a word.
struct Match {
  Span span;
  unsigned group = 0;  // index into MatchFinder::group_weights()
  double weight = 0.0;
};

// Made for one query, used by one thread for any number of texts. The patterns,
// lexicon and analyzer outlive it.
class MatchFinder {
 public:
  // Groups beyond this many count as one.
  static constexpr unsigned kMaxGroups = 64;

  // Without the sieve all of every text is analyzed; the matches are the same.
  MatchFinder(const MatchPatterns& patterns, const Lexicon& lexicon,
              Analyzer& analyzer, bool sieves = true);

  // Weight of the heaviest pattern of each group.
  [[nodiscard]] const std::vector<double>& group_weights() const {
    return group_weights_;
  }

  [[nodiscard]] Analyzer& analyzer() const { return analyzer_; }

  // The matches in `text`, ascending by their first byte; `field` is its json
  // name. Linear in the text and its matches; what holds none is not analyzed.
  std::vector<Match> find(std::string_view text, std::string_view lang,
                          std::string_view field);

 private:
  // A phrase found up to its step `next`.
  struct Partial {
    std::uint32_t start = 0;      // position of its first term
    std::size_t first_token = 0;  // of the stream
    std::uint32_t next = 0;
  };

  void add_groups();
  // True if the pattern may stand at `span` of the stretch at hand.
  [[nodiscard]] bool applies(std::uint32_t pattern, std::string_view field,
                             const Span& span) const;
  void match_stretch(std::string_view text, std::string_view lang,
                     std::string_view field, std::vector<Match>& out);
  void match_token(std::size_t index, std::string_view field,
                   std::vector<Match>& out);
  void advance(const PatternStep& step, std::size_t token,
               std::vector<Match>& out);
  void add_phrase(std::uint32_t pattern, const Partial& partial,
                  std::vector<Match>& out) const;
  void match_entities(std::string_view text, std::string_view field,
                      std::vector<Match>& out);
  [[nodiscard]] Match make_match(std::uint32_t pattern, Span span) const;

  const MatchPatterns& patterns_;
  const Lexicon& lexicon_;
  Analyzer& analyzer_;
  PatternTable table_;
  bool sieves_;
  TextSieve sieve_;
  SiftedText sifted_;
  std::vector<double> group_weights_;
  std::vector<unsigned> group_of_pattern_;
  std::vector<std::vector<Partial>> partials_;  // by pattern
  bool asks_for_quotations_ = false;
  std::vector<Span> quotations_;  // of the text at hand, if asked for
  std::size_t offset_ = 0;        // in it, of the stretch at hand
  TokenStream stream_;            // of one stretch
  std::vector<Mention> mentions_;
};

// Spans of `matches`, which ascend, with overlapping ones merged.
std::vector<Span> merge_spans(const std::vector<Match>& matches);

}  // namespace lede
