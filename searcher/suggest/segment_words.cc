// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/suggest/segment_words.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <utility>

#include "common/analysis/analyzer.h"
#include "common/analysis/pinyin.h"
#include "common/analysis/utf8.h"
#include "common/schema.h"
#include "searcher/spelling/word_list.h"

namespace lede {
namespace {

constexpr std::size_t kMinMeantLetters = 4;

bool is_ascii_capital(char c) { return c >= 'A' && c <= 'Z'; }

std::uint32_t letter_bits(std::u32string_view word) {
  std::uint32_t bits = 0;
  for (const char32_t c : word) bits |= std::uint32_t{1} << (c % 32);
  return bits;
}

// True if both code points of a CJK pair may belong to one word.
bool is_cjk_word(std::string_view pair) {
  for (std::size_t pos = 0; pos < pair.size();) {
    const std::size_t begin = pos;
    internal::next_code_point(pair, pos);
    if (is_stop_word(pair.substr(begin, pos - begin))) return false;
  }
  return true;
}

// True for a word that is worth offering.
bool is_offered(std::string_view word) {
  if (word.empty() || is_ascii_capital(word[0]) || is_stop_word(word)) {
    return false;
  }
  std::size_t pos = 0;
  const char32_t first = internal::next_code_point(word, pos);
  if (pos == word.size()) return false;
  return !internal::is_cjk(first) || is_cjk_word(word);
}

}  // namespace

std::shared_ptr<const SegmentWords> SegmentWords::read(
    const std::filesystem::path& folder) {
  const auto file = PostingsFile::open(folder);
  if (!file) return nullptr;
  return std::make_shared<const SegmentWords>(**file);
}

SegmentWords::SegmentWords(const PostingsFile& file)
    : term_maxima_(file.terms(), [&](std::uint32_t term) {
        return file.list(term).frequency();
      }) {
  read_meant_words(file);
  read_phrases(file);
}

void SegmentWords::read_phrases(const PostingsFile& file) {
  const std::vector<HeadlinePhrase> phrases =
      headline_phrases(file, kMaxPhrases);
  for (const HeadlinePhrase& phrase : phrases) {
    phrases_.add(phrase.text);
    phrase_documents_.push_back(phrase.documents);
  }
  phrases_.shrink_to_fit();
  phrase_documents_.shrink_to_fit();
  phrase_maxima_ = BlockMaxima(
      phrases_.size(), [&](std::uint32_t i) { return phrase_documents_[i]; });
  read_sounds(phrases);
}

void SegmentWords::read_sounds(const std::vector<HeadlinePhrase>& phrases) {
  std::vector<std::pair<std::string, std::uint32_t>> sounds;
  for (const HeadlinePhrase& phrase : phrases) {
    if (!phrase.cjk) continue;
    const Pinyin pinyin = pinyin_of(phrase.text);
    if (pinyin.syllables.empty()) continue;
    for (const std::string* sound : {&pinyin.syllables, &pinyin.initials}) {
      sounds.emplace_back(*sound + ' ' + phrase.text, phrase.documents);
    }
  }
  std::ranges::sort(sounds);
  const auto twice = std::ranges::unique(sounds);  // "a" is its own initial
  sounds.erase(twice.begin(), twice.end());
  for (const auto& [sound, documents] : sounds) {
    sounds_.add(sound);
    sound_documents_.push_back(documents);
  }
  sounds_.shrink_to_fit();
  sound_documents_.shrink_to_fit();
  sound_maxima_ = BlockMaxima(
      sounds_.size(), [&](std::uint32_t i) { return sound_documents_[i]; });
}

void SegmentWords::read_meant_words(const PostingsFile& file) {
  const auto frequent = term_maxima_.top(
      0, file.terms(), kMaxMeantWords,
      [&](std::uint32_t i) { return file.list(i).frequency(); },
      [&](std::uint32_t i) {
        const std::string_view word = file.term(i);
        // Prefixes are capitals; words of two-byte letters end here.
        if (word.empty() || word[0] < 'a' || word >= "\xd7") return false;
        const std::u32string letters = code_points(word);
        return letters.size() >= kMinMeantLetters && is_spelt_word(letters) &&
               !is_stop_word(word);
      });
  for (const RankedIndex& word : frequent) {
    meant_words_.push_back(
        {word.index, letter_bits(code_points(file.term(word.index)))});
  }
  meant_words_.shrink_to_fit();
}

void SegmentWords::append_terms(const PostingsFile& file,
                                std::string_view beginning, std::size_t limit,
                                std::vector<CountedText>& out) const {
  const TermRange range = file.starting_with(beginning);
  for (const RankedIndex& term : term_maxima_.top(
           range.begin, range.end, limit,
           [&](std::uint32_t i) { return file.list(i).frequency(); },
           [](std::uint32_t) { return true; })) {
    out.push_back({std::string(file.term(term.index)), term.count});
  }
}

void SegmentWords::append_words(const PostingsFile& file,
                                std::string_view term_prefix,
                                std::string_view beginning, std::size_t limit,
                                std::vector<CountedText>& out) const {
  const std::string wanted = std::string(term_prefix).append(beginning);
  const TermRange range = file.starting_with(wanted);
  for (const RankedIndex& word : term_maxima_.top(
           range.begin, range.end, limit,
           [&](std::uint32_t i) { return file.list(i).frequency(); },
           [&](std::uint32_t i) {
             const std::string_view term = file.term(i);
             return term.size() > wanted.size() &&
                    term.size() < kMaxTermBytes &&
                    is_offered(term.substr(term_prefix.size()));
           })) {
    out.push_back(
        {std::string(file.term(word.index).substr(term_prefix.size())),
         word.count});
  }
}

void SegmentWords::append_phrases(std::string_view beginning, std::size_t limit,
                                  std::vector<CountedText>& out) const {
  const TextRange range = phrases_.starting_with(beginning);
  for (const RankedIndex& phrase : phrase_maxima_.top(
           range.begin, range.end, limit,
           [&](std::uint32_t i) { return phrase_documents_[i]; },
           [&](std::uint32_t i) {
             return phrases_.text(i).size() > beginning.size();
           })) {
    out.push_back({std::string(phrases_.text(phrase.index)), phrase.count});
  }
}

void SegmentWords::append_sounding(std::string_view pinyin, std::size_t limit,
                                   std::vector<CountedText>& out) const {
  const TextRange range = sounds_.starting_with(pinyin);
  for (const RankedIndex& sound : sound_maxima_.top(
           range.begin, range.end, limit,
           [&](std::uint32_t i) { return sound_documents_[i]; },
           [](std::uint32_t) { return true; })) {
    const std::string_view text = sounds_.text(sound.index);
    out.push_back({std::string(text.substr(text.find(' ') + 1)), sound.count});
  }
}

void SegmentWords::append_similar(const PostingsFile& file,
                                  EditDistance& distance, std::size_t edits,
                                  std::size_t limit,
                                  std::vector<CountedText>& out) const {
  const std::uint32_t letters = letter_bits(distance.word());
  std::size_t found = 0;
  for (const MeantWord& word : meant_words_) {
    // Each edit gives the word at most one letter that is not in the other.
    if (static_cast<std::size_t>(std::popcount(letters & ~word.letters)) >
        edits) {
      continue;
    }
    const std::string_view text = file.term(word.term);
    if (distance.to_beginning_of(code_points(text), edits) > edits) continue;
    out.push_back({std::string(text), file.list(word.term).frequency()});
    if (++found == limit) return;
  }
}

std::size_t SegmentWords::bytes() const {
  return phrases_.bytes() + sounds_.bytes() +
         sizeof(std::uint32_t) *
             (phrase_documents_.capacity() + sound_documents_.capacity()) +
         sizeof(MeantWord) * meant_words_.capacity() + term_maxima_.bytes() +
         phrase_maxima_.bytes() + sound_maxima_.bytes();
}

}  // namespace lede
