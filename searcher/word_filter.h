// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which words of a text may be one of a query's: their first two bytes tell
// of most that they are not.

#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace lede {

// A copy is as good; any number of threads may read one.
class WordFilter {
 public:
  // How surely a word has the second byte of the term that it gives.
  enum class Second : std::uint8_t {
    kSame,         // the word itself, but for its case and marks
    kEnglishStem,  // the stem of "dying" is "die"
    kAny,
  };

  void clear() { *this = WordFilter(); }
  // Lets pass what may give `term`, which is without its prefix, or what begins
  // with it.
  void add(std::string_view term, Second second);
  // Lets everything pass.
  void add_everything();

  // Replaces `out` by the offsets, ascending, of all words in `text` that pass
  // and some that do not. A word is here a run of ASCII letters, of digits or
  // of bytes beyond ASCII.
  void find(std::string_view text, std::vector<std::uint32_t>& out) const;

  // False if nothing that was added begins with the ideograph at `pos`, alone
  // or with the one behind it.
  [[nodiscard]] bool lets_ideograph_pass(std::string_view text,
                                         std::size_t pos) const;
  // True if something was added that begins beyond ASCII.
  [[nodiscard]] bool has_wide() const { return has_wide_; }

 private:
  static constexpr std::size_t kIdeographs = 4096;

  void add_wide(std::string_view term);
  // True if a word begins at `pos` and its first two bytes are those of one
  // that was added.
  [[nodiscard]] bool passes(std::string_view text, std::size_t pos) const;

  // By the class of a first byte: a bit for each class of a second one.
  std::array<std::uint64_t, 64> seconds_{};
  // Simplified ideographs that anything may follow, and pairs; by hash.
  std::bitset<kIdeographs> ideographs_;
  std::bitset<kIdeographs> pairs_;
  std::bitset<kIdeographs> pairs_begin_;
  bool has_wide_ = false;
};

}  // namespace lede
