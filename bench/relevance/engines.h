// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who answers a collection's queries: lede, and plain BM25 to compare it with.

#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <xapian.h>

#include "bench/relevance/trec_files.h"
#include <lede/request.h>
#include <lede/result.h>
#include <lede/searcher.h>

namespace lede::bench {

// As deep as a run goes.
inline constexpr std::size_t kRunDepth = 1000;

struct Answers {
  Run run;
  // Of a search in microseconds: parse, match and ids. 0: not measured.
  double median_us = 0.0;          // kRunDepth deep
  double median_top_ten_us = 0.0;  // ten deep
};

// An engine: the best `depth` articles for a query.
using Ranker =
    std::function<Result<Ranking>(const TopicQuery& topic, std::size_t depth)>;

// Asks every engine every query, one after the other and each first in its
// turn, so that times are of the same minute and the same load. One Answers an
// engine; the first error ends it, with the query's id in front.
Result<std::vector<Answers>> ask_in_turns(
    std::span<const Ranker> engines, const std::vector<TopicQuery>& topics);

// The settings of `lede-search --batch --format trec`.
SearchRequest relevance_request();

// Indexes the articles of `source` as `lede-index add` does. kIo, kNotFound if
// there are none.
Result<void> index_articles(const std::string& source,
                            const std::filesystem::path& index);

// lede in the settings of `request`. `searcher` outlives it.
Ranker lede_ranker(const Searcher& searcher, SearchRequest request);

// What one gets from Xapian without further thought: all text in one field,
// Snowball's English stems, no stop words, BM25 with k1 1.2 and b 0.75, words
// joined by or. Chinese, Japanese and Korean are cut into single code points
// and pairs. One thread at a time.
class PlainBm25 {
 public:
  // Indexes the articles of `source` into the folder `index`. As
  // index_articles().
  static Result<PlainBm25> build(const std::string& source,
                                 const std::filesystem::path& index);

  // kCorrupt.
  Result<Ranking> ask(const TopicQuery& topic, std::size_t depth);

 private:
  explicit PlainBm25(Xapian::Database database)
      : database_(std::move(database)) {}

  Xapian::Database database_;
};

}  // namespace lede::bench
