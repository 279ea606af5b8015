// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/fake_backend.h"

#include <utility>

namespace lede::testing {

FakeBackend::FakeBackend() = default;
FakeBackend::~FakeBackend() = default;

Result<SearchResponse> FakeBackend::search(const SearchRequest& request) {
  requests.push_back(request);
  while_searching();
  if (failure) return *failure;
  SearchResponse answer = response;
  answer.query.text = request.query;
  if (answer.query.read_as.empty()) answer.query.read_as = request.query;
  return answer;
}

Result<StoryAnswer> FakeBackend::story(std::string_view id,
                                       const StoryRequest& request) {
  last_story_request = request;
  if (id != told.id) return Error{ErrorCode::kNotFound, "no story"};
  return told;
}

Result<SuggestResponse> FakeBackend::suggest(const SuggestRequest& request) {
  completed.push_back(request);
  if (failure) return *failure;
  SuggestResponse answer = completions;
  answer.query = request.text;
  return answer;
}

Result<TrendsResponse> FakeBackend::trends(const TrendsRequest& request) {
  trends_requests.push_back(request);
  if (failure) return *failure;
  return rising;
}

Result<Comparison> FakeBackend::compare(const CompareRequest& request) {
  compare_requests.push_back(request);
  if (failure) return *failure;
  return comparison;
}

Result<SignificantTerms> FakeBackend::significant(
    const SignificantRequest& request) {
  significant_requests.push_back(request);
  if (failure) return *failure;
  return telling;
}

Result<StoredArticleView> FakeBackend::article(std::string_view key) {
  if (failure) return *failure;
  if (key != stored.key) return Error{ErrorCode::kNotFound, "no article"};
  return stored;
}

Result<SimilarResponse> FakeBackend::similar(std::string_view key,
                                             const SimilarOptions& options) {
  asked_similar.push_back(options);
  if (failure) return *failure;
  if (key != stored.key) return Error{ErrorCode::kNotFound, "no article"};
  return alike;
}

Result<IndexStats> FakeBackend::stats() {
  if (failure) return *failure;
  return held;
}

Result<std::uint64_t> FakeBackend::revision() {
  if (failure) return *failure;
  return held.revision;
}

Result<std::vector<SavedSearch>> FakeBackend::saved_searches() {
  if (failure) return *failure;
  return searches;
}

Versions FakeBackend::versions() {
  return {failure || remote ? "" : std::to_string(held.revision), lexicon,
          saved};
}

Hit make_hit(const std::string& title) {
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

HttpResponse answer_in_turn(const Application& application,
                            const HttpRequest& request) {
  const Reply reply = application.reply(request);
  return reply.later ? reply.later(Turn::kCame) : reply.response;
}

Site::Site() {
  settings.public_url = "http://127.0.0.1:8080";
  settings.index_path = "/data/lede.db";
  settings.clock = [this] { return now; };
  backend.held.documents = 1;
  backend.held.revision = 1;
}

Site::~Site() = default;

HttpResponse Site::get(const std::string& target,
                       std::vector<HeaderField> headers,
                       const std::string& method) {
  return ask({method, target, std::move(headers), "", "127.0.0.1", ""});
}

HttpResponse Site::post(const std::string& target, const std::string& body,
                        const std::string& type) {
  return ask({"POST", target, {{"content-type", type}}, body, "127.0.0.1", ""});
}

HttpResponse Site::ask(const HttpRequest& request) {
  const Application application(RouteSet::kAll, settings, backend, metrics,
                                *cache);
  return answer_in_turn(application, request);
}

std::string field(const HttpResponse& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return {};
}

}  // namespace lede::testing
