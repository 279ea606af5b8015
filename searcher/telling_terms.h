// SPDX-License-Identifier: GPL-3.0-or-later
//
// Entities and words that are commoner among some documents than among others.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/lexicon/lexicon.h"
#include "searcher/entity_counts.h"
#include "searcher/word_tally.h"
#include <lede/rising.h>

namespace lede {

// Entities of some documents.
struct CountedEntities {
  EntityCounts counts;
  std::uint64_t documents = 0;
};

// `all` without its `part`.
CountedEntities without(const CountedEntities& all,
                        const CountedEntities& part);

struct RisenEntity {
  std::string id;
  std::uint64_t here = 0;
  std::uint64_t elsewhere = 0;
  double score = 0.0;  // rise_score()
};

// Those that at least `min_documents` of `here` mention and that score at least
// kTellingScore, highest first. A family is left out where one of its versions
// stands in as many documents: that says more.
std::vector<RisenEntity> risen_entities(const CountedEntities& here,
                                        const CountedEntities& there,
                                        const Lexicon& lexicon,
                                        std::uint64_t min_documents);

// As they are told.
TellingTerm telling_term(const RisenEntity& entity, const Lexicon& lexicon);
TellingTerm telling_term(const RisenWord& word);

// True if it is a company, model, chip, person or publication by that name.
bool names_an_entity(const std::string& text, const Lexicon& lexicon);

// Leaves the `limit` of the highest scores, in that order.
void keep_highest(std::vector<TellingTerm>& terms, std::size_t limit);

}  // namespace lede
