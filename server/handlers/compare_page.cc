// SPDX-License-Identifier: GPL-3.0-or-later
//
// /compare

#include <string>
#include <utility>

#include "searcher/compare.h"
#include "server/handlers/handlers.h"
#include "server/handlers/search_parameters.h"
#include "server/pages/compare_view.h"
#include "server/pages/page.h"

namespace lede {

namespace {

// What the page is asked for; boxes left empty are no queries, and what does
// not read is passed over.
CompareRequest page_request(const Call& call) {
  CompareRequest request;
  SearchRequest search;
  search.time_zone = call.settings.time_zone;
  read_page_parameters(call.target.parameters, call.now, search);
  request.filters = std::move(search.filters);
  request.from = search.from;
  request.to = search.to;
  request.time_zone = search.time_zone;
  for (const auto& [name, value] : call.target.parameters) {
    const bool is_query = name == "q" && is_clean_text(value) &&
                          value.size() <= kMaxQueryTextBytes &&
                          value.find_first_not_of(' ') != value.npos;
    if (is_query && request.queries.size() < kMostCompared) {
      request.queries.push_back(value);
    }
  }
  return request;
}

}  // namespace

HttpResponse handle_compare_page(const Call& call) {
  const Page page(call);
  const CompareRequest request = page_request(call);
  View view;
  add_compare_form(view, request, page);
  bool whole = true;
  if (request.queries.size() >= kFewestCompared) {
    const Result<Comparison> comparison = call.backend.compare(request);
    if (!comparison) return error_page(page, comparison.error());
    add_comparison(view, *comparison, request, page);
    whole = is_whole(comparison->origin.shards);
  }
  HttpResponse shown =
      page.respond("pages/compare.mustache", word(page.language(), "compare"),
                   std::move(view));
  shown.lasting = whole;
  return shown;
}

}  // namespace lede
