// SPDX-License-Identifier: GPL-3.0-or-later
//
// See application.h.

#include "server/application.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "server/admission.h"
#include "server/compression.h"
#include "server/handlers/handlers.h"
#include "server/pages/page.h"
#include "server/problem.h"
#include "server/validators.h"

namespace lede {

namespace {

using Kind = Route::Kind;
using Making = Route::Making;

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
    if (route.making != Making::kKeptInTurn ||
        read_parameters(call, parameters)) {
      return prospect;
    }
    prospect.depends_on = dependencies(call, parameters, is_page);
  } else {
    prospect.depends_on = dependencies(call, call.target.parameters, is_page);
    prospect.etag = validator(prospect.depends_on);
  }
  if (route.making == Making::kKeptInTurn && call.cache.is_on() &&
      !prospect.depends_on.empty()) {
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

// A request on its way to its answer.
struct Exchange {
  // `http` and what the call refers to outlive it.
  Exchange(const HttpRequest& http, RouteSet routes,
           const ServerSettings& settings, Backend& backend, Metrics& metrics,
           AnswerCache& cache)
      : target(target_of(settings, http)),
        route(find_route(routes, target, argument)),
        admission(admit(settings, http, target)),
        call{admission.without_key ? *admission.without_key : http,
             target,
             std::move(argument),
             settings,
             backend,
             metrics,
             cache,
             settings.clock()} {}
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  Target target;
  std::string argument;
  const Route* route;  // null: there is none
  Admission admission;
  Call call;
  Prospect prospect;
};

bool is_out_of_index(const Route& route) {
  return route.kind == Kind::kApi || route.kind == Kind::kPage;
}

// REQUIRES: there is a route, and its answer is not at hand.
HttpResponse make_answer(const Exchange& exchange) {
  const Route& route = *exchange.route;
  const Call& call = exchange.call;
  const Prospect& prospect = exchange.prospect;
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

HttpResponse make_file(const Exchange& exchange) {
  HttpResponse response = make_answer(exchange);
  for (const auto& [name, value] : response.headers) {
    if (name == "ETag" &&
        names_validator(exchange.call.http.header("if-none-match"), value)) {
      return not_modified(value);
    }
  }
  return response;
}

// Null: it has to be made in its turn.
std::optional<HttpResponse> answer_at_once(Exchange& exchange) {
  if (!exchange.admission.granted()) {
    return refusal(exchange.admission, exchange.call);
  }
  if (exchange.route == nullptr) return unknown_resource(exchange.call);
  const Route& route = *exchange.route;
  Call& call = exchange.call;
  if (!allows(route, call.http.method)) return method_not_allowed(route);
  if (call.http.method == "OPTIONS") {
    HttpResponse response;
    response.status = 204;
    return response;
  }
  if (route.kind == Kind::kFile) return make_file(exchange);
  if (is_out_of_index(route)) {
    call.versions = call.backend.versions();
    exchange.prospect = prospect_of(route, call);
    auto response = answer_at_hand(call, exchange.prospect);
    if (response || route.making != Making::kAtOnce) return response;
  }
  return make_answer(exchange);
}

// Others may have asked the same, and been answered first.
HttpResponse answer_in_turn(const Exchange& exchange) {
  auto kept = answer_at_hand(exchange.call, exchange.prospect);
  return kept ? std::move(*kept) : make_answer(exchange);
}

HttpResponse missed_turn(const Exchange& exchange) {
  const Call& call = exchange.call;
  call.metrics.request_rejected("busy");
  const Error busy{ErrorCode::kBusy, "too many searches at the same time"};
  return exchange.route->kind == Kind::kPage
             ? error_page(Page(call), busy)
             : problem_response(problem_of(busy));
}

// What every answer gets.
HttpResponse conclude(const Exchange& exchange, HttpResponse response) {
  const Route* route = exchange.route;
  const Call& call = exchange.call;
  response.key_name = exchange.admission.key_name;
  response.route = route == nullptr ? "unknown" : route->pattern;
  const bool in_api =
      !call.target.segments.empty() && call.target.segments.front() == "api";
  if (in_api || (route != nullptr && route->kind == Kind::kApi)) {
    add_cors(call.settings, call.http, response);
  }
  return response;
}

}  // namespace

Reply Application::reply(const HttpRequest& request) const {
  const auto exchange = std::make_shared<Exchange>(request, routes_, settings_,
                                                   backend_, metrics_, cache_);
  if (auto response = answer_at_once(*exchange)) {
    return conclude(*exchange, std::move(*response));
  }
  return Reply([exchange](Turn turn) {
    return conclude(*exchange, turn == Turn::kCame ? answer_in_turn(*exchange)
                                                   : missed_turn(*exchange));
  });
}

}  // namespace lede
