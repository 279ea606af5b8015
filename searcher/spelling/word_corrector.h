// SPDX-License-Identifier: GPL-3.0-or-later
//
// A word typed -> the word that was probably meant.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "searcher/query/plan.h"

namespace lede {

// Asks the index and the lexicon of one request. Used by one thread.
class WordCorrector {
 public:
  // What `context` refers to outlives it.
  explicit WordCorrector(const PlanContext& context) : context_(context) {}

  // The word or two words meant by `word`, folded like it; nullopt for what is
  // no word of letters (see is_spelt_word()), is shorter than four, is a stop
  // word, or for which the index knows nothing better. A word that it holds is
  // doubted only where it is rare and a much more frequent one is a single
  // edit away. Only the first few doubtful words are compared with the index,
  // and none if it cannot tell similar words.
  [[nodiscard]] std::optional<std::string> correct(const std::string& word);

  // The one word meant by two, folded: where the index holds it, and it is a
  // name or the two nowhere stand side by side.
  [[nodiscard]] std::optional<std::string> joined(
      const std::string& first, const std::string& second) const;

 private:
  struct Candidate {
    std::string text;
    std::uint32_t frequency = 0;
    bool name = false;  // of something the lexicon knows
    double score = 0.0;
  };

  [[nodiscard]] std::uint32_t held(const std::string& word) const;
  [[nodiscard]] std::vector<Candidate> candidates(
      const std::string& word, std::size_t edits,
      const std::vector<SimilarWord>& similar) const;
  void add_names(const std::string& word, std::size_t edits,
                 std::vector<Candidate>& out) const;
  [[nodiscard]] std::optional<Candidate> best_of(
      const std::string& word, std::uint32_t frequency,
      std::vector<Candidate> candidates) const;
  [[nodiscard]] std::optional<Candidate> best_split(
      const std::string& word) const;
  [[nodiscard]] bool is_name(const std::string& word) const;
  [[nodiscard]] bool side_by_side(const std::string& first,
                                  const std::string& second) const;

  const PlanContext& context_;
  std::size_t compared_ = 0;  // words with those of the index
};

}  // namespace lede
