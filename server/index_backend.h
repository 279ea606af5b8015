// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Backend over a Searcher, which may not be there yet.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/backend.h"
#include "server/search_times.h"

namespace lede {

struct IndexBackendOptions {
  std::vector<std::string> indexes;
  SearcherOptions searcher;
};

// What an operator wants to know of; called on several threads at once.
struct BackendObserver {
  // A search was answered.
  std::function<void(const SearchResponse&, const SearchTimes&)> answered =
      [](const auto&, const auto&) {};
};

class IndexBackend : public Backend {
 public:
  IndexBackend(IndexBackendOptions options, BackendObserver observer);

  // Opens the index if that has not yet been done: kMissingIndex until it is
  // made, kCorrupt, kVersionMismatch. Cheap if it is open. Thread-safe.
  Result<void> open();
  // Rereads the user's lexicon; on failure the old one stays. Thread-safe.
  Result<void> reload_lexicon();

  // As Searcher::keep_within(). Thread-safe.
  void keep_within(std::uint64_t bytes);

  Result<SearchResponse> search(const SearchRequest& request) override;
  Result<SuggestResponse> suggest(const SuggestRequest& request) override;
  Result<TrendsResponse> trends(const TrendsRequest& request) override;
  Result<Comparison> compare(const CompareRequest& request) override;
  Result<SignificantTerms> significant(
      const SignificantRequest& request) override;
  Result<StoredArticleView> article(std::string_view key) override;
  Result<StoryAnswer> story(std::string_view id,
                            const StoryRequest& request) override;
  Result<SimilarResponse> similar(std::string_view key,
                                  const SimilarOptions& options) override;
  Result<IndexStats> stats() override;
  Result<std::uint64_t> revision() override;
  Result<std::vector<SavedSearch>> saved_searches() override;
  Versions versions() override;

 private:
  // Null while there is no index. Shared by the calls under way.
  std::shared_ptr<Searcher> searcher() const;
  // What `ask` returns, a Result, which takes a Searcher; kMissingIndex.
  template <typename Ask>
  auto with_index(Ask ask) const
      -> decltype(ask(std::declval<const Searcher&>()));

  IndexBackendOptions options_;
  BackendObserver observer_;
  mutable std::mutex mutex_;
  std::shared_ptr<Searcher> searcher_;  // guarded by mutex_
};

}  // namespace lede
