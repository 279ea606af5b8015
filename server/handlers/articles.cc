// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/articles/{key}, /api/v1/articles?id= and /api/v1/stats

#include <optional>
#include <span>

#include "searcher/hit_json.h"
#include "searcher/response_json.h"
#include "server/handlers/handlers.h"
#include "server/handlers/search_parameters.h"
#include "server/problem.h"

namespace lede {

namespace {

// Of an answer, about: validator, origins, encoding, id.
constexpr std::size_t kUsualFields = 8;

}  // namespace

HttpResponse json_response(std::string body) {
  HttpResponse response;
  response.headers.reserve(kUsualFields);
  response.content_type = "application/json";
  response.body = std::move(body);
  response.body += '\n';
  return response;
}

HttpResponse csv_response(std::string_view name, std::string body) {
  HttpResponse response;
  response.content_type = "text/csv; charset=utf-8; header=present";
  response.headers.emplace_back(
      "Content-Disposition",
      "attachment; filename=\"" + std::string(name) + ".csv\"");
  response.body = std::move(body);
  return response;
}

namespace {

std::optional<Problem> read_own(const Call& call,
                                std::span<const OwnParameter> own) {
  SearchRequest none;
  return read_some_parameters(call.target.parameters, {}, own, call.now, none);
}

HttpResponse article_response(const Call& call, std::string_view key) {
  const Result<StoredArticleView> article = call.backend.article(key);
  if (article) return json_response(article_view_to_json(*article));
  if (article.error().code == ErrorCode::kNotFound) {
    return problem_response(
        {404, "article_not_found", "the index holds no such article", ""});
  }
  return problem_response(problem_of(article.error()));
}

}  // namespace

HttpResponse handle_api_article(const Call& call) {
  if (const auto problem = read_own(call, {})) {
    return problem_response(*problem);
  }
  return article_response(call, call.argument);
}

HttpResponse handle_api_article_by_id(const Call& call) {
  if (call.http.method == "POST") {
    HttpResponse response = problem_response(
        {405, "method_not_allowed",
         "the server only reads; articles are added with 'lede-index add -'",
         ""});
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  std::string id;
  const OwnParameter own[] = {{"id", false, [&id](std::string_view value) {
                                 id = value;
                                 return std::string();
                               }}};
  if (const auto problem = read_own(call, own)) {
    return problem_response(*problem);
  }
  if (id.empty()) {
    return problem_response(
        {400, "missing_parameter", "name the article's id", "id"});
  }
  return article_response(call, article_key(id));
}

HttpResponse handle_api_stats(const Call& call) {
  if (const auto problem = read_own(call, {})) {
    return problem_response(*problem);
  }
  const Result<IndexStats> stats = call.backend.stats();
  if (!stats) return problem_response(problem_of(stats.error()));
  return json_response(stats_to_json(*stats));
}

}  // namespace lede
