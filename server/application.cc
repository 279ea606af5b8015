// SPDX-License-Identifier: GPL-3.0-or-later
//
// See application.h.

#include "server/application.h"

#include <algorithm>
#include <optional>

#include "server/admission.h"
#include "server/compression.h"
#include "server/handlers/handlers.h"
#include "server/pages/page.h"
#include "server/problem.h"
#include "server/validators.h"

namespace lede {

namespace {

enum class Kind : std::uint8_t {
  kApi,         // readable across origins; cached until the index changes
  kPage,        // cached until the index changes
  kOperations,  // never cached
  kMetrics,
  kFile,  // has its own validator
};

struct Route {
  std::string_view pattern;  // "{}" stands for any one segment
  Kind kind;
  Handler handler;
  bool takes_post = false;
  bool is_search = false;  // worth keeping
};

constexpr Route kRoutes[] = {
    {"/api/v1/search", Kind::kApi, handle_api_search, true, true},
    {"/api/v1/trends", Kind::kApi, handle_api_trends, false, true},
    {"/api/v1/compare", Kind::kApi, handle_api_compare, false, true},
    {"/api/v1/significant", Kind::kApi, handle_api_significant, false, true},
    // POST is answered with what to do instead.
    {"/api/v1/articles", Kind::kApi, handle_api_article_by_id, true},
    {"/api/v1/articles/{}", Kind::kApi, handle_api_article},
    {"/api/v1/stories/{}", Kind::kApi, handle_api_story},
    {"/api/v1/articles/{}/similar", Kind::kApi, handle_api_similar, false,
     true},
    {"/api/v1/stats", Kind::kApi, handle_api_stats},
    {"/api/v1/suggest", Kind::kApi, handle_api_suggest},
    // The same for the box on pages, which may be open where the API is not.
    {"/suggest", Kind::kPage, handle_api_suggest},
    {"/feed.atom", Kind::kApi, handle_atom_feed, false, true},
    {"/feed.json", Kind::kApi, handle_json_feed, false, true},
    {"/opml", Kind::kApi, handle_opml},
    {"/1/indexes/*/queries", Kind::kApi, handle_instant_queries, true},
    {"/1/indexes/{}/query", Kind::kApi, handle_instant_query, true},
    {"/1/indexes/{}/facets/{}/query", Kind::kApi, handle_instant_facet, true},
    {"/1/indexes/{}/{}", Kind::kApi, handle_instant_record},
    {"/healthz", Kind::kOperations, handle_healthz},
    {"/readyz", Kind::kOperations, handle_readyz},
    {"/metrics", Kind::kMetrics, handle_metrics},
    {"/", Kind::kPage, handle_front_page, false, true},
    {"/search", Kind::kPage, handle_search_page, false, true},
    {"/trends", Kind::kPage, handle_trends_page, false, true},
    {"/compare", Kind::kPage, handle_compare_page, false, true},
    {"/articles/{}", Kind::kPage, handle_article_page},
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

bool allows(const Route& route, std::string_view method) {
  return method == "GET" || method == "HEAD" ||
         (method == "POST" && route.takes_post) ||
         (method == "OPTIONS" && route.kind == Kind::kApi);
}

HttpResponse method_not_allowed(const Route& route) {
  std::string allowed = "GET, HEAD";
  if (route.takes_post) allowed += ", POST";
  if (route.kind == Kind::kApi) allowed += ", OPTIONS";
  HttpResponse response = problem_response(
      {405, "method_not_allowed", "this resource takes " + allowed, ""});
  response.headers.emplace_back("Allow", allowed);
  return response;
}

// Those beyond the first three are what InstantSearch clients send.
constexpr std::string_view kAllowedHeaders =
    "Authorization, Content-Type, If-None-Match, X-Algolia-API-Key, "
    "X-Algolia-Application-Id, X-Algolia-Agent, X-Algolia-UserToken, "
    "Request-Id";

// Lets pages of other origins read the API. They may send a key they hold,
// never what the browser keeps for this server.
void add_cors(const ServerSettings& settings, const HttpRequest& request,
              HttpResponse& response) {
  const std::string origin(request.header("origin"));
  const bool all =
      settings.cors.empty()
          ? !asks_for_key(settings, KeyArea::kApi)
          : std::ranges::find(settings.cors, "*") != settings.cors.end();
  if (!all) response.headers.emplace_back("Vary", "Origin");
  if (!all && (origin.empty() || std::ranges::find(settings.cors, origin) ==
                                     settings.cors.end())) {
    return;
  }
  response.headers.emplace_back("Access-Control-Allow-Origin",
                                all ? "*" : origin);
  response.headers.emplace_back(
      "Access-Control-Expose-Headers",
      "ETag, Link, Retry-After, WWW-Authenticate, X-Request-Id");
  if (request.method == "OPTIONS") {
    response.headers.emplace_back("Access-Control-Allow-Methods",
                                  "GET, HEAD, POST");
    response.headers.emplace_back("Access-Control-Allow-Headers",
                                  kAllowedHeaders);
    response.headers.emplace_back("Access-Control-Max-Age", "86400");
  }
}

// What answers are kept under: they are kept as they are sent, compressed for
// those who take that.
std::string name_of(const Call& call, const std::string& depends_on) {
  return (accepts_gzip(call.http.header("accept-encoding")) ? "gzip\n" : "\n") +
         depends_on;
}

// What is known of an answer before it is made.
struct Prospect {
  std::string depends_on;  // empty: it may change unseen
  std::string etag;        // empty for a POST: no address to be validated at
  std::string kept_as;     // its name in the cache; empty: not to be kept
};

Prospect prospect_of(const Route& route, const Call& call) {
  Prospect prospect;
  const bool is_page = route.kind == Kind::kPage;
  if (call.http.method == "POST") {
    Parameters parameters;
    if (!route.is_search || read_parameters(call, parameters)) return prospect;
    prospect.depends_on = dependencies(call, parameters, is_page);
  } else {
    prospect.depends_on = dependencies(call, call.target.parameters, is_page);
    prospect.etag = validator(prospect.depends_on);
  }
  if (route.is_search && call.cache.is_on() && !prospect.depends_on.empty()) {
    prospect.kept_as = name_of(call, prospect.depends_on);
  }
  return prospect;
}

void add_validator(const std::string& etag, HttpResponse& response) {
  if (response.status != 200 || etag.empty()) return;
  if (response.provisional) {
    response.headers.emplace_back("Cache-Control", "no-store");
    return;
  }
  response.headers.emplace_back("ETag", etag);
  response.headers.emplace_back("Cache-Control", "no-cache");
}

// The answer, if none has to be made.
std::optional<HttpResponse> answer_at_hand(const Call& call,
                                           const Prospect& prospect) {
  if (names_validator(call.http.header("if-none-match"), prospect.etag)) {
    return not_modified(prospect.etag);
  }
  if (prospect.kept_as.empty()) return std::nullopt;
  const auto kept = call.cache.find(prospect.kept_as);
  if (kept == nullptr) return std::nullopt;
  call.metrics.cache_asked(/*hit=*/true);
  HttpResponse response = *kept;
  add_validator(prospect.etag, response);
  return response;
}

// Answers out of the index.
HttpResponse answer_dependent(const Route& route, Call& call) {
  call.versions = call.backend.versions();
  const Prospect prospect = prospect_of(route, call);
  if (auto response = answer_at_hand(call, prospect)) {
    return std::move(*response);
  }
  HttpResponse response = route.handler(call);
  if (route.kind == Kind::kPage) {
    response.headers.emplace_back("Vary", "Accept-Language");
  }
  if (!prospect.kept_as.empty()) {
    call.metrics.cache_asked(/*hit=*/false);
    if (response.lasting) {
      compress_body(call.http.header("accept-encoding"), response);
      call.cache.put(prospect.kept_as, response);
    }
  }
  add_validator(prospect.etag, response);
  return response;
}

HttpResponse answer_file(const Route& route, const Call& call) {
  HttpResponse response = route.handler(call);
  for (const auto& [name, value] : response.headers) {
    if (name == "ETag" &&
        names_validator(call.http.header("if-none-match"), value)) {
      return not_modified(value);
    }
  }
  return response;
}

HttpResponse answer(const Route& route, Call& call) {
  if (!allows(route, call.http.method)) return method_not_allowed(route);
  if (call.http.method == "OPTIONS") {
    HttpResponse response;
    response.status = 204;
    return response;
  }
  switch (route.kind) {
    case Kind::kApi:
    case Kind::kPage:
      return answer_dependent(route, call);
    case Kind::kFile:
      return answer_file(route, call);
    case Kind::kOperations:
    case Kind::kMetrics:
      break;
  }
  return route.handler(call);
}

HttpResponse unknown_resource(const Call& call) {
  const bool for_person =
      call.http.header("accept").find("text/html") != std::string_view::npos;
  if (for_person &&
      (call.target.segments.empty() || call.target.segments.front() != "api")) {
    return handle_unknown_page(call);
  }
  return problem_response({404, "not_found", "there is no such resource", ""});
}

// What was asked for, without the public path: proxies pass that on, or take it
// off.
Target target_of(const ServerSettings& settings, const HttpRequest& request) {
  std::string_view text = request.target;
  if (!settings.path_prefix.empty() && text.starts_with(settings.path_prefix)) {
    const std::string_view rest = text.substr(settings.path_prefix.size());
    if (rest.empty() || rest.starts_with('/') || rest.starts_with('?')) {
      text = rest;
    }
  }
  return parse_target(text);
}

HttpResponse refusal(const Admission& admission, const Call& call) {
  if (admission.too_often) {
    call.metrics.request_rejected("rate_limited");
    return too_often_response(*admission.too_often);
  }
  call.metrics.request_rejected(
      admission.verdict == KeyVerdict::kNoScope ? "forbidden" : "unauthorized");
  const bool for_person =
      call.http.header("accept").find("text/html") != std::string_view::npos;
  HttpResponse response =
      key_refusal(admission.verdict, admission.area, call.http, call.target);
  if (admission.area == KeyArea::kPage && for_person) {
    response = key_page(Page(call), std::move(response));
  }
  return response;
}

// What every answer gets.
void conclude(const Call& call, const Route* route, HttpResponse& response) {
  response.route = route == nullptr ? "unknown" : route->pattern;
  const bool in_api =
      !call.target.segments.empty() && call.target.segments.front() == "api";
  if (in_api || (route != nullptr && route->kind == Kind::kApi)) {
    add_cors(call.settings, call.http, response);
  }
}

}  // namespace

std::vector<std::string_view> route_patterns() {
  std::vector<std::string_view> patterns;
  for (const Route& route : kRoutes) patterns.push_back(route.pattern);
  return patterns;
}

HttpResponse Application::handle(const HttpRequest& request) const {
  Target target = target_of(settings_, request);
  std::string argument;
  const Route* route = find_route(routes_, target, argument);
  const Admission admission = admit(settings_, request, target);
  const HttpRequest& judged =
      admission.without_key ? *admission.without_key : request;
  Call call{judged,   target, std::move(argument), settings_, backend_,
            metrics_, cache_, settings_.clock()};
  HttpResponse response = !admission.granted() ? refusal(admission, call)
                          : route == nullptr   ? unknown_resource(call)
                                               : answer(*route, call);
  response.key_name = admission.key_name;
  conclude(call, route, response);
  return response;
}

}  // namespace lede
