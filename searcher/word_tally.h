// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words and phrases of some texts, and which of them are commoner in these than
// in others.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/analyzer.h"

namespace lede {

enum class TallyKind : std::uint8_t {
  kWordsAndPhrases,
  kPhrases,  // two words or more, two code points of CJK or more
};

// A word or phrase, and the texts that hold it.
struct TalliedWord {
  std::string text;  // as it was first written
  std::uint64_t texts = 0;
  bool phrase = false;  // of several words; a run of CJK is a word
};

// Counted are words of two code points and more with a letter, phrases of two
// or three of them with one space or hyphen between, and runs of two to six
// CJK code points; none begins or ends with a stop word. Used by one thread.
class WordTally {
 public:
  // `analyzer` outlives it.
  WordTally(Analyzer& analyzer, TallyKind kind)
      : analyzer_(analyzer), kind_(kind) {}

  // Each word counts once for a text. Linear. REQUIRES: valid UTF-8.
  void add(std::string_view text, std::string_view lang);

  [[nodiscard]] std::uint64_t texts() const { return texts_; }
  // By folded form: words in small letters, one space apart.
  using Words = std::unordered_map<std::string, TalliedWord>;
  [[nodiscard]] const Words& words() const { return words_; }
  // Texts that hold the word of that folded form.
  [[nodiscard]] std::uint64_t count(const std::string& folded) const;

 private:
  struct Atom;

  void take_runs(std::string_view text, const std::vector<Atom>& atoms,
                 std::size_t begin);
  void take(std::string_view text, const std::vector<Atom>& atoms,
            std::size_t begin, std::size_t end);

  Analyzer& analyzer_;
  TallyKind kind_;
  TokenStream stream_;
  std::uint64_t texts_ = 0;
  Words words_;
  std::unordered_map<std::string, std::uint64_t> last_text_;  // by folded form
};

// A word commoner here than elsewhere.
struct RisenWord {
  std::string folded;
  std::string text;
  bool phrase = false;
  std::uint64_t here = 0;
  std::uint64_t elsewhere = 0;
  double score = 0.0;  // rise_score()
};

// What else is known of a word: in how many of other texts it stands.
struct OtherTexts {
  std::function<std::uint64_t(const std::string& folded)> count;
  std::uint64_t texts = 0;
};
OtherTexts others_in(const WordTally& tally);  // which outlives it

// Up to `limit` words of `here`, highest score first, that at least
// `min_texts` hold and that score at least kTellingScore. Of words that are
// parts of one another or overlap, and stand in about the same texts, the
// longest alone.
std::vector<RisenWord> risen_words(const WordTally& here,
                                   const OtherTexts& others,
                                   std::uint64_t min_texts, std::size_t limit);

}  // namespace lede
