// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words of a segment, in rows of equal length. An edit changes at most two
// of the letters a word is made of, so that counting those that differ tells
// nearly all words apart without comparing them.

#include "searcher/spelling/word_list.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace lede {
namespace {

// Terms of the exact layer begin after the capitals of the prefixes; what lies
// from Hebrew on has no letters that are mistyped one for another, or is CJK.
constexpr std::string_view kFirstWord = "a";
constexpr std::string_view kBeyondWords = "\xd7";
constexpr std::size_t kMaxWordBytes = 2 * kMaxWordLetters;

bool is_letter(char32_t c) {
  if (c < 0x80) return c >= U'a' && c <= U'z';
  // Latin, Greek, Cyrillic and Armenian, small letters since terms are folded.
  return c >= U'\u00df' && c <= U'\u0587' && c != U'\u00f7';
}

std::uint32_t letter_bit(char32_t c) {
  const std::uint32_t bit =
      c <= U'z' ? c - U'a' : 26 + static_cast<std::uint32_t>(c) % 6;
  return std::uint32_t{1} << bit;
}

std::uint32_t letter_bits(std::u32string_view word) {
  std::uint32_t bits = 0;
  for (const char32_t c : word) bits |= letter_bit(c);
  return bits;
}

// True if more than `limit` bits are set.
bool more_bits_than(std::uint32_t bits, std::size_t limit) {
  for (; limit > 0 && bits != 0; --limit) bits &= bits - 1;
  return bits != 0;
}

// Decodes a word of this list into `out`; its code points take two bytes at
// most.
std::u32string_view decode(std::string_view word,
                           std::array<char32_t, kMaxWordLetters>& out) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (byte < 0x80) {
      out[size++] = byte;
    } else {
      const auto next = static_cast<unsigned char>(word[++i]);
      out[size++] = static_cast<char32_t>((byte & 0x1f) << 6 | (next & 0x3f));
    }
  }
  return {out.data(), size};
}

struct ReadWord {
  std::string text;
  std::u32string letters;
  std::uint32_t frequency = 0;
};

std::vector<ReadWord> words_of(const Xapian::Database& segment) {
  std::vector<ReadWord> words;
  auto term = segment.allterms_begin();
  term.skip_to(std::string(kFirstWord));
  for (; term != segment.allterms_end(); ++term) {
    std::string text = *term;
    if (text >= kBeyondWords) break;
    if (text.size() > kMaxWordBytes) continue;
    std::u32string letters = code_points(text);
    if (!is_spelt_word(letters)) continue;
    words.push_back({std::move(text), std::move(letters), term.get_termfreq()});
  }
  return words;
}

}  // namespace

bool is_spelt_word(std::u32string_view word) {
  return word.size() >= 2 && word.size() <= kMaxWordLetters &&
         std::ranges::all_of(word, is_letter);
}

WordList WordList::read(const Xapian::Database& segment,
                        std::size_t max_words) {
  std::vector<ReadWord> words = words_of(segment);
  if (words.size() > max_words) {
    const auto kept = words.begin() + static_cast<std::ptrdiff_t>(max_words);
    std::ranges::nth_element(words, kept, std::greater{}, &ReadWord::frequency);
    words.erase(kept, words.end());
  }
  WordList list;
  list.rows_.resize(kMaxWordLetters + 1);
  for (const ReadWord& word : words) {
    list.add(word.text, word.letters, word.frequency);
  }
  for (Row& row : list.rows_) {
    row.letters.shrink_to_fit();
    row.frequencies.shrink_to_fit();
    row.ends.shrink_to_fit();
    row.text.shrink_to_fit();
  }
  return list;
}

void WordList::add(std::string_view word, std::u32string_view letters,
                   std::uint32_t frequency) {
  Row& row = rows_[letters.size()];
  row.letters.push_back(letter_bits(letters));
  row.frequencies.push_back(frequency);
  row.text += word;
  row.ends.push_back(static_cast<std::uint32_t>(row.text.size()));
  ++size_;
}

void WordList::append_similar(EditDistance& distance, std::size_t limit,
                              std::vector<SimilarWord>& out) const {
  const std::size_t size = distance.word().size();
  const std::uint32_t bits = letter_bits(distance.word());
  const std::size_t last = std::min(size + limit, kMaxWordLetters);
  std::array<char32_t, kMaxWordLetters> letters{};
  for (std::size_t n = size > limit ? size - limit : 0; n <= last; ++n) {
    const Row& row = rows_[n];
    for (std::size_t i = 0; i < row.letters.size(); ++i) {
      if (more_bits_than(row.letters[i] ^ bits, 2 * limit)) continue;
      const std::size_t begin = i == 0 ? 0 : row.ends[i - 1];
      const std::string_view word =
          std::string_view(row.text).substr(begin, row.ends[i] - begin);
      if (distance.to(decode(word, letters), limit) <= limit) {
        out.push_back({std::string(word), row.frequencies[i]});
      }
    }
  }
}

std::size_t WordList::bytes() const {
  std::size_t bytes = sizeof(*this) + rows_.capacity() * sizeof(Row);
  for (const Row& row : rows_) {
    bytes += row.text.capacity() +
             4 * (row.letters.capacity() + row.frequencies.capacity() +
                  row.ends.capacity());
  }
  return bytes;
}

}  // namespace lede
