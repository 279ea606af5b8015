// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/suggest

#include <array>
#include <optional>
#include <string_view>

#include "common/json_writer.h"
#include "searcher/suggest_json.h"
#include "server/handlers/handlers.h"
#include "server/handlers/parameter_values.h"
#include "server/handlers/search_parameters.h"
#include "server/problem.h"
#include <lede/suggest.h>

namespace lede {

namespace {

struct Asked {
  SuggestRequest request;
  bool opensearch = false;  // as browsers' address bars want it
};

std::optional<Problem> read_suggest_parameters(const Call& call, Asked& asked) {
  constexpr std::array<std::string_view, 2> kShared = {"q", "tz"};
  SuggestRequest& request = asked.request;
  const OwnParameter own[] = {
      {"limit", false,
       [&](std::string_view value) {
         return read_number<std::size_t>(value, 1, kMaxSuggestions,
                                         request.limit);
       }},
      {"format", false, [&](std::string_view value) {
         asked.opensearch = value == "opensearch";
         return asked.opensearch || value == "json"
                    ? std::string()
                    : std::string("one of json, opensearch");
       }}};
  SearchRequest search;
  search.time_zone = call.settings.time_zone;
  auto problem = read_some_parameters(call.target.parameters, kShared, own,
                                      call.now, search);
  request.text = search.query;
  request.time_zone = search.time_zone;
  return problem;
}

// [what was typed, [what it may become, ...]]: the OpenSearch Suggestions
// extension 1.1. The text is given as it was typed, since browsers drop answers
// to another.
std::string to_opensearch(const SuggestResponse& response) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  json.value(std::string_view(response.query));
  json.begin_array();
  for (const Completion& each : response.suggestions) {
    json.value(std::string_view(each.text));
  }
  json.end_array();
  json.end_array();
  return out;
}

}  // namespace

HttpResponse handle_api_suggest(const Call& call) {
  Asked asked;
  if (const auto problem = read_suggest_parameters(call, asked)) {
    return problem_response(*problem);
  }
  const Result<SuggestResponse> response = call.backend.suggest(asked.request);
  if (!response) return problem_response(problem_of(response.error()));
  HttpResponse answer =
      json_response(asked.opensearch ? to_opensearch(*response)
                                     : suggestions_to_json(*response));
  if (asked.opensearch) answer.content_type = "application/x-suggestions+json";
  answer.provisional = !response->complete;
  return answer;
}

}  // namespace lede
