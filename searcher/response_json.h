// SPDX-License-Identifier: GPL-3.0-or-later
//
// The answer of the search API as JSON: what `lede-search --format json` prints
// and /api/v1/search returns. The searcher's door to the JSON library.

#pragma once

#include <string>
#include <string_view>

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

// The article with key, entities and its own fields.
std::string article_view_to_json(const StoredArticleView& view);

std::string stats_to_json(const IndexStats& stats);

}  // namespace lede
