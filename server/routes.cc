// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/routes.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace lede {

namespace {

using Kind = Route::Kind;
using Making = Route::Making;

constexpr Route kRoutes[] = {
    {"/api/v1/search", Kind::kApi, handle_api_search, Making::kKeptInTurn,
     true},
    {"/api/v1/trends", Kind::kApi, handle_api_trends, Making::kKeptInTurn},
    {"/api/v1/compare", Kind::kApi, handle_api_compare, Making::kKeptInTurn},
    {"/api/v1/significant", Kind::kApi, handle_api_significant,
     Making::kKeptInTurn},
    // POST is answered with what to do instead.
    {"/api/v1/articles", Kind::kApi, handle_api_article_by_id, Making::kAtOnce,
     true},
    {"/api/v1/articles/{}", Kind::kApi, handle_api_article},
    {"/api/v1/stories/{}", Kind::kApi, handle_api_story},
    {"/api/v1/articles/{}/similar", Kind::kApi, handle_api_similar,
     Making::kKeptInTurn},
    {"/api/v1/stats", Kind::kApi, handle_api_stats},
    {"/api/v1/suggest", Kind::kApi, handle_api_suggest},
    // The same for the box on pages, which may be open where the API is not.
    {"/suggest", Kind::kPage, handle_api_suggest},
    {"/feed.atom", Kind::kApi, handle_atom_feed, Making::kKeptInTurn},
    {"/feed.json", Kind::kApi, handle_json_feed, Making::kKeptInTurn},
    {"/opml", Kind::kApi, handle_opml},
    {"/1/indexes/*/queries", Kind::kApi, handle_instant_queries,
     Making::kInTurn, true},
    {"/1/indexes/{}/query", Kind::kApi, handle_instant_query, Making::kInTurn,
     true},
    {"/1/indexes/{}/facets/{}/query", Kind::kApi, handle_instant_facet,
     Making::kInTurn, true},
    {"/1/indexes/{}/{}", Kind::kApi, handle_instant_record},
    {"/healthz", Kind::kOperations, handle_healthz},
    {"/readyz", Kind::kOperations, handle_readyz},
    {"/metrics", Kind::kMetrics, handle_metrics},
    {"/", Kind::kPage, handle_front_page, Making::kKeptInTurn},
    {"/search", Kind::kPage, handle_search_page, Making::kKeptInTurn},
    {"/trends", Kind::kPage, handle_trends_page, Making::kKeptInTurn},
    {"/compare", Kind::kPage, handle_compare_page, Making::kKeptInTurn},
    {"/articles/{}", Kind::kPage, handle_article_page, Making::kInTurn},
    {"/stories/{}", Kind::kPage, handle_story_page},
    {"/help/query", Kind::kPage, handle_query_help},
    {"/help/api", Kind::kPage, handle_api_help},
    {"/opensearch.xml", Kind::kFile, handle_opensearch},
    {"/openapi.json", Kind::kFile, handle_openapi},
    {"/assets/{}", Kind::kFile, handle_asset},
};

bool is_served(const Route& route, RouteSet routes) {
  const bool operations =
      route.kind == Kind::kOperations || route.kind == Kind::kMetrics;
  switch (routes) {
    case RouteSet::kAll:
      return true;
    case RouteSet::kAllButMetrics:
      return route.kind != Kind::kMetrics;
    case RouteSet::kOperations:
      return operations;
  }
  return false;
}

// The last segment that stands for a "{}" (or "" without one) if `path` is
// `pattern`.
std::optional<std::string> match(std::string_view pattern,
                                 const std::vector<std::string>& segments) {
  std::string argument;
  for (const std::string& segment : segments) {
    if (!pattern.starts_with('/')) return std::nullopt;
    pattern.remove_prefix(1);
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    if (pattern.substr(0, end) == "{}") {
      argument = segment;
    } else if (pattern.substr(0, end) != segment) {
      return std::nullopt;
    }
    pattern.remove_prefix(end);
  }
  if (!pattern.empty() && pattern != "/") return std::nullopt;
  return argument;
}

}  // namespace

const Route* find_route(RouteSet routes, const Target& target,
                        std::string& argument) {
  for (const Route& route : kRoutes) {
    auto found = match(route.pattern, target.segments);
    if (found && is_served(route, routes)) {
      argument = std::move(*found);
      return &route;
    }
  }
  return nullptr;
}

std::vector<std::string_view> route_patterns() {
  std::vector<std::string_view> patterns;
  for (const Route& route : kRoutes) patterns.push_back(route.pattern);
  return patterns;
}

}  // namespace lede
