// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/instantsearch/query.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "server/handlers/search_parameters.h"
#include "server/instantsearch/attributes.h"
#include "server/instantsearch/members.h"
#include "server/json_body.h"
#include "server/url.h"

namespace lede {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxTagBytes = 64;
constexpr std::size_t kMaxPage = 1'000'000;

Error invalid(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message)};
}

// "body:30" -> {"body", 30}.
SnippetAttribute snippet_attribute(const std::string& asked) {
  constexpr std::size_t kWords = 10;
  const std::size_t colon = std::min(asked.find(':'), asked.size());
  std::size_t words = kWords;
  std::from_chars(asked.data() + std::min(colon + 1, asked.size()),
                  asked.data() + asked.size(), words);
  return {asked.substr(0, colon), std::min(words, kMaxSnippetWords)};
}

// The parameters as a client would have encoded them.
std::string encoded(const Json& query, const Json& parameters) {
  const auto sent = query.find("params");
  if (sent != query.end() && sent->is_string()) {
    return sent->get<std::string>();
  }
  Parameters all;
  for (const auto& [name, value] : parameters.items()) {
    if (name == "indexName" || name == "type") continue;
    all.emplace_back(
        name, value.is_string() ? value.get<std::string>() : value.dump());
  }
  const std::string link = make_link("", all);
  return link.empty() ? link : link.substr(1);
}

void read_filters(MemberReader& reader, InstantQuery& out) {
  reader.filters("facetFilters", read_facet_filters, out.conditions);
  reader.filters("numericFilters", read_numeric_filters, out.conditions);
  std::string filters;
  reader.text("filters", kMaxQueryTextBytes, filters);
  if (auto ok = read_filter_text(filters, out.conditions); !ok) {
    reader.fail(ok.error());
  }
  std::size_t tests = 0;
  for (const auto& condition : out.conditions) tests += condition.size();
  if (tests > kMaxConditionTests) {
    reader.fail(invalid("there are more than " +
                        std::to_string(kMaxConditionTests) + " filters"));
  }
}

void read_list(MemberReader& reader, const char* name, AttributeList& out) {
  if (!reader.has(name)) return;
  out.begin();
  for (const std::string& each : reader.list(name, kMaxListedNames)) {
    out.add(each);
  }
}

void read_attributes(MemberReader& reader, InstantQuery& out) {
  read_list(reader, "attributesToRetrieve", out.retrieved);
  read_list(reader, "attributesToHighlight", out.highlighted);
  for (const std::string& asked :
       reader.list("attributesToSnippet", kMaxListedNames)) {
    out.snippets.push_back(snippet_attribute(asked));
  }
  reader.text("highlightPreTag", kMaxTagBytes, out.tags.before);
  reader.text("highlightPostTag", kMaxTagBytes, out.tags.after);
  reader.text("snippetEllipsisText", kMaxTagBytes, out.tags.ellipsis);
}

Result<InstantQuery> read_query(const Json& query, std::string_view index) {
  const Result<Json> parameters = parameters_of(query);
  if (!parameters) return parameters.error();
  MemberReader reader(*parameters);
  InstantQuery out;
  out.index = index;
  reader.text("indexName", kMaxQueryTextBytes, out.index);
  reader.text("query", kMaxQueryTextBytes, out.query);
  reader.number("page", kMaxPage, out.page);
  reader.number("hitsPerPage", kMaxHitsPerPage, out.hits_per_page);
  reader.number("maxValuesPerFacet", kMaxFacetLimit, out.max_values);
  reader.truth("distinct", out.distinct);
  out.facets = reader.list("facets", kMaxListedNames);
  read_filters(reader, out);
  read_attributes(reader, out);
  std::string facet;
  reader.text("facet", kMaxQueryTextBytes, facet);
  if (!facet.empty()) out.facet = facet;
  reader.text("facetQuery", kMaxQueryTextBytes, out.facet_query);
  reader.number("maxFacetHits", kMaxHitsPerPage, out.max_facet_hits);
  if (reader.error()) return *reader.error();
  out.params = encoded(query, *parameters);
  return out;
}

constexpr std::string_view kLongAttributes[] = {"text"};

}  // namespace

void AttributeList::add(std::string_view name) {
  if (name == "*") {
    all_ = true;
  } else if (name.starts_with('-')) {
    left_out_.emplace_back(record_attribute(name.substr(1)));
    all_ = true;
  } else {
    names_.emplace_back(name);
  }
}

bool AttributeList::has(std::string_view attribute) const {
  const auto holds = [&](const auto& names) {
    return std::ranges::any_of(names, [&](std::string_view name) {
      return record_attribute(name) == attribute;
    });
  };
  if (!given_) return !holds(kLongAttributes);
  return holds(names_) || (all_ && !holds(left_out_));
}

Result<std::vector<InstantQuery>> read_instant_queries(std::string_view body) {
  const Result<Json> json = parse_json_object(body, kMaxQueryDepth);
  if (!json) return json.error();
  const auto requests = json->find("requests");
  if (requests == json->end() || !requests->is_array()) {
    return invalid("requests: must be an array");
  }
  if (requests->size() > kMaxQueries) {
    return invalid("requests: at most " + std::to_string(kMaxQueries) +
                   " in one body");
  }
  std::vector<InstantQuery> queries;
  for (const Json& request : *requests) {
    auto query = read_query(request, "");
    if (!query) return query.error();
    queries.push_back(std::move(*query));
  }
  return queries;
}

Result<InstantQuery> read_instant_query(std::string_view body,
                                        std::string_view index) {
  if (body.empty()) body = "{}";
  const Result<Json> json = parse_json_object(body, kMaxQueryDepth);
  if (!json) return json.error();
  return read_query(*json, index);
}

}  // namespace lede
