// SPDX-License-Identifier: GPL-3.0-or-later
//
// /search

#include <utility>
#include <vector>

#include "server/handlers/handlers.h"
#include "server/handlers/search_parameters.h"
#include "server/pages/page.h"
#include "server/pages/search_view.h"
#include "server/pages/timeline_view.h"

namespace lede {

namespace {

constexpr std::size_t kFacetValues = 6;
constexpr std::string_view kDayText = "YYYY-MM-DD";

SearchRequest page_request(const Call& call) {
  SearchRequest request;
  request.time_zone = call.settings.time_zone;
  request.spelling = SpellingMode::kAuto;
  read_page_parameters(call.target.parameters, call.now, request);
  // The page shows what it is made for, whatever the URL asks.
  request.facets = {"company", "model", "chip", "person",
                    "source",  "topic", "lang"};
  request.facet_limit = kFacetValues;
  request.timeline = TimelineInterval::kAuto;
  request.burst_labels = true;
  request.partial_matches = true;
  request.offsets = OffsetUnit::kUtf8;
  request.fields.clear();
  return request;
}

// Entities that stand in the answer more than elsewhere. A page is whole
// without them: what fails leaves them out.
std::vector<TellingTerm> who_else(const Call& call,
                                  const SearchRequest& request,
                                  const SearchResponse& response) {
  if (response.documents == 0 || response.query.read_as.empty()) return {};
  SignificantRequest asked;
  asked.query = response.query.read_as;
  asked.filters = request.filters;
  asked.from = request.from;
  asked.to = request.to;
  asked.time_zone = request.time_zone;
  asked.match = request.match;
  asked.limit = kFacetValues;
  asked.words = false;
  Result<SignificantTerms> terms = call.backend.significant(asked);
  if (!terms) return {};
  return std::move(terms->entities);
}

// A form for any two dates; what else the search is made of goes along.
void add_dates_form(View& view, const SearchLinks& links) {
  std::vector<View>& kept = view.list("undated_kept");
  for (const auto& [name, value] : links.parameters()) {
    if (name == "from" || name == "to") {
      // A date box takes whole days alone.
      if (value.size() == kDayText.size()) view.text(name, value);
    } else {
      kept.emplace_back().text("name", name).text("value", value);
    }
  }
}

}  // namespace

HttpResponse handle_search_page(const Call& call) {
  Page page(call);
  for (const auto& [name, value] : call.target.parameters) {
    if (name == "q" && value.size() > kMaxQueryTextBytes) {
      return error_page(
          page, {ErrorCode::kInvalidArgument,
                 "a query has at most " + std::to_string(kMaxQueryTextBytes) +
                     " bytes"});
    }
  }
  const SearchRequest request = page_request(call);
  const SearchLinks links(page);
  page.set_query(request.query);
  page.set_follow(links.follow());
  for (const Parameter& each : links.parameters()) {
    if (each.first != "q" && each.first != "spelling") page.keep(each);
  }
  const Result<SearchResponse> response = call.backend.search(request);
  if (!response) return error_page(page, response.error());

  View view;
  const SearchAnswer answer{request, *response, links, page};
  if (response->why_not) view.text("why_not", response->why_not->sentence);
  add_reading(view, answer);
  add_results(view, answer);
  add_facets(view, answer);
  add_follow(view, answer);
  add_who_else(view, who_else(call, request, *response), answer);
  if (response->timeline) {
    add_timeline(view, *response->timeline, links, page);
    view.text("compare_link", page.link("/compare", {{"q", request.query}}));
    add_dates_form(view, links);
  }
  if (response->documents == 0 && response->hits.empty()) {
    view.text("read_as", response->query.read_as);
    add_alternatives(view, answer);
  }
  const std::string_view title = request.query.empty()
                                     ? word(page.language(), "search")
                                     : std::string_view(request.query);
  view.text("heading", title);
  HttpResponse shown =
      page.respond("pages/search.mustache", title, std::move(view));
  shown.lasting = is_whole(*response) && !request.explain;
  return shown;
}

}  // namespace lede
