// SPDX-License-Identifier: GPL-3.0-or-later
//
// What completing words needs of a segment besides its terms, which are sorted
// already and mapped: where the frequent ones are, the phrases of headlines,
// how Chinese phrases sound, which words may be meant by a misspelt one.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/postings/postings_file.h"
#include "searcher/edit_distance.h"
#include "searcher/suggest/block_maxima.h"
#include "searcher/suggest/headline_phrases.h"
#include "searcher/suggest/sorted_texts.h"

namespace lede {

// A word or phrase and the documents of the segment that hold it, those deleted
// since included; of a phrase, in their headlines.
struct CountedText {
  std::string text;
  std::uint32_t documents = 0;
};

// Immutable once read: any number of threads may share one. Takes some ten
// bytes for each of at most kMaxPhrases phrases besides their texts, eight for
// each of kMaxMeantWords words, and a byte for each 64 terms.
class SegmentWords {
 public:
  static constexpr std::size_t kMaxPhrases = 200'000;
  static constexpr std::size_t kMaxMeantWords = 30'000;

  // Reads the postings file of the segment in `folder`: its table of terms and
  // the positions of its headlines. Null if there is none that reads.
  static std::shared_ptr<const SegmentWords> read(
      const std::filesystem::path& folder);
  explicit SegmentWords(const PostingsFile& file);

  // Each appends at most `limit`, the most frequent. `file` is the one that was
  // read; `beginning` is folded and not empty.
  //
  // Terms that begin so, whatever their layer, prefix and all.
  void append_terms(const PostingsFile& file, std::string_view beginning,
                    std::size_t limit, std::vector<CountedText>& out) const;
  // Longer words that begin so: none that is a stop word, of one code point, or
  // was cut. `term_prefix`: of the field whose words are meant, or empty.
  void append_words(const PostingsFile& file, std::string_view term_prefix,
                    std::string_view beginning, std::size_t limit,
                    std::vector<CountedText>& out) const;
  // Longer phrases that begin so.
  void append_phrases(std::string_view beginning, std::size_t limit,
                      std::vector<CountedText>& out) const;
  // Phrases of Chinese whose pinyin begins so, or whose initials do.
  void append_sounding(std::string_view pinyin, std::size_t limit,
                       std::vector<CountedText>& out) const;
  // Words of which a beginning is within `edits` of what `distance` was made
  // of.
  void append_similar(const PostingsFile& file, EditDistance& distance,
                      std::size_t edits, std::size_t limit,
                      std::vector<CountedText>& out) const;

  // Memory taken.
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct MeantWord {
    std::uint32_t term = 0;
    std::uint32_t letters = 0;  // see letter_bits()
  };

  void read_phrases(const PostingsFile& file);
  void read_sounds(const std::vector<HeadlinePhrase>& phrases);
  void read_meant_words(const PostingsFile& file);

  BlockMaxima term_maxima_;
  SortedTexts phrases_;
  std::vector<std::uint32_t> phrase_documents_;
  BlockMaxima phrase_maxima_;
  // Pinyin or initials, a space, and the phrase they are of.
  SortedTexts sounds_;
  std::vector<std::uint32_t> sound_documents_;
  BlockMaxima sound_maxima_;
  std::vector<MeantWord> meant_words_;
};

}  // namespace lede
