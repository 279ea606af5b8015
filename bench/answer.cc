// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/answer.h"

#include <chrono>
#include <istream>
#include <ostream>

#include "common/join.h"

namespace lede::bench {
namespace {

std::string user_query(const QueryLine& query) {
  switch (query.op) {
    case QueryOp::kPrefix:
      return query.words[0] + "*";
    case QueryOp::kPhrase:
      return "\"" + join(query.words, " ") + "\"";
    case QueryOp::kAnd:
      return join(query.words, " AND ");
    case QueryOp::kTerm:
    case QueryOp::kOr:
      break;
  }
  return join(query.words, " OR ");
}

}  // namespace

SearchRequest user_request(const QueryLine& query) {
  SearchRequest request;
  request.query = user_query(query);
  if (query.mode == AnswerMode::kNewest) request.sort = SortOrder::kNewest;
  if (query.mode == AnswerMode::kStored) request.fields = {"text"};
  request.highlights = query.mode == AnswerMode::kSnippets;
  request.snippets_per_hit = 1;
  request.snippet_bytes = 200;
  if (query.from) request.from = std::to_string(*query.from);
  if (query.to) request.to = std::to_string(*query.to);
  return request;
}

Result<AnswerLine> answer_user(const Searcher& searcher,
                               const QueryLine& query) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  const auto response = searcher.search(user_request(query));
  if (!response) return response.error();
  AnswerLine answer;
  answer.microseconds =
      std::chrono::duration<double, std::micro>(Clock::now() - start).count();
  answer.hits = response->documents;
  for (const Hit& hit : response->hits) answer.ids.push_back(hit.id);
  return answer;
}

void answer_lines(std::istream& input, std::ostream& output,
                  const AnswerFunction& answer) {
  for (std::string line; std::getline(input, line);) {
    const auto query = parse_query_line(line);
    const auto answered =
        query ? answer(*query) : Result<AnswerLine>(query.error());
    if (answered) {
      output << print_answer_line(*answered) << '\n';
    } else {
      output << "-1\t0\t" << answered.error().message << '\n';
    }
    output.flush();
  }
}

}  // namespace lede::bench
