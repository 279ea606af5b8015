// SPDX-License-Identifier: GPL-3.0-or-later
//
// Snowball stems by language, remembered: a text has few distinct words.

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lede::internal {

// The stem term of a word: prefix, then the stem without diacritics, bounded.
// One a thread.
class StemCache {
 public:
  // `stemmer` is one of stemmer_for().
  explicit StemCache(std::string_view stemmer);
  ~StemCache();
  StemCache(StemCache&&) noexcept;
  StemCache& operator=(StemCache&&) noexcept;

  [[nodiscard]] std::string_view stemmer() const { return stemmer_; }

  // The stem term of folded `word`. Valid until the next call.
  std::string_view term(std::string_view word);

 private:
  struct Snowball;
  // A remembered word and its term, if both are short, as nearly all are.
  struct Slot {
    std::uint8_t word_size = 0;  // 0: free
    std::uint8_t term_size = 0;
    std::array<char, 30> bytes{};  // the word, then the term

    [[nodiscard]] bool holds(std::string_view word) const {
      return std::string_view(bytes.data(), word_size) == word;
    }
    [[nodiscard]] std::string_view term() const {
      return {bytes.data() + word_size, term_size};
    }
  };
  // Two words of one hash, the newer first, in one cache line: finding a word
  // is one access to memory, where a table of pointers took two.
  struct alignas(64) Bucket {
    Slot newer;
    Slot older;
  };

  std::string_view compute(std::string_view word);

  std::string stemmer_;
  std::unique_ptr<Snowball> snowball_;
  std::vector<Bucket> buckets_;
  std::string computed_;
};

}  // namespace lede::internal
