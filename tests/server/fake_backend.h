// SPDX-License-Identifier: GPL-3.0-or-later
//
// An index that answers what a test tells it to, and remembers what it was
// asked.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/application.h"
#include "server/backend.h"

namespace lede::testing {

class FakeBackend : public Backend {
 public:
  FakeBackend();
  ~FakeBackend() override;

  Result<SearchResponse> search(const SearchRequest& request) override;
  Result<StoryAnswer> story(std::string_view id,
                            const StoryRequest& request) override;
  Result<SuggestResponse> suggest(const SuggestRequest& request) override;
  Result<TrendsResponse> trends(const TrendsRequest& request) override;
  Result<Comparison> compare(const CompareRequest& request) override;
  Result<SignificantTerms> significant(
      const SignificantRequest& request) override;
  Result<StoredArticleView> article(std::string_view key) override;
  Result<SimilarResponse> similar(std::string_view key,
                                  const SimilarOptions& options) override;
  Result<IndexStats> stats() override;
  Result<std::uint64_t> revision() override;
  Result<std::vector<SavedSearch>> saved_searches() override;
  Versions versions() override;

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
Hit make_hit(const std::string& title);

// As a server that has nothing else to do.
HttpResponse answer_in_turn(const Application& application,
                            const HttpRequest& request);

// The application over a fake, at 12:00 UTC on 11 September 2025.
class Site {
 public:
  Site();
  ~Site();

  HttpResponse get(const std::string& target,
                   std::vector<HeaderField> headers = {},
                   const std::string& method = "GET");
  HttpResponse post(const std::string& target, const std::string& body,
                    const std::string& type = "application/json");
  HttpResponse ask(const HttpRequest& request);

  std::int64_t now = 1757592000;
  FakeBackend backend;
  ServerSettings settings;
  Metrics metrics{"test"};
  AnswerCache none{0};
  AnswerCache* cache = &none;
};

// The value of a response's header field, or "".
std::string field(const HttpResponse& response, std::string_view name);

}  // namespace lede::testing
