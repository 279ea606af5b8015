// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the handlers ask of the index: the searcher's library as the server
// needs it, so that a handler can be tried with any answer.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <lede/searcher.h>

namespace lede {

// Called from several threads at once. While there is no index every Result is
// kMissingIndex; kBusy if the index changes faster than it is read.
class Backend {
 public:
  virtual ~Backend() = default;

  virtual Result<SearchResponse> search(const SearchRequest& request) = 0;
  virtual Result<SuggestResponse> suggest(const SuggestRequest& request) = 0;
  virtual Result<TrendsResponse> trends(const TrendsRequest& request) = 0;
  virtual Result<Comparison> compare(const CompareRequest& request) = 0;
  virtual Result<SignificantTerms> significant(
      const SignificantRequest& request) = 0;
  virtual Result<StoredArticleView> article(std::string_view key) = 0;
  virtual Result<StoryAnswer> story(std::string_view id,
                                    const StoryRequest& request) = 0;
  virtual Result<SimilarResponse> similar(std::string_view key,
                                          const SimilarOptions& options) = 0;
  virtual Result<IndexStats> stats() = 0;
  virtual Result<std::uint64_t> revision() = 0;
  virtual Result<std::vector<SavedSearch>> saved_searches() = 0;
  // All empty while there is no index. Waits for no search.
  virtual Versions versions() = 0;
};

}  // namespace lede
