// SPDX-License-Identifier: GPL-3.0-or-later
//
// See index_backend.h.

#include "server/index_backend.h"

#include <utility>

namespace lede {

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

template <typename Ask>
auto IndexBackend::with_index(Ask ask) const
    -> decltype(ask(std::declval<const Searcher&>())) {
  const std::shared_ptr<Searcher> index = searcher();
  if (!index) return Error{ErrorCode::kMissingIndex, "there is no index yet"};
  return ask(*index);
}

Result<SearchResponse> IndexBackend::search(const SearchRequest& request) {
  return with_index([&](const Searcher& index) {
    SearchTimes times;
    const auto begin = std::chrono::steady_clock::now();
    const auto cpu_begin = cpu_time(CLOCK_THREAD_CPUTIME_ID);
    Result<SearchResponse> response = index.search(request, &times.stages);
    times.cpu = cpu_time(CLOCK_THREAD_CPUTIME_ID) - cpu_begin;
    times.wall = std::chrono::steady_clock::now() - begin;
    if (response) observer_.answered(*response, times);
    return response;
  });
}

Result<TrendsResponse> IndexBackend::trends(const TrendsRequest& request) {
  return with_index(
      [&](const Searcher& index) { return index.trends(request); });
}

Result<Comparison> IndexBackend::compare(const CompareRequest& request) {
  return with_index(
      [&](const Searcher& index) { return index.compare(request); });
}

Result<SignificantTerms> IndexBackend::significant(
    const SignificantRequest& request) {
  return with_index(
      [&](const Searcher& index) { return index.significant(request); });
}

Result<SuggestResponse> IndexBackend::suggest(const SuggestRequest& request) {
  return with_index(
      [&](const Searcher& index) { return index.suggest(request); });
}

Result<StoredArticleView> IndexBackend::article(std::string_view key) {
  return with_index([&](const Searcher& index) { return index.article(key); });
}

Result<StoryAnswer> IndexBackend::story(std::string_view id,
                                        const StoryRequest& request) {
  return with_index(
      [&](const Searcher& index) { return index.story(id, request); });
}

Result<SimilarResponse> IndexBackend::similar(std::string_view key,
                                              const SimilarOptions& options) {
  return with_index(
      [&](const Searcher& index) { return index.similar(key, options); });
}

Result<IndexStats> IndexBackend::stats() {
  return with_index([&](const Searcher& index) { return index.stats(); });
}

Result<std::uint64_t> IndexBackend::revision() {
  return with_index([&](const Searcher& index) { return index.revision(); });
}

Result<std::vector<SavedSearch>> IndexBackend::saved_searches() {
  return with_index([](const Searcher& index) {
    return Result<std::vector<SavedSearch>>(index.saved_searches());
  });
}

void IndexBackend::keep_within(std::uint64_t bytes) {
  if (const auto index = searcher()) index->keep_within(bytes);
}

Versions IndexBackend::versions() {
  const std::shared_ptr<Searcher> index = searcher();
  return index ? index->versions() : Versions{};
}

}  // namespace lede
