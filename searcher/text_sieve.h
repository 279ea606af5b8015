// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which stretches of a text need a closer look: most words of an article are
// in no pattern of a query, and a few bytes of each are enough to tell; of most
// others the word itself tells all.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"
#include "searcher/chunk_judge.h"
#include "searcher/pattern_table.h"
#include "searcher/word_filter.h"
#include <lede/article.h>

namespace lede {

// What a text holds of a query.
struct SiftedText {
  // Ascending and disjoint, from cut to cut: to be analyzed.
  std::vector<Span> stretches;
  // Patterns of one term outside of the stretches, ascending: known already.
  std::vector<PatternPlace> places;
};

// Made for one query, used by one thread for any number of texts. The
// arguments outlive it.
class TextSieve {
 public:
  TextSieve(const PatternTable& table, const Lexicon& lexicon,
            Analyzer& analyzer);

  // Replaces `out` by stretches and places that hold whatever the patterns
  // match in `text`. Linear, and for ASCII about a nanosecond a byte: of
  // the pieces between cuts only those that begin like a pattern are analyzed,
  // and each once.
  void sift(std::string_view text, std::string_view lang, SiftedText& out);

 private:
  void begin_text(std::string_view text, std::string_view lang);
  void take(Span chunk, SiftedText& out);
  // True if the surroundings of `chunk` take part in what it holds.
  bool reaches_out(const ChunkVerdict& verdict, Span chunk);
  bool fuses(Span chunk);
  bool goes_on(std::uint32_t phrase, std::size_t pos);
  bool name_reaches_out(const ChunkVerdict& verdict, Span chunk);
  bool may_join(const ChunkVerdict& before, const ChunkVerdict& after) const;
  // The verdict on the nearest chunk with a word before or from `pos` on;
  // `*known` is false if it is too long for one.
  const ChunkVerdict* before(std::size_t pos, bool* known);
  const ChunkVerdict* from(std::size_t pos, bool* known);
  void open(Span chunk, SiftedText& out);

  const PatternTable& table_;
  const Lexicon& lexicon_;
  ChunkJudge judge_;
  std::size_t context_;               // of stretches
  std::vector<bool> told_by_second_;  // phrases, by pattern
  WordFilter filter_;                 // for the begins and stemmer_
  std::string stemmer_;
  std::string_view text_;       // at hand
  std::size_t open_until_ = 0;  // the last stretch goes on up to here at least
  std::vector<std::uint32_t> words_;  // offsets
};

}  // namespace lede
