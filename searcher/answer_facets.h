// SPDX-License-Identifier: GPL-3.0-or-later
//
// The facets of an answer, each counted without its own field's filters.

#pragma once

#include <vector>

#include "searcher/facets.h"
#include "searcher/matcher.h"
#include "searcher/request_filters.h"
#include <lede/response.h>

namespace lede {

// What was matched: `words` within `filters`; `counts` are of all of that.
struct CountedAnswer {
  const IndexQuery& words;
  const RequestFilters& filters;
  const ValueCounts& counts;
};

// A facet for each of `fields`, in their order. One whose field is filtered by
// takes a match of its own.
std::vector<Facet> count_facets(const std::vector<FacetField>& fields,
                                const CountedAnswer& answer,
                                const Matcher& matcher,
                                const FacetContext& context);

}  // namespace lede
