// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/trends, /api/v1/compare and /api/v1/significant

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/compare.h"
#include "searcher/over_time_json.h"
#include "searcher/trends.h"
#include "server/handlers/handlers.h"
#include "server/handlers/parameter_values.h"
#include "server/handlers/search_parameters.h"
#include "server/problem.h"

namespace lede {

namespace {

// What it takes to read the parameters of one request.
SearchRequest base_request(const Call& call) {
  SearchRequest request;
  request.time_zone = call.settings.time_zone;
  return request;
}

std::optional<Problem> read_compare(const Call& call, CompareRequest& request,
                                    bool& as_table) {
  constexpr std::array<std::string_view, 5> kShared = {"filter", "from", "to",
                                                       "tz", "deadline_ms"};
  std::optional<TimelineInterval> interval;
  const OwnParameter own[] = {
      {"q", true,
       [&](std::string_view value) -> std::string {
         request.queries.emplace_back(value);
         if (value.size() <= kMaxQueryTextBytes) return {};
         return "at most " + std::to_string(kMaxQueryTextBytes) + " bytes";
       }},
      {"interval", false,
       [&](std::string_view value) { return read_interval(value, interval); }},
      {"format", false,
       [&](std::string_view value) { return read_format(value, as_table); }}};
  SearchRequest search = base_request(call);
  if (auto problem = read_some_parameters(call.target.parameters, kShared, own,
                                          call.now, search)) {
    return problem;
  }
  if (request.queries.size() < kFewestCompared ||
      request.queries.size() > kMostCompared) {
    return Problem{400, "invalid_parameter", "must be given two to five times",
                   "q"};
  }
  request.filters = std::move(search.filters);
  request.from = search.from;
  request.to = search.to;
  request.time_zone = search.time_zone;
  request.interval = interval.value_or(TimelineInterval::kAuto);
  request.deadline_ms = search.deadline_ms;
  return std::nullopt;
}

}  // namespace

HttpResponse handle_api_trends(const Call& call) {
  constexpr std::array<std::string_view, 4> kShared = {"limit", "filter", "tz",
                                                       "deadline_ms"};
  TrendsRequest request;
  const OwnParameter own[] = {
      {"window", false, [&](std::string_view value) -> std::string {
         if (!window_days(value)) return "1d to 365d: 7d, 2w or 1m";
         request.window = value;
         return {};
       }}};
  SearchRequest search = base_request(call);
  if (const auto problem = read_some_parameters(call.target.parameters, kShared,
                                                own, call.now, search)) {
    return problem_response(*problem);
  }
  request.limit = search.limit;
  request.filters = std::move(search.filters);
  request.time_zone = search.time_zone;
  request.deadline_ms = search.deadline_ms;
  const Result<TrendsResponse> trends = call.backend.trends(request);
  if (!trends) return problem_response(problem_of(trends.error()));
  HttpResponse response = json_response(trends_to_json(*trends));
  response.lasting = is_whole(trends->origin.shards);
  return response;
}

HttpResponse handle_api_compare(const Call& call) {
  CompareRequest request;
  bool as_table = false;
  if (const auto problem = read_compare(call, request, as_table)) {
    return problem_response(*problem);
  }
  const Result<Comparison> comparison = call.backend.compare(request);
  if (!comparison) return problem_response(problem_of(comparison.error()));
  HttpResponse response =
      as_table ? csv_response("compare", comparison_to_csv(*comparison))
               : json_response(comparison_to_json(*comparison));
  response.lasting = is_whole(comparison->origin.shards);
  return response;
}

HttpResponse handle_api_significant(const Call& call) {
  constexpr std::array<std::string_view, 8> kShared = {
      "q", "limit", "filter", "from", "to", "tz", "match", "deadline_ms"};
  SearchRequest search = base_request(call);
  if (const auto problem = read_some_parameters(call.target.parameters, kShared,
                                                {}, call.now, search)) {
    return problem_response(*problem);
  }
  SignificantRequest request;
  request.query = search.query;
  request.limit = search.limit;
  request.filters = std::move(search.filters);
  request.from = search.from;
  request.to = search.to;
  request.time_zone = search.time_zone;
  request.match = search.match;
  request.deadline_ms = search.deadline_ms;
  const Result<SignificantTerms> terms = call.backend.significant(request);
  if (!terms) return problem_response(problem_of(terms.error()));
  HttpResponse response = json_response(significant_to_json(*terms));
  response.lasting = is_whole(terms->origin.shards);
  return response;
}

}  // namespace lede
