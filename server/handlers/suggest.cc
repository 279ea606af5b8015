// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/suggest

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include "common/date.h"
#include "searcher/suggest_json.h"
#include "server/handlers/handlers.h"
#include "server/handlers/search_parameters.h"
#include "server/problem.h"
#include <lede/suggest.h>

namespace lede {

namespace {

constexpr std::string_view kNames[] = {"q", "limit", "tz"};

// What the value of a parameter should have been; empty if it was read.
std::string read_value(std::string_view name, const std::string& value,
                       SuggestRequest& request) {
  if (name == "q") {
    if (value.size() > kMaxQueryTextBytes) {
      return "at most " + std::to_string(kMaxQueryTextBytes) + " bytes";
    }
    request.text = value;
    return {};
  }
  if (name == "tz") {
    if (!TimeZone::find(value)) return "an IANA time zone: Asia/Shanghai";
    request.time_zone = value;
    return {};
  }
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, request.limit);
  if (error != std::errc() || stop != end || request.limit == 0 ||
      request.limit > kMaxSuggestions) {
    return "a number from 1 to " + std::to_string(kMaxSuggestions);
  }
  return {};
}

Problem unknown(const std::string& name) {
  std::string detail = "there is no such parameter";
  const bool clean = is_clean_text(name);
  const std::string nearest =
      clean ? nearest_name(name, {std::begin(kNames), std::end(kNames)}) : "";
  if (!nearest.empty()) detail += "; did you mean '" + nearest + "'?";
  return {400, "unknown_parameter", detail, clean ? name : ""};
}

std::optional<Problem> read_parameters(const Parameters& parameters,
                                       SuggestRequest& request) {
  std::set<std::string_view> seen;
  for (const auto& [name, value] : parameters) {
    if (std::ranges::find(kNames, name) == std::end(kNames)) {
      return unknown(name);
    }
    if (!seen.insert(name).second) {
      return Problem{400, "invalid_parameter", "given more than once", name};
    }
    if (!is_clean_text(value)) {
      return Problem{400, "invalid_parameter",
                     "not valid UTF-8, or with control characters", name};
    }
    if (const std::string wanted = read_value(name, value, request);
        !wanted.empty()) {
      return Problem{400, "invalid_parameter", "must be " + wanted, name};
    }
  }
  return std::nullopt;
}

}  // namespace

HttpResponse handle_api_suggest(const Call& call) {
  SuggestRequest request;
  request.time_zone = call.settings.time_zone;
  if (const auto problem = read_parameters(call.target.parameters, request)) {
    return problem_response(*problem);
  }
  const Result<SuggestResponse> response = call.backend.suggest(request);
  if (!response) return problem_response(problem_of(response.error()));
  HttpResponse answer;
  answer.content_type = "application/json";
  answer.body = suggestions_to_json(*response);
  answer.body += '\n';
  answer.provisional = !response->complete;
  return answer;
}

}  // namespace lede
