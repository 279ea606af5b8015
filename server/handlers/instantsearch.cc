// SPDX-License-Identifier: GPL-3.0-or-later
//
// /1/indexes/...: the paths of InstantSearch clients. Bodies are JSON whatever
// they say they are; errors are {"message","status"}.

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "common/json_writer.h"
#include "server/handlers/handlers.h"
#include "server/instantsearch/answer.h"
#include "server/instantsearch/attributes.h"
#include "server/instantsearch/query.h"
#include "server/instantsearch/record.h"

namespace lede {

namespace {

// Of all the queries of one body.
constexpr std::int64_t kDeadlineMs = 4000;

HttpResponse refusal(int status, std::string_view message) {
  HttpResponse response = json_response("");
  response.status = status;
  response.body.clear();
  JsonWriter json(response.body);
  json.begin_object();
  json.member("message", message);
  json.member("status", status);
  json.end_object();
  response.body += '\n';
  response.headers.emplace_back("Cache-Control", "no-store");
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

HttpResponse refusal(const Error& error) {
  const Problem problem = problem_of(error);
  return refusal(problem.status, problem.detail);
}

std::optional<HttpResponse> unless_post(const Call& call) {
  if (call.http.method == "POST") return std::nullopt;
  HttpResponse response = refusal(405, "queries are sent by POST");
  response.headers.emplace_back("Allow", "POST, OPTIONS");
  return response;
}

// Answers one query after the other, all within one deadline.
class Answerer {
 public:
  explicit Answerer(const Call& call) : call_(call) {}

  Result<void> write(const InstantQuery& query, JsonWriter& json) {
    if (query.facet && facet_field(*query.facet).empty()) {
      return Error{ErrorCode::kInvalidArgument,
                   "there is no facet '" + *query.facet + "'"};
    }
    SearchRequest request = instant_request(query);
    request.time_zone = call_.settings.time_zone;
    request.deadline_ms = left_ms();
    const Result<SearchResponse> response = call_.backend.search(request);
    if (!response) return response.error();
    write_instant_answer(json, query, request, *response);
    return {};
  }

 private:
  [[nodiscard]] std::int64_t left_ms() const {
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begin_);
    return std::max<std::int64_t>(1, kDeadlineMs - spent.count());
  }

  const Call& call_;
  std::chrono::steady_clock::time_point begin_ =
      std::chrono::steady_clock::now();
};

HttpResponse answer_one(const Call& call, const InstantQuery& query) {
  std::string body;
  JsonWriter json(body);
  if (auto ok = Answerer(call).write(query, json); !ok) {
    return refusal(ok.error());
  }
  return json_response(std::move(body));
}

// The name in /1/indexes/NAME/...
const std::string& index_of(const Call& call) {
  return call.target.segments[2];
}

}  // namespace

HttpResponse handle_instant_queries(const Call& call) {
  if (auto refused = unless_post(call)) return std::move(*refused);
  const auto queries = read_instant_queries(call.http.body);
  if (!queries) return refusal(queries.error());
  std::string body;
  JsonWriter json(body);
  Answerer answerer(call);
  json.begin_object();
  json.key("results");
  json.begin_array();
  for (const InstantQuery& query : *queries) {
    if (auto ok = answerer.write(query, json); !ok) return refusal(ok.error());
  }
  json.end_array();
  json.end_object();
  return json_response(std::move(body));
}

HttpResponse handle_instant_query(const Call& call) {
  if (auto refused = unless_post(call)) return std::move(*refused);
  const auto query = read_instant_query(call.http.body, index_of(call));
  if (!query) return refusal(query.error());
  return answer_one(call, *query);
}

HttpResponse handle_instant_facet(const Call& call) {
  if (auto refused = unless_post(call)) return std::move(*refused);
  auto query = read_instant_query(call.http.body, index_of(call));
  if (!query) return refusal(query.error());
  query->facet = call.argument;
  return answer_one(call, *query);
}

HttpResponse handle_instant_record(const Call& call) {
  const auto stored = call.backend.article(call.argument);
  if (!stored) {
    if (stored.error().code == ErrorCode::kNotFound) {
      return refusal(404, "ObjectID does not exist");
    }
    return refusal(stored.error());
  }
  std::string body;
  JsonWriter json(body);
  write_record(json, make_record(*stored));
  return json_response(std::move(body));
}

}  // namespace lede
