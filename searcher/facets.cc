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
constexpr std::string_view kPublishedRange = "published_ts";

using Kind = FacetField::Kind;

std::string calendar_value(std::int64_t seconds, Kind kind,
                           const TimeZone& zone) {
  const CivilTime time = zone.to_civil(seconds);
  std::string value = std::to_string(time.year);
  if (kind == Kind::kYear) return value;
  return value + (time.month < 10 ? "-0" : "-") + std::to_string(time.month);
}

NameKind name_kind(const FacetField& field) {
  return field.kind == Kind::kEntity ? NameKind::kEntity : NameKind::kFolded;
}

bool is_calendar(const FacetField& field) {
  return field.kind == Kind::kYear || field.kind == Kind::kMonth;
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

  [[nodiscard]] bool empty() const { return keys_.empty(); }
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

// Values with the documents that have them.
std::vector<FacetValue> calendar_values(const FacetField& field,
                                        const ValueCounts& counts,
                                        const TimeZone& zone) {
  std::map<std::string, std::uint64_t, std::greater<>> documents;
  counts.for_each_instant([&](std::int64_t seconds, std::uint64_t more) {
    documents[calendar_value(seconds, field.kind, zone)] += more;
  });
  std::vector<FacetValue> values;
  for (const auto& [value, number] : documents) {
    FacetValue& each = values.emplace_back();
    each.value = value;
    each.label = value;
    each.documents = number;
  }
  return values;
}

// Cuts to `limit` values, giving up unselected ones from the end.
void cut_values(std::vector<FacetValue>& values, std::size_t limit) {
  for (std::size_t i = values.size(); i-- > 0 && values.size() > limit;) {
    if (!values[i].selected) {
      values.erase(values.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

// The names of an answer: which are shown, and in what order. Naming a value
// costs more than counting it.
class NamedValues {
 public:
  NamedValues(const FacetField& field, const ValueCounts& counts,
              const FacetContext& context)
      : entity_(field.kind == Kind::kEntity),
        names_(context.names.of(field.slot, name_kind(field), context.lexicon)),
        counts_(counts.name_counts(field.slot)),
        lexicon_(context.lexicon) {
    for (std::uint32_t key = 0; key < names_.keys().size(); ++key) {
      const std::uint64_t documents =
          names_.documents(names_.keys()[key], counts_);
      if (documents > 0) found_.push_back({documents, key, false});
    }
  }

  void select(const Selection& selection) {
    if (selection.empty()) return;
    for (Found& found : found_) {
      found.selected = selection.has(names_.keys()[found.key].text);
    }
  }

  // The first in order, `limit` of them, but all that are selected.
  std::vector<FacetValue> first(std::size_t limit) {
    const auto middle = std::ranges::partition(found_, &Found::selected);
    const auto selected =
        static_cast<std::size_t>(middle.begin() - found_.begin());
    const std::size_t shown = std::clamp(limit, selected, found_.size());
    const auto end = found_.begin() + static_cast<std::ptrdiff_t>(shown);
    const auto before = [&](const Found& a, const Found& b) {
      return comes_before(a, b);
    };
    if (shown < found_.size()) {
      std::nth_element(middle.begin(), end, found_.end(), before);
    }
    std::sort(found_.begin(), end, before);
    std::vector<FacetValue> values;
    for (auto found = found_.begin(); found != end; ++found) {
      values.push_back(value_of(*found));
    }
    return values;
  }

 private:
  struct Found {
    std::uint64_t documents = 0;
    std::uint32_t key = 0;
    bool selected = false;
  };

  bool comes_before(const Found& a, const Found& b) {
    if (a.documents != b.documents) return a.documents > b.documents;
    if (entity_) {
      const std::string& value_of_a = names_.value(a.key);
      const std::string& value_of_b = names_.value(b.key);
      if (natural_less(value_of_a, value_of_b)) return true;
      if (natural_less(value_of_b, value_of_a)) return false;
    }
    return names_.keys()[a.key].text < names_.keys()[b.key].text;
  }

  FacetValue value_of(const Found& found) {
    const ValueNames::Key& key = names_.keys()[found.key];
    FacetValue value;
    value.documents = found.documents;
    value.selected = found.selected;
    value.value =
        entity_ ? names_.value(found.key) : names_.commonest(key, counts_);
    value.label = entity_ ? entity_label(key.text, lexicon_) : value.value;
    return value;
  }

  bool entity_;
  ValueNames& names_;
  ValueNames::Counts counts_;
  const Lexicon& lexicon_;
  std::vector<Found> found_;
};

FacetRange range_of(const ValueCounts& counts) {
  FacetRange range;
  counts.for_each_instant([&](std::int64_t seconds, std::uint64_t documents) {
    const bool first = range.documents == 0;
    range.min = first ? seconds : std::min(range.min, seconds);
    range.max = first ? seconds : std::max(range.max, seconds);
    range.sum += static_cast<double>(seconds) * static_cast<double>(documents);
    range.documents += documents;
  });
  return range;
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
    if (name == kPublishedRange) {
      fields.push_back({name, slot::kPublished, Kind::kRange});
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

void want_facet(const FacetField& field, ViewNames& names,
                const Lexicon& lexicon, ValueCounts& counts) {
  if (is_calendar(field) || field.kind == Kind::kRange) {
    counts.want(field.slot);
  } else {
    counts.want_names(field.slot,
                      names.of(field.slot, name_kind(field), lexicon));
  }
}

Facet make_facet(const FacetField& field, const ValueCounts& counts,
                 const FacetContext& context) {
  if (field.kind == Kind::kRange) return {field.name, {}, range_of(counts)};
  const Selection selection(field, context);
  Facet facet;
  facet.field = field.name;
  if (!is_calendar(field)) {
    NamedValues values(field, counts, context);
    values.select(selection);
    facet.values = values.first(context.limit);
    return facet;
  }
  facet.values = calendar_values(field, counts, context.zone);
  for (FacetValue& value : facet.values) {
    value.selected = selection.has(value.value);
  }
  cut_values(facet.values, context.limit);
  return facet;
}

}  // namespace lede
