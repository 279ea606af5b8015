// SPDX-License-Identifier: GPL-3.0-or-later
//
// Entities and words that are commoner here than there.

#include "searcher/telling_terms.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "common/schema.h"
#include "searcher/likelihood.h"

namespace lede {
namespace {

std::uint64_t count_of(const CountedEntities& entities, const std::string& id) {
  const auto found = entities.counts.find(id);
  return found == entities.counts.end() ? 0 : found->second;
}

bool is_version_of(const std::string& id, const std::string& family,
                   const Lexicon& lexicon) {
  const Entity* entity = lexicon.find(id);
  for (int steps = 0; entity != nullptr && steps < 8; ++steps) {
    if (entity->family == family) return true;
    entity = lexicon.find(entity->family);
  }
  return false;
}

}  // namespace

CountedEntities without(const CountedEntities& all,
                        const CountedEntities& part) {
  CountedEntities rest = all;
  rest.documents -= std::min(rest.documents, part.documents);
  for (const auto& [id, documents] : part.counts) {
    std::uint64_t& left = rest.counts[id];
    left -= std::min(left, documents);
  }
  return rest;
}

std::vector<RisenEntity> risen_entities(const CountedEntities& here,
                                        const CountedEntities& there,
                                        const Lexicon& lexicon,
                                        std::uint64_t min_documents) {
  std::vector<RisenEntity> risen;
  for (const auto& [id, documents] : here.counts) {
    if (documents < min_documents) continue;
    const std::uint64_t elsewhere = count_of(there, id);
    const double score =
        rise_score({documents, here.documents}, {elsewhere, there.documents});
    if (score >= kTellingScore) {
      risen.push_back({id, documents, elsewhere, score});
    }
  }
  std::ranges::sort(risen, [](const RisenEntity& a, const RisenEntity& b) {
    return a.score != b.score ? a.score > b.score : a.id < b.id;
  });
  const auto said_better = [&](const RisenEntity& family) {
    return std::ranges::any_of(risen, [&](const RisenEntity& version) {
      return version.here == family.here &&
             is_version_of(version.id, family.id, lexicon);
    });
  };
  std::vector<RisenEntity> told;
  std::ranges::copy_if(risen, std::back_inserter(told),
                       std::not_fn(said_better));
  return told;
}

TellingTerm telling_term(const RisenEntity& entity, const Lexicon& lexicon) {
  TellingTerm term;
  term.kind = entity_kind(entity.id);
  term.text = entity_label(entity.id, lexicon);
  term.filter = term.kind + ":" + entity_value(entity.id, lexicon);
  term.documents = entity.here;
  term.elsewhere = entity.elsewhere;
  term.score = entity.score;
  return term;
}

TellingTerm telling_term(const RisenWord& word) {
  TellingTerm term;
  term.kind = word.phrase ? "phrase" : "word";
  term.text = word.text;
  term.query = "\"" + word.text + "\"";
  term.documents = word.here;
  term.elsewhere = word.elsewhere;
  term.score = word.score;
  return term;
}

bool names_an_entity(const std::string& text, const Lexicon& lexicon) {
  return std::ranges::any_of(filter_fields(), [&](const FilterFieldRow& field) {
    const auto kind = kind_named(field.name);
    return field.entity && kind && !lexicon.named(*kind, text).empty();
  });
}

void keep_highest(std::vector<TellingTerm>& terms, std::size_t limit) {
  std::ranges::stable_sort(terms, std::ranges::greater(), &TellingTerm::score);
  if (terms.size() > limit) terms.resize(limit);
}

}  // namespace lede
