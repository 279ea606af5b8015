// SPDX-License-Identifier: GPL-3.0-or-later
//
// Candidates are the index's own words and the lexicon's names; the likeliest
// is the one that is frequent and easily mistyped so.

#include "searcher/spelling/word_corrector.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "common/schema.h"
#include "searcher/edit_distance.h"
#include "searcher/query/query_text.h"
#include "searcher/spelling/typing_cost.h"
#include "searcher/spelling/word_list.h"

namespace lede {
namespace {

constexpr std::size_t kMaxCompared = 8;
constexpr std::size_t kMinLetters = 4;
constexpr std::size_t kMinCandidateLetters = 3;
constexpr std::size_t kMinPartLetters = 2;  // of two words written as one
// Shorter words have too many neighbours two edits away.
constexpr std::size_t kLettersOfTwoEdits = 6;
// A word in so many articles, or in so large a share of them, is meant as it
// is; in large indexes mistakes are found, too.
constexpr std::uint32_t kMaxDoubtedFrequency = 5;
constexpr std::uint32_t kDoubtedShare = 3000;
// In larger indexes a word of a single article may itself be mistyped.
constexpr std::uint32_t kManyDocuments = 2000;

// Logarithms: of one article more or less, of one ordinary edit, of being a
// name in the lexicon.
constexpr double kFrequencyScore = 0.6;
constexpr double kEditScore = 5.0;
constexpr double kNameScore = 1.0;
// A space that is missing.
constexpr double kSplitCost = 1.0;

bool is_ascii_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// Calls `take` with each word of ASCII letters in a name.
template <typename Take>
void for_each_ascii_word(std::string_view name, Take take) {
  for (std::size_t begin = 0; begin < name.size();) {
    std::size_t end = begin;
    while (end < name.size() && is_ascii_letter(name[end])) ++end;
    if (end > begin) take(name.substr(begin, end - begin));
    begin = end + 1;
  }
}

// How often a correction must stand for each time the word typed does. Of long
// words another is seldom right one edit away; short ones are often rare words.
std::uint32_t certainty(std::size_t letters, bool name) {
  if (letters >= 8) return 20;
  if (letters >= 6 || name) return 50;
  return 400;
}

std::size_t utf8_bytes(std::u32string_view letters) {
  std::size_t bytes = 0;
  for (const char32_t c : letters) bytes += c < 0x80 ? 1 : 2;
  return bytes;
}

}  // namespace

std::optional<std::string> WordCorrector::correct(const std::string& word) {
  const std::u32string letters = code_points(word);
  if (letters.size() < kMinLetters || !is_spelt_word(letters) ||
      is_stop_word(word)) {
    return std::nullopt;
  }
  const std::uint32_t frequency = held(word);
  const std::uint32_t documents = context_.statistics.documents();
  if (frequency > std::max(kMaxDoubtedFrequency, documents / kDoubtedShare) ||
      frequency > documents / certainty(letters.size(), true) ||
      compared_ == kMaxCompared) {
    return std::nullopt;
  }
  ++compared_;
  const std::size_t edits =
      frequency == 0 && letters.size() >= kLettersOfTwoEdits ? 2 : 1;
  const auto similar = context_.statistics.similar(word, edits);
  if (!similar) return std::nullopt;
  std::optional<Candidate> best =
      best_of(word, frequency, candidates(word, edits, *similar));
  if (frequency == 0) {
    std::optional<Candidate> split = best_split(word);
    if (split && (!best || split->score > best->score)) best = split;
  }
  if (!best) return std::nullopt;
  // The nearest word may be a mistake itself that somebody printed.
  if (frequency == 0 && !best->name) {
    if (auto meant = correct(best->text)) return meant;
  }
  return std::move(best->text);
}

// Documents that hold the word in any form.
std::uint32_t WordCorrector::held(const std::string& word) const {
  std::uint32_t most = context_.statistics.frequency(word);
  for (const std::string& stem :
       context_.analyzer.stems(word, context_.stemmers)) {
    most = std::max(most, context_.statistics.frequency(stem));
  }
  return most;
}

std::vector<WordCorrector::Candidate> WordCorrector::candidates(
    const std::string& word, std::size_t edits,
    const std::vector<SimilarWord>& similar) const {
  std::vector<Candidate> found;
  for (const SimilarWord& each : similar) {
    found.push_back({each.text, each.frequency});
  }
  add_names(word, edits, found);
  return found;
}

// Marks the candidates that stand in names, and adds the names under which the
// index holds nothing but their entity, as by another alias.
void WordCorrector::add_names(const std::string& word, std::size_t edits,
                              std::vector<Candidate>& out) const {
  EditDistance distance(code_points(word));
  const std::size_t letters = distance.word().size();
  for (const Entity& entity : context_.lexicon.entities()) {
    for (const Alias& alias : entity.aliases) {
      for_each_ascii_word(alias.text, [&](std::string_view part) {
        if (part.size() + edits < letters || part.size() > letters + edits) {
          return;
        }
        const std::string text = internal::ascii_lower(part);
        if (distance.to(code_points(text), edits) > edits) return;
        const auto known = std::ranges::find(out, text, &Candidate::text);
        if (known != out.end()) {
          known->name = true;
        } else if (part == entity.name) {
          out.push_back({text,
                         context_.statistics.frequency(
                             std::string(prefix::kEntity) + entity.id),
                         true});
        }
      });
    }
  }
}

std::optional<WordCorrector::Candidate> WordCorrector::best_of(
    const std::string& word, std::uint32_t frequency,
    std::vector<Candidate> candidates) const {
  const std::u32string typed = code_points(word);
  const bool many = context_.statistics.documents() >= kManyDocuments;
  const auto stems = context_.analyzer.stems(word, context_.stemmers);
  std::optional<Candidate> best;
  for (Candidate& candidate : candidates) {
    const std::u32string meant = code_points(candidate.text);
    const std::uint32_t enough = std::max<std::uint32_t>(
        many ? 2 : 1, frequency * certainty(typed.size(), candidate.name));
    if (candidate.text == word || candidate.frequency < enough ||
        meant.size() < kMinCandidateLetters || is_stop_word(candidate.text)) {
      continue;
    }
    candidate.score = kFrequencyScore * std::log(candidate.frequency) +
                      (candidate.name ? kNameScore : 0.0) -
                      kEditScore * typing_cost(typed, meant);
    if (best && best->score >= candidate.score) continue;
    // Another form of a word the index holds is no other word.
    if (frequency > 0 &&
        context_.analyzer.stems(candidate.text, context_.stemmers) == stems) {
      continue;
    }
    best = std::move(candidate);
  }
  return best;
}

std::optional<WordCorrector::Candidate> WordCorrector::best_split(
    const std::string& word) const {
  std::optional<Candidate> best;
  const std::u32string letters = code_points(word);
  for (std::size_t at = kMinPartLetters; at + kMinPartLetters <= letters.size();
       ++at) {
    const std::size_t cut = utf8_bytes(letters.substr(0, at));
    const std::string first = word.substr(0, cut);
    const std::string second = word.substr(cut);
    const std::uint32_t frequency =
        std::min(context_.statistics.frequency(first),
                 context_.statistics.frequency(second));
    if (frequency == 0) continue;
    Candidate candidate{first, frequency};
    candidate.text.append(" ").append(second);
    candidate.score =
        kFrequencyScore * std::log(frequency) - kEditScore * kSplitCost;
    if (best && best->score >= candidate.score) continue;
    if (side_by_side(first, second)) best = std::move(candidate);
  }
  return best;
}

std::optional<std::string> WordCorrector::joined(
    const std::string& first, const std::string& second) const {
  std::string word = first + second;
  if (!is_spelt_word(code_points(first)) ||
      !is_spelt_word(code_points(second)) ||
      code_points(word).size() < kMinLetters ||
      context_.statistics.frequency(word) == 0 ||
      (side_by_side(first, second) && !is_name(word))) {
    return std::nullopt;
  }
  return word;
}

bool WordCorrector::is_name(const std::string& word) const {
  constexpr EntityKind kNamed[] = {EntityKind::kCompany, EntityKind::kModel,
                                   EntityKind::kChip, EntityKind::kPerson,
                                   EntityKind::kPublication};
  return std::ranges::any_of(kNamed, [&](EntityKind kind) {
    return !context_.lexicon.named(kind, word).empty();
  });
}

bool WordCorrector::side_by_side(const std::string& first,
                                 const std::string& second) const {
  return context_.statistics.matches(IndexQuery::phrase({first, second}));
}

}  // namespace lede
