// SPDX-License-Identifier: GPL-3.0-or-later
//
// Facets: how many documents of an answer have each value of a field.

#include "searcher/facets.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "common/analysis/text.h"
#include "common/natural_order.h"
#include "common/schema.h"
#include "searcher/entity_counts.h"
#include "searcher/nearest_name.h"

namespace lede {
namespace {

constexpr std::string_view kYear = "year";
constexpr std::string_view kMonth = "month";
constexpr std::string_view kLanguage = "lang";

using Kind = FacetField::Kind;

// The counts of values that compare equal.
struct Tally {
  std::uint64_t documents = 0;
  std::map<std::string, std::uint64_t> spellings;
};

// By folded value; ids, years and months are their own folded form.
using Tallies = std::map<std::string, Tally>;

std::string calendar_value(std::int64_t seconds, Kind kind,
                           const TimeZone& zone) {
  const CivilTime time = zone.to_civil(seconds);
  std::string value = std::to_string(time.year);
  if (kind == Kind::kYear) return value;
  return value + (time.month < 10 ? "-0" : "-") + std::to_string(time.month);
}

void tally_calendar(const FacetField& field, const ValueCounts& counts,
                    const TimeZone& zone, Tallies& tallies) {
  counts.for_each(field.slot, [&](const std::string& value, auto documents) {
    const auto seconds = decode_instant(value);
    if (!seconds) return;
    const std::string name = calendar_value(*seconds, field.kind, zone);
    tallies[name].documents += documents;
    tallies[name].spellings[name] += documents;
  });
}

void tally_values(const FacetField& field, const ValueCounts& counts,
                  Tallies& tallies) {
  counts.for_each(field.slot, [&](const std::string& joined, auto documents) {
    std::set<std::string> seen;  // one document counts once for each value
    split_values(joined, [&](std::string_view value) {
      std::string folded = fold_value(value);
      Tally& tally = tallies[folded];
      tally.spellings[std::string(value)] += documents;
      if (seen.insert(std::move(folded)).second) tally.documents += documents;
    });
  });
}

// A document that mentions a version counts for its families too: a filter by
// these lists it.
void tally_entities(const FacetField& field, const ValueCounts& counts,
                    const Lexicon& lexicon, Tallies& tallies) {
  counts.for_each(field.slot, [&](const std::string& joined, auto documents) {
    for_each_entity(joined, lexicon, [&](const std::string& id) {
      tallies[id].documents += documents;
    });
  });
}

std::string commonest(const Tally& tally) {
  const auto best = std::ranges::max_element(
      tally.spellings,
      [](const auto& a, const auto& b) { return a.second < b.second; });
  return best->first;
}

// Tells which values the request's filters on one field ask for.
class Selection {
 public:
  Selection(const FacetField& field, const FacetContext& context) {
    for (const FieldFilter& filter : context.filters) {
      if (filter.field != field.name) continue;
      const std::string value = sanitize_utf8(filter.value);
      if (field.kind == Kind::kEntity) {
        add_entities(field.name, value, context.lexicon);
      } else {
        keys_.insert(fold_value(value));
        // A language covers its scripts and regions: zh, zh-hant.
        if (field.name == kLanguage) covers_.push_back(fold_value(value) + "-");
      }
    }
  }

  [[nodiscard]] bool has(const std::string& key) const {
    return keys_.contains(key) ||
           std::ranges::any_of(covers_, [&](const std::string& begin) {
             return key.starts_with(begin);
           });
  }

 private:
  void add_entities(std::string_view field, std::string_view value,
                    const Lexicon& lexicon) {
    const auto kind = kind_named(field);
    if (!kind) return;
    for (const Entity* entity : lexicon.named(*kind, value)) {
      keys_.insert(entity->id);
    }
  }

  std::set<std::string> keys_;
  std::vector<std::string> covers_;
};

FacetValue facet_value(const FacetField& field, const std::string& key,
                       const Tally& tally, const Lexicon& lexicon) {
  FacetValue value;
  value.documents = tally.documents;
  if (field.kind == Kind::kEntity) {
    value.value = entity_value(key, lexicon);
    value.label = entity_label(key, lexicon);
  } else {
    value.value = commonest(tally);
    value.label = value.value;
  }
  return value;
}

// Documents below which a value is none of the `limit` commonest. Naming a
// value costs more than counting it.
std::uint64_t fewest_documents(const Tallies& tallies, std::size_t limit) {
  if (limit == 0 || tallies.size() <= limit) return 0;
  std::vector<std::uint64_t> documents;
  for (const auto& [key, tally] : tallies) documents.push_back(tally.documents);
  const auto last = documents.begin() + static_cast<std::ptrdiff_t>(limit) - 1;
  std::ranges::nth_element(documents, last, std::ranges::greater());
  return *last;
}

// Cuts to `limit` values, giving up unselected ones from the end.
void cut_values(std::vector<FacetValue>& values, std::size_t limit) {
  for (std::size_t i = values.size(); i-- > 0 && values.size() > limit;) {
    if (!values[i].selected) {
      values.erase(values.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

}  // namespace

Result<std::vector<FacetField>> facet_fields(
    const std::vector<std::string>& names) {
  std::vector<FacetField> fields;
  for (const std::string& name : names) {
    if (std::ranges::find(fields, name, &FacetField::name) != fields.end()) {
      continue;
    }
    if (name == kYear || name == kMonth) {
      fields.push_back(
          {name, slot::kPublished, name == kYear ? Kind::kYear : Kind::kMonth});
      continue;
    }
    const FilterFieldRow* row = find_filter_field(name);
    if (row == nullptr || !row->facet) {
      std::vector<std::string_view> known;
      for (const FilterFieldRow& field : filter_fields()) {
        if (field.facet) known.push_back(field.name);
      }
      known.insert(known.end(), {kYear, kMonth});
      return Error{
          ErrorCode::kInvalidArgument,
          "facet: " + unknown_name(sanitize_utf8(name), "a facet", known)};
    }
    fields.push_back(
        {name, row->value_slot, row->entity ? Kind::kEntity : Kind::kPlain});
  }
  return fields;
}

Facet make_facet(const FacetField& field, const ValueCounts& counts,
                 const FacetContext& context) {
  const bool calendar = field.kind == Kind::kYear || field.kind == Kind::kMonth;
  Tallies tallies;
  if (calendar) {
    tally_calendar(field, counts, context.zone, tallies);
  } else if (field.kind == Kind::kEntity) {
    tally_entities(field, counts, context.lexicon, tallies);
  } else {
    tally_values(field, counts, tallies);
  }

  const Selection selection(field, context);
  Facet facet;
  facet.field = field.name;
  const std::uint64_t fewest =
      calendar ? 0 : fewest_documents(tallies, context.limit);
  for (const auto& [key, tally] : tallies) {
    const bool selected = selection.has(key);
    if (tally.documents < fewest && !selected) continue;
    facet.values.push_back(facet_value(field, key, tally, context.lexicon));
    facet.values.back().selected = selected;
  }
  std::ranges::stable_sort(facet.values, [&](const auto& a, const auto& b) {
    if (calendar) return a.value > b.value;
    if (a.documents != b.documents) return a.documents > b.documents;
    return field.kind == Kind::kEntity && natural_less(a.value, b.value);
  });
  cut_values(facet.values, context.limit);
  return facet;
}

}  // namespace lede
