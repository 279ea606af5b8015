// SPDX-License-Identifier: GPL-3.0-or-later
//
// How far apart two spellings are.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lede {

// The code points of valid UTF-8.
std::u32string code_points(std::string_view text);

// Optimal string alignment distance (Damerau-Levenshtein where no stretch is
// edited twice; Boytsov, "Indexing methods for approximate dictionary
// searching", 2011): the fewest insertions, deletions, substitutions and
// transpositions of neighbours that turn one word into the other. Made once for
// a word that is compared with many; used by one thread at a time.
class EditDistance {
 public:
  explicit EditDistance(std::u32string word);

  [[nodiscard]] const std::u32string& word() const { return word_; }

  // The distance, or limit + 1 if it is more than `limit`. Proportional to the
  // product of the code points, less where the limit is soon passed.
  [[nodiscard]] std::size_t to(std::u32string_view other, std::size_t limit);

  // The least distance to a beginning of `other`, itself included: what a word
  // that is still being typed may become. As above.
  [[nodiscard]] std::size_t to_beginning_of(std::u32string_view other,
                                            std::size_t limit);

 private:
  void begin();
  // Fills the row of other[i - 1], the i-th, and returns the least in it.
  std::size_t next_row(std::u32string_view other, std::size_t i);

  std::u32string word_;
  // The last two rows of the table, and the one being filled.
  std::vector<std::size_t> before_;
  std::vector<std::size_t> last_;
  std::vector<std::size_t> row_;
};

}  // namespace lede
