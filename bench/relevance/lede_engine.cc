// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede's answers to a collection's queries.

#include <chrono>
#include <ctime>
#include <utility>

#include "bench/relevance/engines.h"
#include "common/lexicon/lexicon.h"
#include "indexer/add.h"

namespace lede::bench {

SearchRequest relevance_request() {
  SearchRequest request;
  request.rank = RankMode::kText;
  request.match = MatchMode::kAny;
  request.spelling = SpellingMode::kOff;
  request.stories = false;
  request.ids_only = true;
  request.deadline_ms = 0;
  return request;
}

Result<void> index_articles(const std::string& source,
                            const std::filesystem::path& index) {
  AddOptions options;
  options.pipeline.read.now = std::time(nullptr);
  // Files come without pause: a batch is written for its size alone.
  options.pipeline.commit_every = std::chrono::hours(1);
  options.writer.lexicon = Lexicon::built_in();
  options.writer.create = true;
  options.writer.clock = [] { return std::time(nullptr); };
  const auto added = add_sources(index, {source}, std::move(options));
  if (!added) return added.error().with_context(source);
  if (added->report.documents == 0) {
    return Error{ErrorCode::kNotFound, source + " holds no articles"};
  }
  return {};
}

Ranker lede_ranker(const Searcher& searcher, SearchRequest request) {
  return [&searcher, request = std::move(request)](
             const TopicQuery& topic,
             std::size_t depth) mutable -> Result<Ranking> {
    request.query = topic.text;
    request.limit = depth;
    const auto response = searcher.search(request);
    if (!response) return response.error();
    Ranking ranking;
    for (const Hit& hit : response->hits) {
      ranking.push_back({percent_decoded(hit.id), hit.score});
    }
    return ranking;
  };
}

}  // namespace lede::bench
