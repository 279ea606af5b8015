// SPDX-License-Identifier: GPL-3.0-or-later
//
//   value of a segment, by its number -> its list: the numbers of its names
//   name, by its number               -> its key: names a filter takes for one
//
// A value that joins two names of one key counts both, and its repeat, which is
// taken off again.

#include "searcher/value_names.h"

#include <algorithm>
#include <utility>

#include "common/analysis/text.h"
#include "common/postings/prefetch.h"
#include "common/schema.h"

namespace lede {
namespace {

// Calls `take` with each of the names a stored value joins.
template <typename Take>
void split_value(std::string_view joined, Take take) {
  while (!joined.empty()) {
    const std::size_t end = joined.find(kValueSeparator);
    if (end != 0) take(joined.substr(0, end));
    if (end == std::string_view::npos) return;
    joined.remove_prefix(end + 1);
  }
}

}  // namespace

ValueNames::ValueNames(NameKind kind, const Lexicon& lexicon)
    : kind_(kind), lexicon_(&lexicon), version_(lexicon.version()) {}

void ValueNames::count(std::size_t segment, const ValueColumn& column,
                       std::uint32_t first, const DocSet& set, Counts& counts) {
  if (list_of_.size() <= segment) list_of_.resize(segment + 1);
  std::vector<std::uint32_t>& lists = list_of_[segment];
  lists.resize(std::size_t{column.values()} + 1);
  const auto list_of = [&](std::uint32_t number) {
    if (lists[number] == 0 && number > 0) {
      lists[number] = learn(column.value(number));
    }
    return lists[number];
  };
  // Where documents are many and values few, each list is gone through once.
  if (set.count() > lists.size()) {
    in_segment_.assign(lists.size(), 0);
    set.for_each([&](std::uint16_t low) {
      // A damaged file may hold numbers of no value.
      const std::uint32_t number = column.numbers[first + low];
      if (number < in_segment_.size()) ++in_segment_[number];
    });
    for (std::uint32_t number = 1; number < lists.size(); ++number) {
      if (in_segment_[number] == 0) continue;
      count_list(list_of(number), in_segment_[number], counts);
    }
    return;
  }
  met_.clear();
  set.for_each([&](std::uint16_t low) {
    const std::uint32_t number = column.numbers[first + low];
    if (number == 0 || number >= lists.size()) return;
    met_.push_back(list_of(number));
    internal::prefetch(lists_.data() + met_.back());
  });
  for (const std::uint32_t list : met_) count_list(list, 1, counts);
}

void ValueNames::count(std::string_view joined, std::uint64_t documents,
                       Counts& counts) {
  const std::size_t known = lists_.size();
  count_list(learn(joined), documents, counts);
  lists_.resize(known);
}

void ValueNames::count_list(std::uint32_t at, std::uint64_t documents,
                            Counts& counts) const {
  if (counts.size() < names_.size()) counts.resize(names_.size());
  const std::uint32_t* list = lists_.data() + at;
  for (std::uint32_t left = *list; left > 0; --left) {
    counts[*++list] += documents;
  }
}

// Where the list of a value is put: at the end.
std::uint32_t ValueNames::learn(std::string_view joined) {
  const auto at = static_cast<std::uint32_t>(lists_.size());
  lists_.push_back(0);
  split_value(joined, [&](std::string_view name) { add_name(name, at); });
  lists_[at] = static_cast<std::uint32_t>(lists_.size()) - at - 1;
  return at;
}

// Adds a name, of an entity with its families, to the list at the end.
void ValueNames::add_name(std::string_view name, std::uint32_t list) {
  for (std::uint32_t number = number_of(name); number != kNone;
       number = names_[number].family) {
    const std::uint32_t key = names_[number].key;
    const bool known = std::any_of(
        lists_.begin() + list + 1, lists_.end(),
        [&](std::uint32_t earlier) { return names_[earlier].key == key; });
    if (known && kind_ == NameKind::kEntity) return;
    lists_.push_back(number);
    if (known) lists_.push_back(repeats_of(key));
  }
}

std::uint32_t ValueNames::number_of(std::string_view name) {
  const auto known = number_by_text_.find(name);
  if (known != number_by_text_.end()) return known->second;
  const std::string text(name);
  const bool entity = kind_ == NameKind::kEntity;
  const auto number = static_cast<std::uint32_t>(names_.size());
  const auto [key, is_new] =
      key_by_text_.try_emplace(entity ? text : fold_value(text),
                               static_cast<std::uint32_t>(keys_.size()));
  if (is_new) keys_.push_back({key->first, {}, kNone, {}});
  keys_[key->second].spellings.push_back(number);
  names_.push_back({text, key->second, kNone});
  number_by_text_.emplace(text, number);
  if (!entity) return number;
  const Entity* named = lexicon_->find(text);
  if (named != nullptr && !named->family.empty()) {
    const std::uint32_t family = number_of(named->family);
    names_[number].family = family;
  }
  return number;
}

std::uint32_t ValueNames::repeats_of(std::uint32_t key) {
  if (keys_[key].repeats == kNone) {
    keys_[key].repeats = static_cast<std::uint32_t>(names_.size());
    names_.push_back({"", key, kNone});
  }
  return keys_[key].repeats;
}

std::uint64_t ValueNames::documents(const Key& key,
                                    const Counts& counts) const {
  const auto counted = [&](std::uint32_t number) {
    return number < counts.size() ? counts[number] : 0;
  };
  std::uint64_t documents = 0;
  for (const std::uint32_t number : key.spellings) {
    documents += counted(number);
  }
  return documents - counted(key.repeats);
}

const std::string& ValueNames::commonest(const Key& key,
                                         const Counts& counts) const {
  const auto worse = [&](std::uint32_t a, std::uint32_t b) {
    const std::uint64_t of_a = a < counts.size() ? counts[a] : 0;
    const std::uint64_t of_b = b < counts.size() ? counts[b] : 0;
    return of_a != of_b ? of_a < of_b : names_[a].text > names_[b].text;
  };
  return names_[*std::ranges::max_element(key.spellings, worse)].text;
}

const std::string& ValueNames::value(std::uint32_t key) {
  Key& named = keys_[key];
  if (named.value.empty()) named.value = entity_value(named.text, *lexicon_);
  return named.value;
}

ValueNames& ViewNames::of(unsigned slot, NameKind kind,
                          const Lexicon& lexicon) {
  const auto [names, is_new] = names_.try_emplace(slot, kind, lexicon);
  if (!is_new && names->second.lexicon_version() != lexicon.version()) {
    names->second = ValueNames(kind, lexicon);
  }
  names->second.use(lexicon);
  return names->second;
}

std::string entity_value(const std::string& id, const Lexicon& lexicon) {
  const Entity* entity = lexicon.find(id);
  if (entity == nullptr) return id;
  std::string slug(id_slug(id));
  const auto named = lexicon.named(entity->kind, slug);
  return named.size() == 1 && named.front() == entity ? slug : id;
}

}  // namespace lede
