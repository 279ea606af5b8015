// SPDX-License-Identifier: GPL-3.0-or-later
//
// Snowball stems by language, remembered: a text has few distinct words.

#pragma once

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
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t word_begin = 0;  // in `bytes_`; the term follows the word
    std::uint16_t word_size = 0;
    std::uint16_t term_size = 0;  // 0: free
  };

  std::string_view compute(std::string_view word);
  void clear();

  std::string stemmer_;
  std::unique_ptr<Snowball> snowball_;
  std::vector<Entry> entries_;  // open addressing, at most half full
  std::size_t used_ = 0;
  std::string bytes_;
  std::string computed_;
};

}  // namespace lede::internal
