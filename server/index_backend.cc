// SPDX-License-Identifier: GPL-3.0-or-later
//
// See index_backend.h.

#include "server/index_backend.h"

#include <utility>

namespace lede {

namespace {

Error missing_index() {
  return {ErrorCode::kMissingIndex, "there is no index yet"};
}

}  // namespace

IndexBackend::IndexBackend(IndexBackendOptions options,
                           BackendObserver observer)
    : options_(std::move(options)), observer_(std::move(observer)) {}

std::shared_ptr<Searcher> IndexBackend::searcher() const {
  const std::lock_guard lock(mutex_);
  return searcher_;
}

Result<void> IndexBackend::open() {
  if (searcher()) return {};
  Result<Searcher> opened = Searcher::open(options_.indexes, options_.searcher);
  if (!opened) return opened.error();
  auto shared = std::make_shared<Searcher>(std::move(*opened));
  const std::lock_guard lock(mutex_);
  searcher_ = std::move(shared);
  return {};
}

Result<void> IndexBackend::reload_lexicon() {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return {};
  return index->reload_lexicon();
}

Result<SearchResponse> IndexBackend::search(const SearchRequest& request) {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  SearchTimes times;
  const auto begin = std::chrono::steady_clock::now();
  const auto cpu_begin = cpu_time(CLOCK_THREAD_CPUTIME_ID);
  Result<SearchResponse> response = index->search(request, &times.stages);
  times.cpu = cpu_time(CLOCK_THREAD_CPUTIME_ID) - cpu_begin;
  times.wall = std::chrono::steady_clock::now() - begin;
  if (response) observer_.answered(*response, times);
  return response;
}

Result<TrendsResponse> IndexBackend::trends(const TrendsRequest& request) {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  return index->trends(request);
}

Result<Comparison> IndexBackend::compare(const CompareRequest& request) {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  return index->compare(request);
}

Result<SignificantTerms> IndexBackend::significant(
    const SignificantRequest& request) {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  return index->significant(request);
}

Result<SuggestResponse> IndexBackend::suggest(const SuggestRequest& request) {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  return index->suggest(request);
}

Result<StoredArticleView> IndexBackend::article(std::string_view key) {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  return index->article(key);
}

Result<StoryAnswer> IndexBackend::story(std::string_view id,
                                        const StoryRequest& request) {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  return index->story(id, request);
}

Result<SimilarResponse> IndexBackend::similar(std::string_view key,
                                              const SimilarOptions& options) {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  return index->similar(key, options);
}

Result<IndexStats> IndexBackend::stats() {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  return index->stats();
}

Result<std::uint64_t> IndexBackend::revision() {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  return index->revision();
}

Result<std::vector<SavedSearch>> IndexBackend::saved_searches() {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return missing_index();
  return index->saved_searches();
}

void IndexBackend::keep_within(std::uint64_t bytes) {
  if (const auto index = searcher()) index->keep_within(bytes);
}

Versions IndexBackend::versions() {
  const std::shared_ptr<Searcher> index = searcher();
  return index ? index->versions() : Versions{};
}

}  // namespace lede
