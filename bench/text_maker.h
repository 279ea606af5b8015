// SPDX-License-Identifier: GPL-3.0-or-later
//
// Made-up articles for the kernels: seeded, so that two runs measure the same
// bytes, and with word frequencies that fall as in real text (Zipf's law).

#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <lede/article.h>

namespace lede::bench {

// Not safe to share between threads. Equal seeds give equal texts.
class TextMaker {
 public:
  explicit TextMaker(std::uint64_t seed);

  // The word of a rank: 0 is the most frequent one.
  [[nodiscard]] const std::string& word(std::size_t rank) const {
    return words_[rank];
  }
  [[nodiscard]] std::size_t vocabulary() const { return words_.size(); }

  // Sentences of Latin words with some names of models and chips, about
  // `bytes` long.
  std::string english(std::size_t bytes);
  // Sentences of Han with full-width punctuation, about `bytes` long.
  std::string chinese(std::size_t bytes);

  // An article of about 3,000 bytes, published in 2024 or 2025.
  Article article(std::size_t number);

 private:
  std::size_t zipf();

  std::mt19937_64 random_;
  std::vector<std::string> words_;
  std::vector<double> cumulative_;  // of the words' frequencies
};

}  // namespace lede::bench
