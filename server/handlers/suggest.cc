// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/suggest

#include <array>
#include <optional>
#include <string_view>

#include "searcher/suggest_json.h"
#include "server/handlers/handlers.h"
#include "server/handlers/search_parameters.h"
#include "server/problem.h"
#include <lede/suggest.h>

namespace lede {

namespace {

std::optional<Problem> read_suggest_parameters(const Call& call,
                                               SuggestRequest& request) {
  constexpr std::array<std::string_view, 2> kShared = {"q", "tz"};
  const OwnParameter own[] = {{"limit", false, [&](std::string_view value) {
                                 return read_number_within(
                                     value, 1, kMaxSuggestions, request.limit);
                               }}};
  SearchRequest search;
  search.time_zone = call.settings.time_zone;
  auto problem = read_some_parameters(call.target.parameters, kShared, own,
                                      call.now, search);
  request.text = search.query;
  request.time_zone = search.time_zone;
  return problem;
}

}  // namespace

HttpResponse handle_api_suggest(const Call& call) {
  SuggestRequest request;
  if (const auto problem = read_suggest_parameters(call, request)) {
    return problem_response(*problem);
  }
  const Result<SuggestResponse> response = call.backend.suggest(request);
  if (!response) return problem_response(problem_of(response.error()));
  HttpResponse answer = json_response(suggestions_to_json(*response));
  answer.provisional = !response->complete;
  return answer;
}

}  // namespace lede
