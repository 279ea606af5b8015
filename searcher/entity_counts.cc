// SPDX-License-Identifier: GPL-3.0-or-later
//
// Entities of matching documents, counted.

#include "searcher/entity_counts.h"

#include <set>
#include <utility>
#include <vector>

#include "common/schema.h"
#include "searcher/value_counts.h"

namespace lede {
namespace {

// Adds up entities of joined values, of which there are nearly as many as
// documents: each id is looked up in the lexicon once.
class EntityTally {
 public:
  explicit EntityTally(const Lexicon& lexicon) : lexicon_(lexicon) {}

  void add(std::string_view joined, std::uint64_t documents) {
    ++value_;
    split_values(joined, [&](std::string_view id) {
      for (const std::size_t line : lines_of(id)) {
        Line& each = lines_[line];
        if (std::exchange(each.last_value, value_) == value_) continue;
        each.documents += documents;
      }
    });
  }

  EntityCounts take() {
    EntityCounts counts;
    for (Line& line : lines_) {
      counts.emplace(std::move(line.id), line.documents);
    }
    return counts;
  }

 private:
  struct Line {
    std::string id;
    std::uint64_t documents = 0;
    std::uint64_t last_value = 0;  // a value counts once for each entity
  };

  // The lines of an entity and of its families.
  const std::vector<std::size_t>& lines_of(std::string_view id) {
    const auto known = known_.find(id);
    if (known != known_.end()) return known->second;
    std::vector<std::size_t> lines;
    for_each_entity(id, lexicon_, [&](const std::string& each) {
      const auto [line, is_new] = line_of_.try_emplace(each, lines_.size());
      if (is_new) lines_.push_back({each});
      lines.push_back(line->second);
    });
    return known_.emplace(id, std::move(lines)).first->second;
  }

  // Finds a std::string by a view of its bytes.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  std::unordered_map<std::string, std::vector<std::size_t>, Hash,
                     std::equal_to<>>
      known_;
  std::unordered_map<std::string, std::size_t> line_of_;
  std::vector<Line> lines_;
  std::uint64_t value_ = 0;
  const Lexicon& lexicon_;
};

}  // namespace

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
  EntityTally tally(lexicon);
  for (const FilterFieldRow& field : filter_fields()) {
    if (!field.entity || !field.facet) continue;
    values.for_each_part(field.value_slot,
                         [&](std::string_view joined, std::uint64_t n) {
                           tally.add(joined, n);
                         });
  }
  return tally.take();
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
