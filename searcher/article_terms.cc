// SPDX-License-Identifier: GPL-3.0-or-later
//
// Read off the index's list of a document's terms: analyzing the text again
// would find the same ones, later.

#include "searcher/article_terms.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "common/analysis/analyzer.h"
#include "common/analysis/utf8.h"
#include "common/ranking_constants.h"
#include "common/schema.h"

namespace lede {
namespace {

// Measured, see bench/README.md.
constexpr std::size_t kMaxNames = 10;
constexpr std::size_t kMaxWords = 30;

// How much more a term counts that stands in the headline, and a name, which is
// the same in every language.
constexpr double kHeadlineFactor = 1.6;
constexpr double kNameFactor = 1.4;

enum class TermKind : std::uint8_t { kNone, kName, kWord, kCjk };

bool is_cjk_pair(std::string_view term) {
  std::size_t at = 0;
  std::size_t count = 0;
  while (at < term.size()) {
    if (!internal::is_cjk(internal::next_code_point(term, at))) return false;
    ++count;
  }
  return count == 2;
}

// A word is taken by its stem, or as it is if it holds a digit and so has none.
TermKind kind_of(std::string_view term) {
  if (term.starts_with(prefix::kEntity)) return TermKind::kName;
  if (term.starts_with(prefix::kStem)) {
    return is_stop_word(term.substr(prefix::kStem.size())) ? TermKind::kNone
                                                           : TermKind::kWord;
  }
  if (term.starts_with(prefix::kFused)) return TermKind::kWord;
  if (term[0] >= 'A' && term[0] <= 'Z') return TermKind::kNone;
  if (is_cjk_pair(term)) return TermKind::kCjk;
  const bool figure = std::ranges::any_of(
      term, [](char byte) { return byte >= '0' && byte <= '9'; });
  return figure ? TermKind::kWord : TermKind::kNone;
}

struct Candidate {
  std::string term;
  TermKind kind = TermKind::kNone;
  std::uint32_t wdf = 0;
};

// A document's terms, sorted as the index lists them.
struct DocumentTerms {
  std::vector<Candidate> candidates;
  std::unordered_set<std::string> in_headline;
};

DocumentTerms terms_of(const Xapian::Document& document) {
  static const std::string headline(row_of(TextField::kTitle).prefix);
  DocumentTerms terms;
  for (auto it = document.termlist_begin(); it != document.termlist_end();
       ++it) {
    std::string term = *it;
    if (term.starts_with(headline)) {
      terms.in_headline.insert(term.substr(headline.size()));
      continue;
    }
    const TermKind kind = kind_of(term);
    const std::uint32_t wdf = it.get_wdf();
    if (kind == TermKind::kNone || wdf == 0) continue;
    terms.candidates.push_back({std::move(term), kind, wdf});
  }
  return terms;
}

double rarity(std::uint32_t frequency, std::uint32_t documents) {
  return std::log((documents + 1.0) / frequency);
}

std::string shown(const Candidate& candidate, const Lexicon& lexicon) {
  const std::string_view term = candidate.term;
  if (candidate.kind == TermKind::kName) {
    const std::string_view id = term.substr(prefix::kEntity.size());
    const Entity* entity = lexicon.find(id);
    return entity == nullptr ? std::string(id) : entity->name;
  }
  const bool prefixed = term[0] >= 'A' && term[0] <= 'Z';
  return std::string(term.substr(prefixed ? 1 : 0));
}

struct WeighedCandidate {
  const Candidate* candidate = nullptr;
  double factor = 0.0;
  double weight = 0.0;  // see ChosenTerm
};

// The `most` heaviest, in order; of equals the first in the index's order.
void keep_heaviest(std::vector<WeighedCandidate>& terms, std::size_t most) {
  std::ranges::stable_sort(terms, std::ranges::greater{},
                           &WeighedCandidate::weight);
  if (terms.size() > most) terms.resize(most);
}

}  // namespace

ArticleTerms article_terms(const Xapian::Document& document,
                           const IndexView& view, const Lexicon& lexicon) {
  const DocumentTerms terms = terms_of(document);
  const std::uint32_t documents = view.database.get_doccount();
  std::vector<WeighedCandidate> names;
  std::vector<WeighedCandidate> words;
  std::size_t pairs = 0;
  for (const Candidate& candidate : terms.candidates) {
    const std::uint32_t frequency = view.frequency(candidate.term);
    if (frequency < 2) continue;
    const bool name = candidate.kind == TermKind::kName;
    double factor = candidate.wdf / (candidate.wdf + kBm25K1);
    if (name) factor *= kNameFactor;
    if (terms.in_headline.contains(candidate.term)) factor *= kHeadlineFactor;
    (name ? names : words)
        .push_back({&candidate, factor,
                    factor * factor * rarity(frequency, documents)});
    if (candidate.kind == TermKind::kCjk) ++pairs;
  }
  ArticleTerms chosen;
  chosen.cjk = pairs * 2 > words.size();
  keep_heaviest(names, kMaxNames);
  keep_heaviest(words, kMaxWords);
  names.insert(names.end(), words.begin(), words.end());
  keep_heaviest(names, kMaxNames + kMaxWords);
  for (const auto& [candidate, factor, weight] : names) {
    chosen.terms.push_back(
        {candidate->term, shown(*candidate, lexicon), factor, weight});
  }
  return chosen;
}

}  // namespace lede
