// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who answers a collection's queries: lede, and plain BM25 to compare it with.

#pragma once

#include <cstddef>
#include <filesystem>
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
  double median_us = 0.0;  // of a search: parse, match and ids, kRunDepth deep
};

// The settings of `lede-search --batch --format trec`.
SearchRequest relevance_request();

// Indexes the articles of `source` as `lede-index add` does. kIo, kNotFound if
// there are none.
Result<void> index_articles(const std::string& source,
                            const std::filesystem::path& index);

// Asks every query once, in the settings of `request`.
Result<Answers> ask_lede(const Searcher& searcher, SearchRequest request,
                         const std::vector<TopicQuery>& topics);

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

  Result<Answers> ask(const std::vector<TopicQuery>& topics);

 private:
  explicit PlainBm25(Xapian::Database database)
      : database_(std::move(database)) {}
  Ranking ask(const TopicQuery& topic);

  Xapian::Database database_;
};

}  // namespace lede::bench
