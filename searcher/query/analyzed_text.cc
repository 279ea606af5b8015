// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tokens of all layers, gathered by position.

#include "searcher/query/analyzed_text.h"

#include <algorithm>
#include <utility>

namespace lede::internal {

AnalyzedText::AnalyzedText(std::string text, bool mixed_case,
                           Analyzer& analyzer, const Lexicon& lexicon)
    : text_(std::move(text)) {
  TokenStream stream;
  analyzer.analyze(text_, {}, stream);
  atoms_.resize(stream.positions());
  for (const Token& token : stream.tokens()) add_token(stream, token);
  for (QueryAtom& atom : atoms_) {
    const std::string_view typed = std::string_view(text_).substr(
        atom.span.begin, atom.span.end - atom.span.begin);
    if (typed == "US") atom.united_states = mixed_case;
  }
  lexicon.find_mentions(stream, text_, true, mentions_);
  std::ranges::stable_sort(mentions_, [](const Mention& a, const Mention& b) {
    return a.first_position != b.first_position
               ? a.first_position < b.first_position
               : a.positions > b.positions;
  });
}

void AnalyzedText::add_token(const TokenStream& stream, const Token& token) {
  QueryAtom& atom = atoms_[token.position];
  const std::string_view term = stream.term(token);
  switch (token.layer) {
    case Layer::kUnigram:
      atom.cjk = true;
      [[fallthrough]];
    case Layer::kExact:
      atom.term = term;
      atom.span = token.span;
      atom.united_states = atom.united_states || term == "u.s.";
      break;
    case Layer::kVariant:
      atom.united_states = atom.united_states || term == "u.s.";
      // "intelligence" of "l'intelligence" is what is stemmed.
      if (atom.term.find('\'') != std::string::npos &&
          term.find('\'') == std::string_view::npos) {
        atom.stem_base = term;
      }
      break;
    case Layer::kStem:
      // The stem at a host's position is that of one of its labels.
      if (atom.stem_base.empty() && atom.term.find('.') == std::string::npos) {
        atom.stem_base = atom.term;
      }
      break;
    case Layer::kBigram:
      atom.bigram = term;
      break;
    case Layer::kFused:
      atom.fused = term;
      break;
    case Layer::kJoined:
      atom.joined = true;
      break;
  }
}

AtomRange AnalyzedText::within(Span span) const {
  const auto begins_at = [](const QueryAtom& atom) { return atom.span.begin; };
  const auto first =
      std::ranges::lower_bound(atoms_, span.begin, {}, begins_at);
  const auto last = std::ranges::lower_bound(atoms_, span.end, {}, begins_at);
  return {static_cast<std::size_t>(first - atoms_.begin()),
          static_cast<std::size_t>(last - atoms_.begin())};
}

Span AnalyzedText::span_of(AtomRange range) const {
  return {atoms_[range.begin].span.begin, atoms_[range.end - 1].span.end};
}

std::vector<const Entity*> AnalyzedText::named(AtomRange range) const {
  std::vector<const Entity*> entities;
  for (const Mention& mention : mentions_) {
    if (mention.first_position == range.begin &&
        mention.positions == range.size()) {
      entities.push_back(mention.entity);
    }
  }
  std::ranges::stable_partition(entities, [](const Entity* entity) {
    return entity->kind != EntityKind::kTerm;
  });
  return entities;
}

std::vector<std::string> AnalyzedText::phrase_terms(AtomRange range) const {
  std::vector<std::string> terms;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const QueryAtom& atom = atoms_[i];
    if (!atom.bigram.empty() && i + 1 < range.end) {
      terms.push_back(atom.bigram);
      // The bigram holds the last code point already.
      if (i + 2 == range.end) break;
    } else {
      terms.push_back(atom.united_states ? "u.s." : atom.term);
    }
  }
  return terms;
}

std::vector<std::string> AnalyzedText::grams(AtomRange range) const {
  std::vector<std::string> terms;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const QueryAtom& atom = atoms_[i];
    const bool paired = !atom.bigram.empty() && i + 1 < range.end;
    const bool covered =
        i > range.begin && atom.cjk && !atoms_[i - 1].bigram.empty();
    if (paired) terms.push_back(atom.bigram);
    if (!paired && !covered) terms.push_back(atom.term);
  }
  return terms;
}

}  // namespace lede::internal
