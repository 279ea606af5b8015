// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/articles/{key}/similar

#include <array>
#include <string_view>

#include "searcher/similar_json.h"
#include "server/handlers/handlers.h"
#include "server/handlers/search_parameters.h"
#include "server/problem.h"

namespace lede {

HttpResponse handle_api_similar(const Call& call) {
  static constexpr std::array<std::string_view, 4> kShared = {
      "limit", "filter", "tz", "deadline_ms"};
  SearchRequest request;
  request.time_zone = call.settings.time_zone;
  if (const auto problem = read_some_parameters(call.target.parameters, kShared,
                                                {}, call.now, request)) {
    return problem_response(*problem);
  }
  SimilarOptions options;
  options.limit = request.limit;
  options.filters = request.filters;
  options.time_zone = request.time_zone;
  options.deadline_ms = request.deadline_ms;
  const Result<SimilarResponse> similar =
      call.backend.similar(call.argument, options);
  if (!similar && similar.error().code == ErrorCode::kNotFound) {
    return problem_response(
        {404, "article_not_found", "the index holds no such article", ""});
  }
  if (!similar) return problem_response(problem_of(similar.error()));
  HttpResponse answer = json_response(similar_to_json(*similar));
  answer.lasting = true;
  return answer;
}

}  // namespace lede
