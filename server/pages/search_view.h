// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parts of the page of results.

#pragma once

#include <string>
#include <vector>

#include "server/pages/page.h"
#include "server/pages/search_links.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

// What the page is made of.
struct SearchAnswer {
  const SearchRequest& request;
  const SearchResponse& response;
  const SearchLinks& links;
  const Page& page;
};

// "Read as" chips, spelling, warnings, shards.
void add_reading(View& view, const SearchAnswer& answer);
// Counts, order, hits and paging.
void add_results(View& view, const SearchAnswer& answer);
// The story line of a hit that is not alone in its story.
void add_story(View& view, const Hit& hit, const Page& page);
void add_facets(View& view, const SearchAnswer& answer);
// The entities of an answer that tell it apart, as a list beside the facets.
void add_who_else(View& view, const std::vector<TellingTerm>& entities,
                  const SearchAnswer& answer);

// How to follow the search, rendered: "follow".
void add_follow(View& view, const SearchAnswer& answer);

// What to ask instead of what found nothing.
void add_alternatives(View& view, const SearchAnswer& answer);

}  // namespace lede
