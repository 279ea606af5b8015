// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text -> tokens, the same for indexing, querying and highlighting.
//
// The original bytes are segmented, each segment is classified by its
// code points and then normalised, so that every token knows the exact bytes it
// came from. See token_rules.h for what becomes one atom.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <lede/article.h>

namespace lede {

// The layer a term belongs to; schema.h tells its prefix.
enum class Layer : std::uint8_t {
  kExact,    // an atom: NFKC case-folded word, number or special ("c++")
  kVariant,  // another exact form of the same atom at the same position:
             // without diacritics, "c" beside "c++", "u.s." beside "us"
  kUnigram,  // one CJK code point, folded to simplified script
  kBigram,   // a CJK code point and the next, at the first one's position
  kStem,     // Snowball stem of an atom; every atom without digits has one
  kFused,    // a name of letters and digits in one word: "gpt4o"
  kJoined,   // the same, only where it is written together or with a dash
};

// Atoms and CJK unigrams have consecutive positions; other layers share the
// position of the atom or code point they begin at.
struct Token {
  Span span;                   // bytes of the original text
  std::uint32_t position = 0;  // 0 for the first atom of the text
  std::uint32_t width = 1;     // positions it covers: 2 for a fused pair
  std::uint32_t term_begin = 0;
  std::uint32_t term_size = 0;
  Layer layer = Layer::kExact;
};

// The tokens of one text. Reused from text to text, it stops allocating.
class TokenStream {
 public:
  [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
  // The token's term with its layer's prefix ("Zchip", "Fgpt4o", "chips"), at
  // most kMaxTermBytes. Valid until the stream is changed.
  [[nodiscard]] std::string_view term(const Token& token) const {
    return {terms_.data() + token.term_begin, token.term_size};
  }
  // Positions used: the next text's first position if it continued this one.
  [[nodiscard]] std::uint32_t positions() const { return positions_; }

  void clear();
  void append(std::string_view layer_prefix, std::string_view term, Layer layer,
              Span span, std::uint32_t position, std::uint32_t width);
  void set_positions(std::uint32_t positions) { positions_ = positions; }

 private:
  std::vector<Token> tokens_;  // ascending by position
  std::string terms_;
  std::uint32_t positions_ = 0;
};

// Turns text into tokens. Costs up to a millisecond to make and holds caches of
// a megabyte for each stemmer used: make one a thread and keep it. Not safe to
// share between threads.
class Analyzer {
 public:
  Analyzer();
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // Replaces `out` by the tokens of `text`, all layers. `lang` (BCP 47; empty
  // for unknown) chooses the stemmer; languages without one are stemmed as
  // English, since Latin words in them mostly are. Never fails; linear.
  //
  // REQUIRES: `text` is valid UTF-8 of less than 2 GiB.
  void analyze(std::string_view text, std::string_view lang, TokenStream& out);

  // Stem terms, with prefix, of one folded atom under each of `stemmers`
  // (as in Manifest::stemmers), without duplicates.
  std::vector<std::string> stems(std::string_view atom,
                                 const std::vector<std::string>& stemmers);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The Snowball stemmer used for a language tag: "en", "de", ...; "en" for
// languages that have none.
std::string_view stemmer_for(std::string_view lang);

// Identifies tokenizer rules, ICU and stemmer versions: equal strings mean
// equal terms from equal text.
std::string analysis_fingerprint();

// True for words that carry no topic (the, of, 的): never required in a query.
// `atom` is a folded atom or CJK run.
bool is_stop_word(std::string_view atom);

}  // namespace lede
