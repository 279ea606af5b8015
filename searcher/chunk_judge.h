// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a query finds in a chunk, which is a piece of a text (text_pieces.h), by
// itself: articles hold few distinct ones, and each is analyzed once.

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

namespace lede {

struct ChunkVerdict {
  bool is_wordless = false;
  bool holds_cjk = false;
  // A pattern may begin here that goes on behind it, whatever stands there.
  bool opens = false;
  // Its last word may be the first part of a name written apart, before a
  // number.
  bool may_fuse = false;
  // Something is two words written as one, unless a dash comes before.
  bool holds_pair = false;
  // An entity may be named here, alone or with the words around.
  bool may_name = false;
  // It has other terms in other surroundings.
  bool is_ambiguous = false;
  bool begins_with_digit = false;  // of any script
  // Patterns of one term and, if no name goes beyond the chunk, of entities;
  // ascending, spans from the chunk's begin.
  std::vector<PatternPlace> places;
  std::vector<std::uint32_t> begun;      // phrases, the first step of which
  std::vector<std::uint32_t> continued;  // or the second one stands here
  // Lexicon::name_word() of its first and of its last position's terms, if any
  // pattern asks for an entity.
  std::vector<std::uint32_t> first_names;
  std::vector<std::uint32_t> last_names;
};

// Made for one query, used by one thread. The arguments outlive it.
class ChunkJudge {
 public:
  // Longer chunks are not met twice.
  static constexpr std::size_t kMaxKept = 64;

  ChunkJudge(const PatternTable& table, const Lexicon& lexicon,
             Analyzer& analyzer);

  // First terms of all that the patterns ask for, with their prefixes.
  [[nodiscard]] const std::vector<std::string>& begins() const {
    return begins_;
  }
  // Takes the chunks from here on for ones of a text in `lang`. Verdicts given
  // before are gone.
  void begin_text(std::string_view lang);
  // Valid until the next text begins; of a chunk longer than kMaxKept, until
  // the next such chunk.
  const ChunkVerdict& judge(std::string_view chunk);

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  void add(const MatchPattern& pattern);
  void add_alias(const Alias& alias, bool has_plural);
  void add_begin(std::string_view term);
  void analyze(std::string_view chunk, ChunkVerdict& out);
  void note(const Token& token, ChunkVerdict& out) const;
  void note_names(const Token& token, ChunkVerdict& out) const;
  void add_mentions(std::string_view chunk, ChunkVerdict& out);

  const PatternTable& table_;
  const Lexicon& lexicon_;
  Analyzer& analyzer_;
  std::unordered_set<std::string, TextHash, std::equal_to<>> names_begin_;
  std::vector<std::string> plurals_begin_;
  std::vector<std::string> fused_;   // names, of which a part may stand
  std::vector<std::string> begins_;  // first terms of all patterns
  bool asks_for_us_ = false;
  std::string lang_;
  std::string stemmer_;
  std::unordered_map<std::string, ChunkVerdict, TextHash, std::equal_to<>>
      verdicts_;  // with stemmer_
  ChunkVerdict long_verdict_;
  TokenStream stream_;
  std::vector<Mention> mentions_;
};

}  // namespace lede
