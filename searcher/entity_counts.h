// SPDX-License-Identifier: GPL-3.0-or-later
//
// Entities of matching documents, counted out of their value slots: no document
// is read.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/lexicon/lexicon.h"
#include "searcher/matcher.h"

namespace lede {

// Documents by the id of an entity they mention: "company:alibaba".
using EntityCounts = std::unordered_map<std::string, std::uint64_t>;

// Of all kinds that have a facet, families included: what a filter by that id
// lists. `matcher` is of `view`. `documents`, if not null, is set to the number
// that match. Costs one match. Throws what Xapian throws, and DeadlinePassed.
EntityCounts count_entities(const Matcher& matcher, IndexView& view,
                            const IndexQuery& match, const Lexicon& lexicon,
                            std::uint64_t* documents = nullptr);

// The kind in "company:alibaba".
std::string_view entity_kind(std::string_view id);
// As shown: "Alibaba".
std::string entity_label(const std::string& id, const Lexicon& lexicon);

}  // namespace lede
