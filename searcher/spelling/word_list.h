// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words a segment of the index holds, to be compared with a word typed.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "searcher/edit_distance.h"
#include "searcher/query/plan.h"

namespace lede {

// True for what may be misspelt and may correct a misspelling: two to
// kMaxWordLetters letters of an alphabet, folded as in the exact layer, and
// nothing else. Numbers, names with digits and CJK are none.
inline constexpr std::size_t kMaxWordLetters = 32;
bool is_spelt_word(std::u32string_view word);

// Immutable once read: any number of threads may share one. Takes the bytes of
// its words and twelve more for each.
class WordList {
 public:
  // Not more than this many words are kept, the most frequent ones.
  static constexpr std::size_t kMaxWords = 400'000;

  // Reads the exact layer of a segment: linear in its terms that are no CJK.
  // Throws what Xapian throws.
  static WordList read(const Xapian::Database& segment,
                       std::size_t max_words = kMaxWords);

  // Appends all words within `limit` edits of the word of `distance`. Words of
  // about its length are looked at one by one, most of them at their letters
  // alone.
  void append_similar(EditDistance& distance, std::size_t limit,
                      std::vector<SimilarWord>& out) const;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t bytes() const;

 private:
  // Words of the same number of code points.
  struct Row {
    std::vector<std::uint32_t> letters;  // a bit for each letter in the word
    std::vector<std::uint32_t> frequencies;
    std::vector<std::uint32_t> ends;  // of the words in `text`
    std::string text;
  };

  void add(std::string_view word, std::u32string_view letters,
           std::uint32_t frequency);

  std::vector<Row> rows_;  // by code points
  std::size_t size_ = 0;
};

}  // namespace lede
