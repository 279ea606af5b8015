// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/text_maker.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string_view>

namespace lede::bench {
namespace {

constexpr std::size_t kVocabulary = 20'000;
constexpr std::int64_t kFirstDay = 1704067200;  // 2024-01-01
constexpr std::uint64_t kDays = 700;

constexpr std::array<std::string_view, 24> kSyllables = {
    "ra",  "ne",  "ti",  "lo",  "mar", "ken", "so", "vi",
    "pa",  "del", "chi", "ur",  "an",  "est", "or", "in",
    "tal", "be",  "cu",  "for", "gli", "ham", "jo", "sy"};

constexpr std::array<std::string_view, 8> kNames = {
    "GPT-4o", "Llama 3.1", "H100",   "Claude 3.5",
    "AT&T",   "R&D",       "OpenAI", "Qwen2.5"};

// The standard library's distributions may differ between its versions; these
// draws do not.
std::uint64_t below(std::mt19937_64& random, std::uint64_t bound) {
  return random() % bound;
}

std::string make_word(std::mt19937_64& random) {
  std::string word;
  const std::uint64_t syllables = 1 + below(random, 4);
  for (std::uint64_t i = 0; i < syllables; ++i) {
    word += kSyllables[below(random, kSyllables.size())];
  }
  return word;
}

void append_utf8(std::string& text, char32_t code_point) {
  text += static_cast<char>(0xe0 | (code_point >> 12));
  text += static_cast<char>(0x80 | ((code_point >> 6) & 0x3f));
  text += static_cast<char>(0x80 | (code_point & 0x3f));
}

}  // namespace

TextMaker::TextMaker(std::uint64_t seed) : random_(seed) {
  std::set<std::string> seen;
  double sum = 0.0;
  while (words_.size() < kVocabulary) {
    std::string word = make_word(random_);
    if (!seen.insert(word).second) {
      word += std::to_string(words_.size());
    }
    words_.push_back(std::move(word));
    sum += 1.0 / static_cast<double>(words_.size() + 1);
    cumulative_.push_back(sum);
  }
}

std::size_t TextMaker::zipf() {
  constexpr double kSteps = 9007199254740992.0;  // 2^53
  const double share = static_cast<double>(random_() >> 11) / kSteps;
  const auto at =
      std::ranges::upper_bound(cumulative_, share * cumulative_.back());
  return static_cast<std::size_t>(std::distance(cumulative_.begin(), at));
}

std::string TextMaker::english(std::size_t bytes) {
  std::string text;
  std::size_t sentence = 0;
  while (text.size() < bytes) {
    if (below(random_, 40) == 0) {
      text += kNames[below(random_, kNames.size())];
    } else {
      text += words_[std::min(zipf(), words_.size() - 1)];
    }
    if (++sentence % 18 == 0) {
      text += sentence % 108 == 0 ? ".\n\n" : ". ";
    } else {
      text += ' ';
    }
  }
  return text;
}

std::string TextMaker::chinese(std::size_t bytes) {
  constexpr char32_t kFirstIdeograph = 0x4e00;
  constexpr std::uint64_t kIdeographs = 3000;
  std::string text;
  std::size_t sentence = 0;
  while (text.size() < bytes) {
    // Squaring favours the first ones, as usage favours some.
    const std::uint64_t draw = below(random_, kIdeographs);
    append_utf8(text, kFirstIdeograph +
                          static_cast<char32_t>(draw * draw / kIdeographs));
    if (++sentence % 11 == 0) text += sentence % 44 == 0 ? "。" : "，";
  }
  return text;
}

Article TextMaker::article(std::size_t number) {
  Article article;
  article.id = "made-" + std::to_string(number);
  article.title = english(60);
  article.summary = english(160);
  article.text = english(2800);
  article.source = "Wire " + std::to_string(number % 23);
  article.lang = "en";
  Date published;
  published.seconds =
      kFirstDay + static_cast<std::int64_t>(below(random_, kDays) * 86400);
  published.precision = DatePrecision::kDay;
  article.published = published;
  return article;
}

}  // namespace lede::bench
