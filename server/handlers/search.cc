// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/search

#include <algorithm>
#include <chrono>
#include <optional>

#include "searcher/response_json.h"
#include "server/handlers/handlers.h"
#include "server/handlers/search_parameters.h"
#include "server/json_body.h"
#include "server/problem.h"

namespace lede {

namespace {

bool is_json(std::string_view content_type) {
  constexpr std::string_view kJson = "application/json";
  std::string type(content_type.substr(0, content_type.find(';')));
  std::ranges::transform(type, type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  while (type.ends_with(' ')) type.pop_back();
  return type.empty() || type == kJson;
}

// URL of the next page; empty after the last one and beyond kMaxOffset.
std::string next_link(const Call& call, const Parameters& parameters,
                      const SearchRequest& request,
                      const SearchResponse& response) {
  const std::uint64_t total =
      request.stories ? response.stories : response.documents;
  const std::size_t next = request.offset + request.limit;
  if (request.limit == 0 || next >= total || next > kMaxOffset) return {};
  Parameters onward = parameters;
  std::erase_if(onward, [](const Parameter& p) { return p.first == "offset"; });
  onward.emplace_back("offset", std::to_string(next));
  return make_link(call.settings.path_prefix + "/api/v1/search", onward);
}

}  // namespace

std::optional<Problem> read_parameters(const Call& call,
                                       Parameters& parameters) {
  parameters = call.target.parameters;
  if (call.http.method != "POST") return std::nullopt;
  if (!is_json(call.http.header("content-type"))) {
    return Problem{415, "unsupported_media_type",
                   "send the parameters as application/json", ""};
  }
  if (call.http.body.empty()) return std::nullopt;
  auto body = parse_json_parameters(call.http.body);
  if (!body) return Problem{400, "invalid_json", body.error().message, ""};
  parameters.insert(parameters.end(), body->begin(), body->end());
  return std::nullopt;
}

HttpResponse handle_api_search(const Call& call) {
  Parameters parameters;
  if (const auto problem = read_parameters(call, parameters)) {
    return problem_response(*problem);
  }
  SearchRequest request;
  request.time_zone = call.settings.time_zone;
  if (const auto problem =
          read_search_parameters(parameters, call.now, request)) {
    return problem_response(*problem);
  }
  const Result<SearchResponse> response = call.backend.search(request);
  if (!response) return problem_response(problem_of(response.error()));

  const auto begin = std::chrono::steady_clock::now();
  HttpResponse answer;
  answer.content_type = "application/json";
  answer.body = response_to_json(
      *response, request, next_link(call, parameters, request, *response));
  answer.body += '\n';
  answer.lasting = is_whole(*response) && !request.explain;
  call.metrics.stage_ended("encode", std::chrono::steady_clock::now() - begin);
  return answer;
}

}  // namespace lede
