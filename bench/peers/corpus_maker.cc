// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede_peers_corpus BASE ARTICLES [SEED]: writes a news-like corpus of any size
// to stdout, as JSONL that lede-index and the other peers read.
//
// An article is a walk over the base text (one paragraph a line) around a place
// of its own, its topic. Now and then the walk jumps to another occurrence of
// the word it stands on, the one of a few that is nearest to that place: so
// every pair of neighbouring words occurs in the base text, topics hold
// together, and no two articles are alike. Some capitalised words become
// invented names, drawn by Zipf's law, so that the vocabulary grows with the
// corpus. Article i depends on base text, seed and i alone: a smaller corpus is
// the beginning of a larger one.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lede::bench {
namespace {

constexpr std::uint64_t kFewestWords = 350;
constexpr std::uint64_t kMostWords = 600;
constexpr std::uint64_t kParagraphWords = 70;
constexpr std::uint64_t kSources = 40;
constexpr double kJumps = 0.2;         // of all words
constexpr double kNames = 0.12;        // of all capitalised words
constexpr std::uint64_t kReach = 120;  // a topic is 1/kReach of the base text
constexpr int kCandidates = 5;

// Numbers the same on every machine: the standard fixes the engine, but not
// what its distributions make of it.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t article)
      : engine_(seed * 1'000'003 + article) {
    engine_.discard(1);
  }

  // In [0, 1).
  double share() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

  // In [0, count). REQUIRES: count > 0.
  std::uint64_t below(std::uint64_t count) { return engine_() % count; }

 private:
  std::mt19937_64 engine_;
};

// The base text as word numbers, with all occurrences of each word.
class BaseText {
 public:
  explicit BaseText(std::istream& input) {
    std::unordered_map<std::string, std::uint32_t> numbers;
    for (std::string line; std::getline(input, line);) {
      paragraphs_.push_back(running_.size());
      std::istringstream words(line);
      for (std::string word; words >> word;) {
        const auto [at, fresh] = numbers.try_emplace(
            word, static_cast<std::uint32_t>(words_.size()));
        if (fresh) words_.push_back(word);
        running_.push_back(at->second);
      }
      if (paragraphs_.back() == running_.size()) paragraphs_.pop_back();
    }
    list_occurrences();
  }

  [[nodiscard]] std::size_t size() const { return running_.size(); }
  [[nodiscard]] const std::string& word(std::size_t place) const {
    return words_[running_[place]];
  }

  // The beginning of the paragraph after `place`; of the first after the last.
  [[nodiscard]] std::size_t paragraph_after(std::size_t place) const {
    const auto next = std::ranges::lower_bound(paragraphs_, place);
    return next == paragraphs_.end() ? paragraphs_.front() : *next;
  }

  // Of a few other occurrences of the word at `place` the nearest to `centre`.
  [[nodiscard]] std::size_t like(std::size_t place, std::size_t centre,
                                 Dice& dice) const {
    const std::size_t begin = first_[running_[place]];
    const std::size_t count = first_[running_[place] + 1] - begin;
    std::size_t best = places_[begin + dice.below(count)];
    for (int i = 1; i < kCandidates; ++i) {
      const std::size_t other = places_[begin + dice.below(count)];
      if (distance(other, centre) < distance(best, centre)) best = other;
    }
    return best;
  }

 private:
  static std::size_t distance(std::size_t a, std::size_t b) {
    return a > b ? a - b : b - a;
  }

  void list_occurrences() {
    first_.assign(words_.size() + 1, 0);
    for (const std::uint32_t word : running_) ++first_[word + 1];
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
    places_.resize(running_.size());
    for (std::size_t i = 0; i < running_.size(); ++i) {
      places_[next[running_[i]]++] = static_cast<std::uint32_t>(i);
    }
  }

  std::vector<std::string> words_;
  std::vector<std::uint32_t> running_;   // word numbers in order of the text
  std::vector<std::size_t> paragraphs_;  // where they begin
  std::vector<std::size_t> first_;       // of a word's places, by word number
  std::vector<std::uint32_t> places_;    // by word, then ascending
};

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         (c >= 'a' && c <= 'z');
}

std::string invented_name(Dice& dice) {
  static constexpr std::array<std::string_view, 24> kSyllables = {
      "bel", "cra", "dor", "esk", "fen", "gal", "hul", "iri",
      "jan", "kov", "lys", "mar", "nim", "oth", "pra", "quil",
      "ros", "sev", "tam", "umb", "vol", "wen", "yar", "zel"};
  constexpr double kExponent = 1.05;
  constexpr double kCount = 600'000;
  // The rank, by the inverse of the distribution function.
  const double top = std::pow(kCount, 1 - kExponent) - 1;
  auto rank = static_cast<std::uint64_t>(
      std::pow(dice.share() * top + 1, 1 / (1 - kExponent)));
  const bool has_number = rank % 9 == 0;
  const std::uint64_t number = rank % 83 + 2;
  std::string name;
  for (rank += kSyllables.size(); rank > 0; rank /= kSyllables.size()) {
    name += kSyllables[rank % kSyllables.size()];
  }
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return has_number ? name + std::to_string(number) : name;
}

// One article's walk.
class Walk {
 public:
  Walk(const BaseText& base, Dice& dice)
      : base_(base), dice_(dice), centre_(dice.below(base.size())) {}

  std::string title() {
    std::string title = words(6 + dice_.below(7));
    while (!title.empty() && !is_alnum(title.back())) title.pop_back();
    return title;
  }

  // Paragraphs separated by blank lines, as JSON escapes them.
  std::string text() {
    std::uint64_t left =
        kFewestWords + dice_.below(kMostWords - kFewestWords + 1);
    std::string text;
    while (left > 0) {
      const std::uint64_t count = std::min(left, kParagraphWords);
      if (!text.empty()) text += "\\n\\n";
      text += words(count);
      left -= count;
    }
    return text;
  }

 private:
  std::size_t start() {
    const std::size_t reach = base_.size() / kReach + 1;
    const std::size_t from = centre_ > reach ? centre_ - reach : 0;
    return base_.paragraph_after(from + dice_.below(2 * reach));
  }

  // REQUIRES: count > 0.
  std::string words(std::uint64_t count) {
    std::string text;
    std::size_t place = start();
    for (std::uint64_t i = 0; i < count; ++i) {
      if (i > 0) text += ' ';
      text += written(base_.word(place));
      if (dice_.share() < kJumps) place = base_.like(place, centre_, dice_);
      if (++place == base_.size()) place = start();
    }
    return text;
  }

  std::string written(const std::string& word) {
    const bool capitalised =
        word.size() > 3 && word[0] >= 'A' && word[0] <= 'Z';
    if (!capitalised || dice_.share() >= kNames) return word;
    const std::string name = invented_name(dice_);
    return is_alnum(word.back()) ? name : name + word.back();
  }

  const BaseText& base_;
  Dice& dice_;
  std::size_t centre_;
};

// A second of the years 2021 to 2025, the later the likelier.
std::chrono::sys_seconds publication(Dice& dice) {
  using namespace std::chrono;
  constexpr sys_days kFirst = 2021y / January / 1;
  constexpr sys_days kEnd = 2026y / January / 1;
  const double age = dice.share();
  const auto all = static_cast<double>(seconds(kEnd - kFirst).count());
  return kEnd - seconds(1 + static_cast<std::int64_t>(age * age * (all - 1)));
}

std::string iso_8601(std::chrono::sys_seconds instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  std::ostringstream text;
  text << std::setfill('0') << int(date.year()) << '-' << std::setw(2)
       << unsigned(date.month()) << '-' << std::setw(2) << unsigned(date.day())
       << 'T' << std::setw(2) << time.hours().count() << ':' << std::setw(2)
       << time.minutes().count() << ':' << std::setw(2)
       << time.seconds().count() << 'Z';
  return text.str();
}

// Base text holds no quotes, backslashes or control characters, so nothing
// needs escaping.
void write_article(const BaseText& base, std::uint64_t seed,
                   std::uint64_t number, std::ostream& output) {
  Dice dice(seed, number);
  const std::string published = iso_8601(publication(dice));
  const double share = dice.share();
  const auto source = static_cast<std::uint64_t>(kSources * share * share);
  Walk walk(base, dice);
  output << R"({"id":")" << number << R"(","url":"https://news)" << source
         << ".example/" << number << R"(","title":")" << walk.title()
         << R"(","published":")" << published << R"(","source":"source)"
         << source << R"(","lang":"en","text":")" << walk.text() << "\"}\n";
}

int make_corpus(const char* base_path, std::uint64_t articles,
                std::uint64_t seed) {
  std::ifstream input(base_path);
  const BaseText base(input);
  if (base.size() == 0) {
    std::cerr << "lede_peers_corpus: no text in " << base_path << '\n';
    return 2;
  }
  for (std::uint64_t i = 0; i < articles; ++i) {
    write_article(base, seed, i, std::cout);
  }
  std::cout.flush();
  return std::cout ? 0 : 1;
}

}  // namespace
}  // namespace lede::bench

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    std::cerr << "usage: lede_peers_corpus BASE ARTICLES [SEED]\n";
    return 2;
  }
  std::ios::sync_with_stdio(false);
  return lede::bench::make_corpus(
      argv[1], std::strtoull(argv[2], nullptr, 10),
      argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1);
}
