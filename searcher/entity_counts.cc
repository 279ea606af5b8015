// SPDX-License-Identifier: GPL-3.0-or-later
//
// Entities of matching documents, counted.

#include "searcher/entity_counts.h"

#include "common/schema.h"
#include "searcher/value_counts.h"

namespace lede {

EntityCounts count_entities(const Matcher& matcher, IndexView& view,
                            const IndexQuery& match, const Lexicon& lexicon,
                            std::uint64_t* documents) {
  ValueCounts values;
  std::vector<const FilterFieldRow*> fields;
  for (const FilterFieldRow& field : filter_fields()) {
    if (!field.entity || !field.facet) continue;
    fields.push_back(&field);
    values.want_names(
        field.value_slot,
        view.names.of(field.value_slot, NameKind::kEntity, lexicon));
  }
  const std::uint64_t total = matcher.count(match, &values);
  if (documents != nullptr) *documents = total;
  EntityCounts counts;
  for (const FilterFieldRow* field : fields) {
    const ValueNames& names =
        view.names.of(field->value_slot, NameKind::kEntity, lexicon);
    const ValueNames::Counts by_name = values.name_counts(field->value_slot);
    for (const ValueNames::Key& key : names.keys()) {
      const std::uint64_t having = names.documents(key, by_name);
      if (having > 0) counts[key.text] += having;
    }
  }
  return counts;
}

std::string_view entity_kind(std::string_view id) {
  return id.substr(0, id.find(':'));
}

std::string entity_label(const std::string& id, const Lexicon& lexicon) {
  const Entity* entity = lexicon.find(id);
  return entity == nullptr ? std::string(id_slug(id)) : entity->name;
}

}  // namespace lede
