// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/instantsearch/facet_answer.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>

#include "common/analysis/text.h"
#include "server/instantsearch/attributes.h"

namespace lede {

namespace {

// The facets asked for, as named.
std::vector<std::string> attributes_of(const InstantQuery& query) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view name) {
    if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
  };
  for (const std::string& name : query.facets) {
    if (name != "*") {
      add(name);
      continue;
    }
    for (const std::string_view each : facet_attributes()) add(each);
    add(kPublishedAttribute);
  }
  return names;
}

// What the searcher calls it; empty if it has none such.
std::string_view counted_field(std::string_view attribute) {
  return attribute == kPublishedAttribute ? attribute : facet_field(attribute);
}

const Facet* find_facet(const SearchResponse& response,
                        std::string_view field) {
  const auto found = std::ranges::find(response.facets, field, &Facet::field);
  return found == response.facets.end() ? nullptr : &*found;
}

// What a person reads, unless another value reads the same.
std::string name_of(const Facet& facet, const FacetValue& value,
                    std::set<std::string>& seen) {
  const std::string label = shown_value(facet.field, value.label);
  if (seen.insert(label).second) return label;
  return value.value;
}

void write_values(JsonWriter& json, const Facet& facet) {
  std::set<std::string> seen;
  json.begin_object();
  for (const FacetValue& value : facet.values) {
    std::string name;
    append_json_text(name, name_of(facet, value, seen));
    // Between the quotes: a key is written as it is.
    json.member(std::string_view(name).substr(1, name.size() - 2),
                value.documents);
  }
  json.end_object();
}

void write_range(JsonWriter& json, const FacetRange& range) {
  const auto documents = static_cast<double>(range.documents);
  json.begin_object();
  json.member("min", range.min);
  json.member("max", range.max);
  json.member("avg", range.sum / documents);
  json.member("sum", range.sum);
  json.end_object();
}

// Where `typed` stands in `value`, whatever its ASCII case.
std::vector<Span> typed_in(std::string_view value, std::string_view typed) {
  const auto same = [](char a, char b) {
    const auto lower = [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return lower(a) == lower(b);
  };
  const auto found = std::ranges::search(value, typed, same);
  if (typed.empty() || found.empty()) return {};
  const auto begin = static_cast<std::size_t>(found.begin() - value.begin());
  return {{begin, begin + typed.size()}};
}

}  // namespace

void add_facets(const InstantQuery& query, SearchRequest& request) {
  for (const std::string& name : attributes_of(query)) {
    const std::string_view field = counted_field(name);
    if (!field.empty()) request.facets.emplace_back(field);
  }
  request.facet_limit = query.max_values;
}

void add_searched_facet(const InstantQuery& query, SearchRequest& request) {
  request.facets = {std::string(facet_field(*query.facet))};
  request.facet_limit = std::numeric_limits<std::size_t>::max();
}

void write_facets(JsonWriter& json, const InstantQuery& query,
                  const SearchRequest& request,
                  const SearchResponse& response) {
  if (request.facets.empty()) return;
  const std::vector<std::string> names = attributes_of(query);
  json.key("facets");
  json.begin_object();
  for (const std::string& name : names) {
    const Facet* facet = find_facet(response, counted_field(name));
    if (facet == nullptr) continue;
    json.key(name);
    write_values(json, *facet);
  }
  json.end_object();
  json.key("facets_stats");
  json.begin_object();
  const Facet* dates = find_facet(response, kPublishedAttribute);
  if (dates != nullptr && dates->range && dates->range->documents > 0) {
    json.key(kPublishedAttribute);
    write_range(json, *dates->range);
  }
  json.end_object();
}

void write_facet_hits(JsonWriter& json, const InstantQuery& query,
                      const SearchResponse& response, std::int64_t took_ms) {
  struct Found {
    std::string value;
    std::uint64_t documents;
  };
  std::vector<Found> first;
  std::vector<Found> others;
  const std::string typed = fold_value(query.facet_query);
  std::set<std::string> seen;
  for (const Facet& facet : response.facets) {
    for (const FacetValue& value : facet.values) {
      const std::string name = name_of(facet, value, seen);
      const std::size_t at = fold_value(name).find(typed);
      if (at == std::string::npos) continue;
      (at == 0 ? first : others).push_back({name, value.documents});
    }
  }
  first.insert(first.end(), others.begin(), others.end());
  first.resize(std::min(first.size(), query.max_facet_hits));
  json.begin_object();
  json.key("facetHits");
  json.begin_array();
  for (const Found& found : first) {
    json.begin_object();
    json.member("value", std::string_view(found.value));
    json.member("highlighted",
                std::string_view(tagged(
                    found.value, typed_in(found.value, query.facet_query),
                    query.tags)));
    json.member("count", found.documents);
    json.end_object();
  }
  json.end_array();
  json.member("exhaustiveFacetsCount", response.exact);
  json.member("processingTimeMS", took_ms);
  json.end_object();
}

}  // namespace lede
