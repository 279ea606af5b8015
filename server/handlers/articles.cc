// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/articles/{key}, /api/v1/articles?id= and /api/v1/stats

#include "searcher/hit_json.h"
#include "searcher/response_json.h"
#include "server/handlers/handlers.h"
#include "server/problem.h"

namespace lede {

HttpResponse json_response(std::string body) {
  HttpResponse response;
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
  for (const auto& [name, value] : call.target.parameters) {
    if (name != "id") {
      return problem_response({400, "unknown_parameter",
                               "there is no such parameter; did you mean 'id'?",
                               is_clean_text(name) ? name : ""});
    }
    if (!id.empty() || !is_clean_text(value)) {
      return problem_response({400, "invalid_parameter",
                               "must be given once, as valid UTF-8", "id"});
    }
    id = value;
  }
  if (id.empty()) {
    return problem_response(
        {400, "missing_parameter", "name the article's id", "id"});
  }
  return article_response(call, article_key(id));
}

HttpResponse handle_api_stats(const Call& call) {
  const Result<IndexStats> stats = call.backend.stats();
  if (!stats) return problem_response(problem_of(stats.error()));
  return json_response(stats_to_json(*stats));
}

}  // namespace lede
