// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words and phrases of some texts, counted.

#include "searcher/word_tally.h"

#include <algorithm>

#include "searcher/likelihood.h"

namespace lede {
namespace {

constexpr std::size_t kMaxPhraseWords = 3;
constexpr std::size_t kMinCjkRun = 2;
constexpr std::size_t kMaxCjkRun = 6;
// Words stand in about the same texts if the fewer are so many of the more.
constexpr double kSameTexts = 0.7;

bool has_letter(std::string_view folded) {
  return std::ranges::any_of(folded, [](char c) {
    return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80);
  });
}

// True if words that stand there, `gap` apart, may be one phrase.
bool joins_words(std::string_view gap) { return gap == " " || gap == "-"; }

// The longest end of `first` with which `second` begins, in bytes.
std::size_t overlap(std::string_view first, std::string_view second) {
  for (std::size_t size = std::min(first.size(), second.size()); size > 0;
       --size) {
    if (first.substr(first.size() - size) == second.substr(0, size)) {
      return size;
    }
  }
  return 0;
}

// Spaces keep "ai" out of "said".
std::string padded(const RisenWord& word) {
  const bool spaced = static_cast<unsigned char>(word.folded.front()) < 0x80;
  return spaced ? " " + word.folded + " " : word.folded;
}

// True if the two say the same of about the same texts.
bool alike(const RisenWord& a, const RisenWord& b) {
  const auto fewer = static_cast<double>(std::min(a.here, b.here));
  const auto more = static_cast<double>(std::max(a.here, b.here));
  if (fewer < kSameTexts * more) return false;
  const std::string first = padded(a);
  const std::string second = padded(b);
  const std::size_t half = std::min(first.size(), second.size()) / 2;
  return first.find(second) != first.npos || second.find(first) != first.npos ||
         std::max(overlap(first, second), overlap(second, first)) > half;
}

}  // namespace

struct WordTally::Atom {
  std::string_view term;
  Span span;
  bool cjk = false;
  bool stop = false;
};

void WordTally::add(std::string_view text, std::string_view lang) {
  ++texts_;
  analyzer_.analyze(text, lang, stream_);
  std::vector<Atom> atoms;
  for (const Token& token : stream_.tokens()) {
    const bool cjk = token.layer == Layer::kUnigram;
    if (!cjk && token.layer != Layer::kExact) continue;
    const std::string_view term = stream_.term(token);
    atoms.push_back({term, token.span, cjk, is_stop_word(term)});
  }
  for (std::size_t begin = 0; begin < atoms.size(); ++begin) {
    if (!atoms[begin].stop) take_runs(text, atoms, begin);
  }
}

// Takes what begins at an atom: all of its script, side by side.
void WordTally::take_runs(std::string_view text, const std::vector<Atom>& atoms,
                          std::size_t begin) {
  const bool cjk = atoms[begin].cjk;
  if (!cjk && !has_letter(atoms[begin].term)) return;
  const std::size_t longest = cjk ? kMaxCjkRun : kMaxPhraseWords;
  const std::size_t shortest =
      cjk ? kMinCjkRun : (kind_ == TallyKind::kPhrases ? 2 : 1);
  for (std::size_t end = begin + 1;; ++end) {
    const bool whole = !atoms[end - 1].stop;
    if (whole && end - begin >= shortest) take(text, atoms, begin, end);
    // Between words a stop word ends the phrase; between code points it may be
    // a part of a name.
    if (end - begin == longest || end == atoms.size() ||
        atoms[end].cjk != cjk || (!cjk && atoms[end].stop)) {
      return;
    }
    const std::size_t gap = atoms[end - 1].span.end;
    if (atoms[end].span.begin < gap) return;
    const auto between = text.substr(gap, atoms[end].span.begin - gap);
    if (cjk ? !between.empty() : !joins_words(between)) return;
  }
}

void WordTally::take(std::string_view text, const std::vector<Atom>& atoms,
                     std::size_t begin, std::size_t end) {
  const bool cjk = atoms[begin].cjk;
  std::string folded;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin && !cjk) folded += ' ';
    folded += atoms[i].term;
  }
  if (folded.size() < 2) return;
  TalliedWord& word = words_[folded];
  std::uint64_t& last = last_text_[folded];
  if (last == texts_) return;
  last = texts_;
  ++word.texts;
  if (word.texts > 1) return;
  const std::size_t from = atoms[begin].span.begin;
  word.text = text.substr(from, atoms[end - 1].span.end - from);
  word.phrase = !cjk && end - begin > 1;
}

std::uint64_t WordTally::count(const std::string& folded) const {
  const auto found = words_.find(folded);
  return found == words_.end() ? 0 : found->second.texts;
}

OtherTexts others_in(const WordTally& tally) {
  return {[&](const std::string& folded) { return tally.count(folded); },
          tally.texts()};
}

std::vector<RisenWord> risen_words(const WordTally& here,
                                   const OtherTexts& others,
                                   std::uint64_t min_texts, std::size_t limit) {
  std::vector<RisenWord> candidates;
  for (const auto& [folded, word] : here.words()) {
    if (word.texts < min_texts) continue;
    const std::uint64_t there = others.count(folded);
    const double score =
        rise_score({word.texts, here.texts()}, {there, others.texts});
    if (score < kTellingScore) continue;
    candidates.push_back(
        {folded, word.text, word.phrase, word.texts, there, score});
  }
  std::ranges::sort(candidates, [](const RisenWord& a, const RisenWord& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.folded.size() != b.folded.size()) {
      return a.folded.size() > b.folded.size();
    }
    return a.folded < b.folded;
  });
  std::vector<RisenWord> risen;
  for (RisenWord& word : candidates) {
    const auto same = std::ranges::find_if(
        risen, [&](const RisenWord& other) { return alike(word, other); });
    if (same == risen.end()) {
      if (risen.size() == limit) break;
      risen.push_back(std::move(word));
    } else if (word.folded.size() > same->folded.size()) {
      *same = std::move(word);
    }
  }
  return risen;
}

}  // namespace lede
