// SPDX-License-Identifier: GPL-3.0-or-later
//
// The resources: each a function from a request to an answer, one file for
// each kind.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/answer_cache.h"
#include "server/backend.h"
#include "server/http_message.h"
#include "server/metrics.h"
#include "server/problem.h"
#include "server/settings.h"
#include "server/url.h"

namespace lede {

// What a handler is given. The references outlive the call.
struct Call {
  const HttpRequest& http;
  const Target& target;
  std::string argument;  // what stands for {} in the route; decoded
  const ServerSettings& settings;
  Backend& backend;
  Metrics& metrics;
  AnswerCache& cache;
  std::int64_t now = 0;  // seconds since 1970
  // Read before the answer is made: what changes in between makes it older than
  // the answer, never newer.
  Versions versions = {};
};

// True if every shard has answered.
inline bool is_whole(const ShardCount& shards) {
  return shards.answered == shards.total;
}
inline bool is_whole(const SearchResponse& response) {
  return is_whole(response.shards);
}

// An answer of JSON, closed by a line end.
HttpResponse json_response(std::string body);

// A table to be saved as NAME.csv. `body` has a header row.
HttpResponse csv_response(std::string_view name, std::string body);

// Reads the parameters of the URL and, of a POST, of its body; what is wrong
// with the body is returned.
std::optional<Problem> read_parameters(const Call& call,
                                       Parameters& parameters);

using Handler = HttpResponse (*)(const Call&);

// The interface for programs: JSON, errors as problem+json.
HttpResponse handle_api_search(const Call& call);
HttpResponse handle_api_trends(const Call& call);
HttpResponse handle_api_compare(const Call& call);
HttpResponse handle_api_significant(const Call& call);
HttpResponse handle_api_article(const Call& call);
HttpResponse handle_api_similar(const Call& call);
HttpResponse handle_api_article_by_id(const Call& call);
HttpResponse handle_api_story(const Call& call);
HttpResponse handle_api_stats(const Call& call);
HttpResponse handle_api_suggest(const Call& call);

// For feed readers.
HttpResponse handle_atom_feed(const Call& call);
HttpResponse handle_json_feed(const Call& call);
HttpResponse handle_opml(const Call& call);

// For InstantSearch clients.
HttpResponse handle_instant_queries(const Call& call);
HttpResponse handle_instant_query(const Call& call);
HttpResponse handle_instant_facet(const Call& call);
HttpResponse handle_instant_record(const Call& call);

// For those who operate it.
HttpResponse handle_healthz(const Call& call);
HttpResponse handle_readyz(const Call& call);
HttpResponse handle_metrics(const Call& call);

// For people: HTML, errors as pages.
HttpResponse handle_front_page(const Call& call);
HttpResponse handle_search_page(const Call& call);
HttpResponse handle_trends_page(const Call& call);
HttpResponse handle_compare_page(const Call& call);
HttpResponse handle_article_page(const Call& call);
HttpResponse handle_story_page(const Call& call);
HttpResponse handle_query_help(const Call& call);
HttpResponse handle_api_help(const Call& call);
HttpResponse handle_unknown_page(const Call& call);

HttpResponse handle_opensearch(const Call& call);
HttpResponse handle_openapi(const Call& call);
HttpResponse handle_asset(const Call& call);

}  // namespace lede
