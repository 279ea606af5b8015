// SPDX-License-Identifier: GPL-3.0-or-later
//
// The answer of the search API as JSON: what `lede-search --format json` prints
// and /api/v1/search returns. The searcher's door to the JSON library.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <lede/article.h>
#include <lede/request.h>
#include <lede/response.h>
#include <lede/searcher.h>
#include <lede/stats.h>

namespace lede {

// Every key of the contract is there, in its order; unknown values are null,
// arrays never are. `next` is the URL of the next page, empty for null.
// Invalid UTF-8 cannot stand in it: it is replaced.
std::string response_to_json(const SearchResponse& response,
                             const SearchRequest& request,
                             std::string_view next);

// One hit as one line.
std::string hit_to_json(const Hit& hit, const SearchRequest& request);

// A JSON object of the above with "query_id" in front; as it is if `query_id`
// is empty.
std::string with_query_id(std::string object, std::string_view query_id);

// The named fields of an article as one JSON object, null where it has none.
std::string article_fields_to_json(const Article& article,
                                   const std::vector<std::string>& fields);

// Names article_fields_to_json() knows, in the order of the contract.
const std::vector<std::string_view>& article_field_names();

// The article with key, entities and its own fields.
std::string article_view_to_json(const StoredArticleView& view);

std::string stats_to_json(const IndexStats& stats);

}  // namespace lede
