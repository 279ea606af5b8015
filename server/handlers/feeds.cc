// SPDX-License-Identifier: GPL-3.0-or-later
//
// /feed.atom, /feed.json, /opml

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "server/feeds/feed.h"
#include "server/feeds/opml.h"
#include "server/handlers/handlers.h"
#include "server/handlers/search_parameters.h"
#include "server/problem.h"

namespace lede {

namespace {

constexpr std::size_t kEntries = 50;
constexpr std::array<std::string_view, 7> kShared = {
    "q", "limit", "match", "filter", "from", "to", "tz"};

// What is asked again and again must not come to mean something else: words
// are neither corrected nor let go, and one that no article holds is wanted
// until one does.
SearchRequest feed_request(const Call& call) {
  SearchRequest request;
  request.time_zone = call.settings.time_zone;
  request.limit = kEntries;
  request.sort = SortOrder::kLastIndexed;
  request.match = MatchMode::kAll;
  request.spelling = SpellingMode::kOff;
  request.stories = false;
  request.snippets_per_hit = 1;
  request.fields = feed_fields();
  return request;
}

HttpResponse respond(const Call& call, std::string_view type,
                     std::string (*write)(const Feed&)) {
  SearchRequest request = feed_request(call);
  if (const auto problem = read_some_parameters(call.target.parameters, kShared,
                                                {}, call.now, request)) {
    return problem_response(*problem);
  }
  request.unknown_words_wanted = request.match == MatchMode::kAll;
  const Result<SearchResponse> response = call.backend.search(request);
  if (!response) return problem_response(problem_of(response.error()));
  HttpResponse answer;
  answer.content_type = type;
  answer.body =
      write(make_feed(call, call.target.parameters, request, *response));
  answer.lasting = is_whole(*response);
  return answer;
}

}  // namespace

HttpResponse handle_atom_feed(const Call& call) {
  return respond(call, "application/atom+xml; charset=utf-8", feed_to_atom);
}

HttpResponse handle_json_feed(const Call& call) {
  return respond(call, "application/feed+json", feed_to_json);
}

HttpResponse handle_opml(const Call& call) {
  SearchRequest none;
  if (const auto problem = read_some_parameters(call.target.parameters, {}, {},
                                                call.now, none)) {
    return problem_response(*problem);
  }
  const auto searches = call.backend.saved_searches();
  if (!searches) return problem_response(problem_of(searches.error()));
  HttpResponse answer;
  answer.content_type = "text/x-opml; charset=utf-8";
  answer.body = searches_to_opml(*searches, call.settings.public_url);
  return answer;
}

}  // namespace lede
