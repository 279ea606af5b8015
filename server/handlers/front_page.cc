// SPDX-License-Identifier: GPL-3.0-or-later
//
// The front page, /

#include "common/date.h"
#include "server/handlers/handlers.h"
#include "server/handlers/search_parameters.h"
#include "server/pages/page.h"
#include "server/pages/rising_view.h"
#include "server/pages/search_view.h"

namespace lede {

namespace {

constexpr std::size_t kNewest = 8;

SearchRequest newest_request(const Call& call) {
  SearchRequest request;
  request.limit = kNewest;
  request.sort = SortOrder::kNewest;
  request.time_zone = call.settings.time_zone;
  request.facets = {"source"};
  request.facet_limit = kMaxFacetLimit;
  request.highlights = false;
  return request;
}

std::string sources_text(const SearchResponse& response, UiLanguage language) {
  if (response.facets.empty()) return {};
  const std::size_t count = response.facets.front().values.size();
  if (count == 0) return {};
  if (count == 1) return std::string(word(language, "one_source"));
  // A full list may be cut.
  return phrase(language, "sources_unit",
                number_text(count) + (count >= kMaxFacetLimit ? "+" : ""));
}

void add_holdings(View& view, const IndexStats& stats,
                  const SearchResponse& newest, UiLanguage language) {
  view.text("articles", count_text(language, stats.documents, "article"));
  view.text("sources", sources_text(newest, language));
  if (!stats.earliest.empty()) {
    view.text("range", phrase(language, "range_of_dates",
                              date_text(language, stats.earliest),
                              date_text(language, stats.latest)));
  }
  if (stats.updated_at > 0) {
    const std::string day =
        format_date({stats.updated_at, DatePrecision::kDay}, TimeZone::utc());
    view.text("updated", phrase(language, "updated", date_text(language, day)));
  }
}

void add_newest(View& view, const SearchResponse& newest, const Page& page) {
  std::vector<View>& list = view.list("newest");
  for (const Hit& hit : newest.hits) {
    View& each = list.emplace_back();
    add_headline(each, hit, page);
    add_story(each, hit, page);
  }
  view.flag("any_newest", !list.empty());
  view.text("all_link", page.link("/search", {{"sort", "newest"}}));
}

std::string rising_title(const TrendsResponse& trends, UiLanguage language) {
  if (!trends.ends_at_newest) return std::string(word(language, "rising"));
  return phrase(language, "rising_until",
                date_text(language, trends.window.to));
}

}  // namespace

HttpResponse handle_front_page(const Call& call) {
  const Page page(call);
  const Result<IndexStats> stats = call.backend.stats();
  if (!stats) return error_page(page, stats.error());
  const Result<SearchResponse> newest =
      call.backend.search(newest_request(call));
  if (!newest) return error_page(page, newest.error());
  if (stats->documents == 0) {
    return error_page(page, {ErrorCode::kMissingIndex, "the index is empty"});
  }
  View view;
  add_holdings(view, *stats, *newest, page.language());
  add_newest(view, *newest, page);
  // The page is whole without what rises.
  const Result<TrendsResponse> trends = call.backend.trends(
      rising_request(call.settings.time_zone, kRisingLines));
  if (trends) {
    add_rising(view, *trends, kRisingLines, page);
    view.text("rising_title", rising_title(*trends, page.language()));
  }
  HttpResponse shown =
      page.respond_without_head("pages/front.mustache", std::move(view));
  shown.lasting = is_whole(*newest) && trends;
  return shown;
}

}  // namespace lede
