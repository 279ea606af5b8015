// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers query lines from the exact layer of an index: the words as they are
// written in title and body, no stems, aliases or freshness, weighed by BM25
// as all is. Other engines that index words alone match the
// same documents and do the same work for them.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "bench/query_line.h"
#include "common/lexicon/lexicon.h"
#include "searcher/deadline.h"
#include "searcher/index_reader.h"
#include "searcher/matcher.h"
#include <lede/result.h>

namespace lede::bench {

// Not safe to share between threads. It keeps the index as it was when opened.
class ExactEngine {
 public:
  // kMissingIndex, kCorrupt, kVersionMismatch, kUnavailable.
  static Result<ExactEngine> open(const std::string& index);

  // The time is that of building the query, matching, and, if the mode asks for
  // them, fetching articles and making snippets of 200 bytes.
  Result<AnswerLine> answer(const QueryLine& query);

 private:
  explicit ExactEngine(std::unique_ptr<IndexView> view)
      : view_(std::move(view)),
        matcher_(*view_, kNoDeadline),
        lexicon_(Lexicon::built_in()) {}

  static inline const Deadline kNoDeadline;

  void read_ids();
  [[nodiscard]] MatchedPage match(const QueryLine& query) const;
  Result<void> fetch(const QueryLine& query, const MatchedPage& page);

  std::unique_ptr<IndexView> view_;
  Matcher matcher_;
  std::shared_ptr<const Lexicon> lexicon_;
  // The id of document `first_document_ + i`, read once: an engine that serves
  // keeps such a column.
  std::vector<std::string> ids_;
  Xapian::docid first_document_ = 0;
};

}  // namespace lede::bench
