// SPDX-License-Identifier: GPL-3.0-or-later
//
// Entities of matching documents, counted.

#include "searcher/entity_counts.h"

#include <set>
#include <utility>

#include "common/schema.h"
#include "searcher/value_counts.h"

namespace lede {

void for_each_entity(std::string_view joined, const Lexicon& lexicon,
                     const std::function<void(const std::string&)>& take) {
  std::set<std::string> seen;
  split_values(joined, [&](std::string_view value) {
    for (std::string id(value); !id.empty();) {
      if (!seen.insert(id).second) break;
      take(id);
      const Entity* entity = lexicon.find(id);
      id = entity == nullptr ? "" : entity->family;
    }
  });
}

EntityCounts count_entities(const Matcher& matcher, const IndexQuery& match,
                            const Lexicon& lexicon, std::uint64_t* documents) {
  ValueCounts values;
  for (const FilterFieldRow& field : filter_fields()) {
    if (field.entity && field.facet) values.want(field.value_slot);
  }
  const std::uint64_t total = matcher.count(match, &values);
  if (documents != nullptr) *documents = total;
  EntityCounts counts;
  for (const FilterFieldRow& field : filter_fields()) {
    if (!field.entity || !field.facet) continue;
    values.for_each(field.value_slot, [&](const std::string& joined, auto n) {
      for_each_entity(joined, lexicon,
                      [&](const std::string& id) { counts[id] += n; });
    });
  }
  return counts;
}

std::string_view entity_kind(std::string_view id) {
  return id.substr(0, id.find(':'));
}

std::string entity_value(const std::string& id, const Lexicon& lexicon) {
  const Entity* entity = lexicon.find(id);
  if (entity == nullptr) return id;
  std::string slug(id_slug(id));
  const auto named = lexicon.named(entity->kind, slug);
  return named.size() == 1 && named.front() == entity ? slug : id;
}

std::string entity_label(const std::string& id, const Lexicon& lexicon) {
  const Entity* entity = lexicon.find(id);
  return entity == nullptr ? std::string(id_slug(id)) : entity->name;
}

}  // namespace lede
