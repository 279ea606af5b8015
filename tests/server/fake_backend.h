// SPDX-License-Identifier: GPL-3.0-or-later
//
// An index that answers what a test tells it to, and remembers what it was
// asked.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/application.h"
#include "server/backend.h"

namespace lede::testing {

class FakeBackend : public Backend {
 public:
  Result<SearchResponse> search(const SearchRequest& request) override {
    requests.push_back(request);
    while_searching();
    if (failure) return *failure;
    SearchResponse answer = response;
    answer.query.text = request.query;
    if (answer.query.read_as.empty()) answer.query.read_as = request.query;
    return answer;
  }
  Result<StoryAnswer> story(std::string_view id,
                            const StoryRequest& request) override {
    last_story_request = request;
    if (id != told.id) return Error{ErrorCode::kNotFound, "no story"};
    return told;
  }
  Result<SuggestResponse> suggest(const SuggestRequest& request) override {
    completed.push_back(request);
    if (failure) return *failure;
    SuggestResponse answer = completions;
    answer.query = request.text;
    return answer;
  }
  Result<TrendsResponse> trends(const TrendsRequest& request) override {
    trends_requests.push_back(request);
    if (failure) return *failure;
    return rising;
  }
  Result<Comparison> compare(const CompareRequest& request) override {
    compare_requests.push_back(request);
    if (failure) return *failure;
    return comparison;
  }
  Result<SignificantTerms> significant(
      const SignificantRequest& request) override {
    significant_requests.push_back(request);
    if (failure) return *failure;
    return telling;
  }
  Result<StoredArticleView> article(std::string_view key) override {
    if (failure) return *failure;
    if (key != stored.key) return Error{ErrorCode::kNotFound, "no article"};
    return stored;
  }
  Result<SimilarResponse> similar(std::string_view key,
                                  const SimilarOptions& options) override {
    asked_similar.push_back(options);
    if (failure) return *failure;
    if (key != stored.key) return Error{ErrorCode::kNotFound, "no article"};
    return alike;
  }
  Result<IndexStats> stats() override {
    if (failure) return *failure;
    return held;
  }
  Result<std::uint64_t> revision() override {
    if (failure) return *failure;
    return held.revision;
  }
  Result<std::vector<SavedSearch>> saved_searches() override {
    if (failure) return *failure;
    return searches;
  }
  Versions versions() override {
    return {failure || remote ? "" : std::to_string(held.revision), lexicon,
            saved};
  }

  std::function<void()> while_searching = [] {};
  std::optional<Error> failure;
  bool remote = false;
  SearchResponse response;
  TrendsResponse rising;
  Comparison comparison;
  SignificantTerms telling;
  StoredArticleView stored;
  StoryAnswer told;
  StoryRequest last_story_request;
  SimilarResponse alike;
  IndexStats held;
  std::string lexicon = "1";
  std::string saved = "1";
  std::vector<SavedSearch> searches;
  std::vector<SearchRequest> requests;
  SuggestResponse completions;
  std::vector<SuggestRequest> completed;
  std::vector<TrendsRequest> trends_requests;
  std::vector<CompareRequest> compare_requests;
  std::vector<SignificantRequest> significant_requests;
  std::vector<SimilarOptions> asked_similar;
};

// A hit with everything a page shows.
inline Hit make_hit(const std::string& title) {
  Hit hit;
  hit.key = "0123456789abcdef";
  hit.id = "a";
  hit.url = "https://wire.example/a";
  hit.title = title;
  hit.source = "Example Wire";
  hit.published = "2025-09-11";
  hit.published_precision = "day";
  hit.lang = "en";
  return hit;
}

// As a server that has nothing else to do.
inline HttpResponse answer_in_turn(const Application& application,
                                   const HttpRequest& request) {
  const Reply reply = application.reply(request);
  return reply.later ? reply.later(Turn::kCame) : reply.response;
}

// The application over a fake, at 12:00 UTC on 11 September 2025.
class Site {
 public:
  Site() {
    settings.public_url = "http://127.0.0.1:8080";
    settings.index_path = "/data/lede.db";
    settings.clock = [this] { return now; };
    backend.held.documents = 1;
    backend.held.revision = 1;
  }

  HttpResponse get(const std::string& target,
                   std::vector<HeaderField> headers = {},
                   const std::string& method = "GET") {
    return ask({method, target, std::move(headers), "", "127.0.0.1", ""});
  }
  HttpResponse post(const std::string& target, const std::string& body,
                    const std::string& type = "application/json") {
    return ask(
        {"POST", target, {{"content-type", type}}, body, "127.0.0.1", ""});
  }
  HttpResponse ask(const HttpRequest& request) {
    const Application application(RouteSet::kAll, settings, backend, metrics,
                                  *cache);
    return answer_in_turn(application, request);
  }

  std::int64_t now = 1757592000;
  FakeBackend backend;
  ServerSettings settings;
  Metrics metrics{"test"};
  AnswerCache none{0};
  AnswerCache* cache = &none;
};

// The value of a response's header field, or "".
inline std::string field(const HttpResponse& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return {};
}

}  // namespace lede::testing
