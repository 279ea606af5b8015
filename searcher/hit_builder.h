// SPDX-License-Identifier: GPL-3.0-or-later
//
// A matching document -> the hit that is shown of it.

#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "common/analysis/analyzer.h"
#include "common/document_data.h"
#include "common/lexicon/lexicon.h"
#include "searcher/highlight.h"
#include "searcher/match_finder.h"
#include <lede/request.h>
#include <lede/response.h>
#include <lede/result.h>

namespace lede {

// A hit of which no more is told.
Hit bare_hit(std::string id, double score);

// Makes the hits of one request. Its arguments outlive it; used by one thread.
class HitBuilder {
 public:
  HitBuilder(const SearchRequest& request, const MatchPatterns& patterns,
             const Lexicon& lexicon, Analyzer& analyzer)
      : request_(request),
        lexicon_(lexicon),
        finder_(patterns, lexicon, analyzer) {}

  // `id`: of the document's article. Throws what Xapian throws; kCorrupt if
  // what is stored does not read.
  Result<Hit> build(std::string id, const Xapian::Document& document,
                    double score);

 private:
  void add_stored(const DocumentData& data, Hit& hit) const;
  void add_snippets(const DocumentData& data, Hit& hit);

  const SearchRequest& request_;
  const Lexicon& lexicon_;
  MatchFinder finder_;
};

// kInvalidArgument if a name is no field of articles.
Result<void> check_article_fields(const std::vector<std::string>& names);

// "year", "month", "day" or "second".
std::string precision_name(DatePrecision precision);

// The entities stored with an article, named as the lexicon names them now.
std::vector<HitEntity> hit_entities(const std::vector<StoredEntity>& stored,
                                    const Lexicon& lexicon);

}  // namespace lede
