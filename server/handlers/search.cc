// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/search

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "searcher/answer_csv.h"
#include "searcher/response_json.h"
#include "server/handlers/cursor.h"
#include "server/handlers/handlers.h"
#include "server/handlers/parameter_values.h"
#include "server/handlers/search_parameters.h"
#include "server/json_body.h"
#include "server/problem.h"
#include "server/resources.h"

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

constexpr std::string_view kChanged =
    "index, lexicon or saved queries have changed since the first page: "
    "articles may be missing, or given twice";

// What is asked of /api/v1/search beside what a SearchRequest holds.
struct Asked {
  SearchRequest request;
  std::optional<Cursor> cursor;
  std::optional<std::string> table;  // "hits" or "timeline"; empty: JSON
};

// What of these parameters rules out another.
std::optional<Problem> read_table(bool as_csv,
                                  const std::optional<std::string>& rows,
                                  Asked& asked) {
  if (rows && !as_csv) {
    return Problem{400, "invalid_parameter",
                   "must not be given without format=csv", "rows"};
  }
  if (!as_csv) return std::nullopt;
  asked.table = rows.value_or("hits");
  if (*asked.table == "hits") {
    asked.request.highlights = false;  // no cell has any
  } else {
    asked.request.limit = 0;
    if (!asked.request.timeline) {
      asked.request.timeline = TimelineInterval::kAuto;
    }
  }
  return std::nullopt;
}

std::optional<Problem> read_place(const Parameters& parameters,
                                  const std::optional<std::string>& cursor,
                                  Asked& asked) {
  if (!cursor) return std::nullopt;
  if (std::ranges::find(parameters, "offset", &Parameter::first) !=
      parameters.end()) {
    return Problem{400, "invalid_parameter", "must not be given with a cursor",
                   "offset"};
  }
  asked.cursor = read_cursor(*cursor, asked.request);
  if (!asked.cursor) {
    return Problem{400, "invalid_cursor",
                   "must be the cursor of a page before, with what it was "
                   "asked by",
                   "cursor"};
  }
  asked.request.offset = asked.cursor->offset;
  asked.request.as_of = asked.cursor->as_of;
  return std::nullopt;
}

std::optional<Problem> read_asked(const Call& call,
                                  const Parameters& parameters, Asked& asked) {
  std::optional<std::string> cursor;
  std::optional<std::string> rows;
  bool as_csv = false;
  const OwnParameter own[] = {
      {"cursor", false,
       [&](std::string_view value) {
         cursor = value;
         return std::string();
       }},
      {"format", false,
       [&](std::string_view value) { return read_format(value, as_csv); }},
      {"rows", false, [&](std::string_view value) -> std::string {
         rows = value;
         const bool known = value == "hits" || value == "timeline";
         return known ? "" : "one of hits, timeline";
       }}};
  SearchRequest& request = asked.request;
  request.time_zone = call.settings.time_zone;
  request.as_of = call.now;
  if (auto problem =
          read_search_parameters(parameters, own, call.now, request)) {
    return problem;
  }
  if (auto problem = read_table(as_csv, rows, asked)) return problem;
  return read_place(parameters, cursor, asked);
}

// A digest of what an answer was made of.
std::string index_state(const Call& call, const SearchResponse& response) {
  return content_tag(response.index_uuid + "\n" +
                     std::to_string(response.index_revision) + "\n" +
                     call.versions.lexicon + "\n" + call.versions.saved);
}

// URL of the next page; empty after the last one. All pages that follow one
// another go by the state and the clock of the first: `state`.
std::string next_link(const Call& call, const Parameters& parameters,
                      const SearchRequest& request,
                      const SearchResponse& response,
                      const std::string& state) {
  const std::uint64_t total =
      request.stories ? response.stories : response.documents;
  const std::size_t next = request.offset + request.limit;
  if (request.limit == 0 || next >= total) return {};
  Parameters onward;
  onward.reserve(parameters.size() + 1);
  std::ranges::copy_if(parameters, std::back_inserter(onward),
                       [](const Parameter& p) {
                         return p.first != "offset" && p.first != "cursor";
                       });
  onward.emplace_back("cursor",
                      print_cursor({next, *request.as_of, state}, request));
  return make_link(call.settings.path_prefix + "/api/v1/search", onward);
}

HttpResponse answer_of(const Asked& asked, const SearchResponse& response,
                       const std::string& next) {
  if (!asked.table) {
    return json_response(response_to_json(response, asked.request, next));
  }
  HttpResponse answer =
      *asked.table == "hits"
          ? csv_response("hits", hits_to_csv(response.hits))
          : csv_response("timeline", timeline_to_csv(*response.timeline));
  if (!next.empty()) {
    answer.headers.emplace_back("Link", "<" + next + ">; rel=\"next\"");
  }
  return answer;
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
  Asked asked;
  if (const auto problem = read_asked(call, parameters, asked)) {
    return problem_response(*problem);
  }
  const SearchRequest& request = asked.request;
  Result<SearchResponse> response = call.backend.search(request);
  if (!response) return problem_response(problem_of(response.error()));

  const auto begin = std::chrono::steady_clock::now();
  std::string state = index_state(call, *response);
  if (asked.cursor && asked.cursor->index_state != state) {
    state = asked.cursor->index_state;
    response->query.warnings.push_back({std::string(kChanged), std::nullopt});
  }
  HttpResponse answer = answer_of(
      asked, *response, next_link(call, parameters, request, *response, state));
  answer.lasting = is_whole(*response) && !request.explain;
  call.metrics.stage_ended("encode", std::chrono::steady_clock::now() - begin);
  return answer;
}

}  // namespace lede
