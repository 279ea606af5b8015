// SPDX-License-Identifier: GPL-3.0-or-later
//
// Facets as InstantSearch clients want them.

#pragma once

#include <cstdint>

#include "common/json_writer.h"
#include "server/instantsearch/query.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

// Asks for the facets that `query` names; unknown ones are passed over.
void add_facets(const InstantQuery& query, SearchRequest& request);
// Asks for every value of the one facet that is searched in.
//
// REQUIRES: query.facet names one.
void add_searched_facet(const InstantQuery& query, SearchRequest& request);

// Writes "facets" and "facets_stats": the counts of values, and the range of
// dates. Numeric facets have no values.
void write_facets(JsonWriter& json, const InstantQuery& query,
                  const SearchRequest& request, const SearchResponse& response);

// Writes the values of the facet searched in that hold the text, whatever its
// case, width or accents: those that begin with it first.
void write_facet_hits(JsonWriter& json, const InstantQuery& query,
                      const SearchResponse& response, std::int64_t took_ms);

}  // namespace lede
