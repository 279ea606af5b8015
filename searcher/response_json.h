// SPDX-License-Identifier: GPL-3.0-or-later
//
// The answer of the search API as JSON: what `lede-search --format json` prints
// and /api/v1/search returns.

#pragma once

#include <string>
#include <string_view>

#include <lede/request.h>
#include <lede/response.h>
#include <lede/stats.h>

namespace lede {

// Every key of the contract is there, in its order; unknown values are null,
// arrays never are. `next` is the URL of the next page, empty for null.
// Invalid UTF-8 cannot stand in it: it is replaced.
std::string response_to_json(const SearchResponse& response,
                             const SearchRequest& request,
                             std::string_view next);

// A JSON object of the above with "query_id" in front; as it is if `query_id`
// is empty.
std::string with_query_id(std::string object, std::string_view query_id);

std::string stats_to_json(const IndexStats& stats);

}  // namespace lede
