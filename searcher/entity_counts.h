// SPDX-License-Identifier: GPL-3.0-or-later
//
// Entities of matching documents, counted out of their value slots: no document
// is read.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/lexicon/lexicon.h"
#include "searcher/matcher.h"

namespace lede {

// Documents by the id of an entity they mention: "company:alibaba".
using EntityCounts = std::unordered_map<std::string, std::uint64_t>;

// Calls `take` once with each entity among the ids that a slot joins, and with
// each family of theirs: what a filter by that id lists.
void for_each_entity(std::string_view joined, const Lexicon& lexicon,
                     const std::function<void(const std::string&)>& take);

// Of all kinds that have a facet. `documents`, if not null, is set to the
// number that match. Costs one match. Throws what Xapian throws, and
// DeadlinePassed.
EntityCounts count_entities(const Matcher& matcher, const IndexQuery& match,
                            const Lexicon& lexicon,
                            std::uint64_t* documents = nullptr);

// The kind in "company:alibaba".
std::string_view entity_kind(std::string_view id);
// What a filter on its kind takes: the slug, where that names no other.
std::string entity_value(const std::string& id, const Lexicon& lexicon);
// As shown: "Alibaba".
std::string entity_label(const std::string& id, const Lexicon& lexicon);

}  // namespace lede
