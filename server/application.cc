// SPDX-License-Identifier: GPL-3.0-or-later
//
// See application.h.

#include "server/application.h"

#include <algorithm>
#include <optional>

#include "common/date.h"
#include "server/compression.h"
#include "server/handlers/handlers.h"
#include "server/problem.h"
#include "server/resources.h"

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
    // POST is answered with what to do instead.
    {"/api/v1/articles", Kind::kApi, handle_api_article_by_id, true},
    {"/api/v1/articles/{}", Kind::kApi, handle_api_article},
    {"/api/v1/stats", Kind::kApi, handle_api_stats},
    {"/healthz", Kind::kOperations, handle_healthz},
    {"/readyz", Kind::kOperations, handle_readyz},
    {"/metrics", Kind::kMetrics, handle_metrics},
    {"/", Kind::kPage, handle_front_page},
    {"/search", Kind::kPage, handle_search_page, false, true},
    {"/articles/{}", Kind::kPage, handle_article_page},
    {"/help/query", Kind::kPage, handle_query_help},
    {"/help/api", Kind::kPage, handle_api_help},
    {"/opensearch.xml", Kind::kFile, handle_opensearch},
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

// The segment that stands for "{}" (or "" without one) if `path` is `pattern`.
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

// Lets pages of other origins read the API. No credentials are ever involved.
void add_cors(const ServerSettings& settings, const HttpRequest& request,
              HttpResponse& response) {
  const std::string origin(request.header("origin"));
  const bool all = std::ranges::find(settings.cors, "*") != settings.cors.end();
  if (!all) response.headers.emplace_back("Vary", "Origin");
  if (!all && (origin.empty() || std::ranges::find(settings.cors, origin) ==
                                     settings.cors.end())) {
    return;
  }
  response.headers.emplace_back("Access-Control-Allow-Origin",
                                all ? "*" : origin);
  response.headers.emplace_back("Access-Control-Expose-Headers",
                                "ETag, Retry-After");
  if (request.method == "OPTIONS") {
    response.headers.emplace_back("Access-Control-Allow-Methods",
                                  "GET, HEAD, POST");
    response.headers.emplace_back("Access-Control-Allow-Headers",
                                  "Content-Type, If-None-Match");
    response.headers.emplace_back("Access-Control-Max-Age", "86400");
  }
}

// The day in the request's own zone, which dates such as "yesterday" mean, and
// the hour, at which freshness moves on.
std::string clock_of(const Call& call) {
  std::string name = call.settings.time_zone;
  for (const auto& [parameter, value] : call.target.parameters) {
    if (parameter == "tz") name = value;
  }
  const Result<TimeZone> zone = TimeZone::find(name);
  const CivilTime time = (zone ? *zone : TimeZone::utc()).to_civil(call.now);
  return std::to_string(time.day) + "." + std::to_string(call.now / 3600);
}

// All that an answer out of the index depends on; empty without an index.
std::string dependencies(const Call& call) {
  const Result<std::uint64_t> revision = call.backend.revision();
  if (!revision) return {};
  std::string all = LEDE_VERSION "\n";
  all += std::to_string(*revision) + "\n" + call.backend.lexicon_version() +
         "\n" + call.backend.saved_version() + "\n" + clock_of(call) + "\n" +
         call.http.target + "\n";
  all += call.http.header("accept-language");
  return all;
}

std::string validator(const std::string& dependencies) {
  return dependencies.empty() ? "" : "W/\"" + content_tag(dependencies) + "\"";
}

// RFC 9110, section 13.1.2: weak comparison with a list of tags.
bool names_validator(std::string_view if_none_match, std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return !etag.empty() && (if_none_match == "*" ||
                           if_none_match.find(etag) != std::string_view::npos);
}

HttpResponse not_modified(std::string_view etag) {
  HttpResponse response;
  response.status = 304;
  response.headers = {{"ETag", std::string(etag)},
                      {"Cache-Control", "no-cache"}};
  return response;
}

HttpResponse answer_anew(const Route& route, const Call& call,
                         const std::string& etag) {
  HttpResponse response = route.handler(call);
  if (response.status == 200 && !etag.empty()) {
    response.headers.emplace_back("ETag", etag);
    response.headers.emplace_back("Cache-Control", "no-cache");
  }
  if (route.kind == Kind::kPage) {
    response.headers.emplace_back("Vary", "Accept-Language");
  }
  return response;
}

// Kept as it is sent, compressed for those who take that.
HttpResponse answer_kept(const Route& route, const Call& call,
                         const std::string& dependencies,
                         const std::string& etag) {
  const std::string_view encoding = call.http.header("accept-encoding");
  const std::string name =
      (accepts_gzip(encoding) ? "gzip\n" : "\n") + dependencies;
  const auto kept = call.cache.find(name);
  call.metrics.cache_asked(kept != nullptr);
  if (kept != nullptr) return *kept;
  HttpResponse response = answer_anew(route, call, etag);
  if (response.lasting) {
    compress_body(encoding, response);
    call.cache.put(name, response);
  }
  return response;
}

HttpResponse answer_cached(const Route& route, const Call& call) {
  if (call.http.method == "POST") return route.handler(call);
  const std::string all = dependencies(call);
  const std::string etag = validator(all);
  const std::string_view known = call.http.header("if-none-match");
  if (names_validator(known, etag)) return not_modified(etag);
  return route.is_search && call.cache.is_on() && !all.empty()
             ? answer_kept(route, call, all, etag)
             : answer_anew(route, call, etag);
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

HttpResponse answer(const Route& route, const Call& call) {
  if (!allows(route, call.http.method)) return method_not_allowed(route);
  if (call.http.method == "OPTIONS") {
    HttpResponse response;
    response.status = 204;
    return response;
  }
  switch (route.kind) {
    case Kind::kApi:
    case Kind::kPage:
      return answer_cached(route, call);
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

}  // namespace

HttpResponse Application::handle(const HttpRequest& request) const {
  std::string_view text = request.target;
  // Proxies pass the public path on, or take its prefix off.
  if (!settings_.path_prefix.empty() &&
      text.starts_with(settings_.path_prefix)) {
    const std::string_view rest = text.substr(settings_.path_prefix.size());
    if (rest.empty() || rest.starts_with('/') || rest.starts_with('?')) {
      text = rest;
    }
  }
  const Target target = parse_target(text);
  std::string argument;
  const Route* route = find_route(routes_, target, argument);
  const Call call{request,  target, std::move(argument), settings_, backend_,
                  metrics_, cache_, settings_.clock()};
  HttpResponse response =
      route == nullptr ? unknown_resource(call) : answer(*route, call);
  response.route = route == nullptr ? "unknown" : route->pattern;
  if (!target.segments.empty() && target.segments.front() == "api") {
    add_cors(settings_, request, response);
  }
  return response;
}

}  // namespace lede
