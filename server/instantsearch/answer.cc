// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/instantsearch/answer.h"

#include <algorithm>
#include <cmath>

#include "server/handlers/search_parameters.h"
#include "server/instantsearch/attributes.h"
#include "server/instantsearch/facet_answer.h"
#include "server/instantsearch/hit_answer.h"

namespace lede {

namespace {

// Marks of whole texts cost ten times as much as those of the best passages,
// which hold most summaries and key points whole.
constexpr std::size_t kMaxTextBytes = std::size_t{64} * 1024;
constexpr std::size_t kPassages = 5;
constexpr std::size_t kPassageBytes = 600;

SortOrder order_of(std::string_view index) {
  if (index.ends_with("_date_desc")) return SortOrder::kNewest;
  if (index.ends_with("_date_asc")) return SortOrder::kOldest;
  return SortOrder::kRelevance;
}

bool wants_text(const InstantQuery& query) {
  return query.retrieved.has("text") || query.highlighted.has("text") ||
         std::ranges::any_of(query.snippets, [](const auto& snippet) {
           return snippet.first == "*" ||
                  record_attribute(snippet.first) == "text";
         });
}

// Pages that can be asked for.
std::size_t pages_of(const InstantQuery& query, std::uint64_t hits) {
  if (query.hits_per_page == 0) return 0;
  const std::uint64_t reach =
      std::min<std::uint64_t>(hits, kMaxOffset + query.hits_per_page);
  return static_cast<std::size_t>((reach + query.hits_per_page - 1) /
                                  query.hits_per_page);
}

}  // namespace

SearchRequest instant_request(const InstantQuery& query) {
  SearchRequest request;
  request.query = query.query;
  request.sort = order_of(query.index);
  // Typed letter by letter: a word may not be whole.
  request.spelling = SpellingMode::kOff;
  request.stories = query.distinct;
  request.conditions = query.conditions;
  if (query.facet) {
    request.limit = 0;
    add_searched_facet(query, request);
    return request;
  }
  const std::size_t offset = query.page * query.hits_per_page;
  const bool in_reach = offset <= kMaxOffset;
  request.offset = in_reach ? offset : 0;
  request.limit = in_reach ? query.hits_per_page : 0;
  add_facets(query, request);
  if (request.limit == 0) return request;
  request.fields = record_fields(wants_text(query));
  request.highlights = !query.query.empty();
  if (query.highlighted.has("text")) {
    ask_for_marks(kMaxTextBytes, request);
  } else {
    request.snippets_per_hit = kPassages;
    request.snippet_bytes = kPassageBytes;
  }
  return request;
}

void write_instant_answer(JsonWriter& json, const InstantQuery& query,
                          const SearchRequest& request,
                          const SearchResponse& response) {
  const auto took = static_cast<std::int64_t>(std::ceil(response.took_ms));
  if (query.facet) {
    write_facet_hits(json, query, response, took);
    return;
  }
  const std::uint64_t hits =
      query.distinct ? response.stories : response.documents;
  json.begin_object();
  json.key("hits");
  json.begin_array();
  for (const Hit& hit : response.hits) write_hit(json, query, response, hit);
  json.end_array();
  json.member("nbHits", hits);
  json.member("page", query.page);
  json.member("nbPages", pages_of(query, hits));
  json.member("hitsPerPage", query.hits_per_page);
  json.member("exhaustiveNbHits", response.exact);
  json.member("exhaustiveFacetsCount", response.exact);
  write_facets(json, query, request, response);
  json.member("query", std::string_view(query.query));
  json.member("params", std::string_view(query.params));
  json.member("index", std::string_view(query.index));
  json.member("processingTimeMS", took);
  json.end_object();
}

}  // namespace lede
