// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/exact_engine.h"

#include <chrono>
#include <utility>
#include <vector>

#include "common/date.h"
#include "common/document_data.h"
#include "common/schema.h"
#include "searcher/open_view.h"
#include "searcher/snippet.h"
#include "searcher/xapian_seam.h"

namespace lede::bench {
namespace {

constexpr std::size_t kHits = 10;
constexpr std::size_t kSnippetBytes = 200;

IndexQuery words_query(const QueryLine& query) {
  switch (query.op) {
    case QueryOp::kPrefix:
      return IndexQuery::prefix(query.words[0]);
    case QueryOp::kPhrase:
      return IndexQuery::phrase(query.words);
    case QueryOp::kAnd:
      return IndexQuery::of(IndexQuery::Op::kAnd, query.words);
    case QueryOp::kTerm:
    case QueryOp::kOr:
      break;
  }
  return IndexQuery::of(IndexQuery::Op::kOr, query.words);
}

IndexQuery exact_query(const QueryLine& query) {
  IndexQuery words = words_query(query);
  if (!query.from && !query.to) return words;
  const DateInterval dates{query.from.value_or(kAnyDate.begin),
                           query.to ? *query.to + 1 : kAnyDate.end};
  return IndexQuery::of(IndexQuery::Op::kFilter, words,
                        IndexQuery::published(dates));
}

MatchPatterns patterns_of(const QueryLine& query) {
  MatchPatterns patterns;
  if (query.op == QueryOp::kPhrase) {
    MatchPattern phrase;
    phrase.terms = query.words;
    return {phrase};
  }
  for (const std::string& word : query.words) {
    MatchPattern pattern;
    pattern.terms = {word};
    pattern.is_prefix = query.op == QueryOp::kPrefix;
    pattern.group = patterns.size();
    patterns.push_back(std::move(pattern));
  }
  return patterns;
}

}  // namespace

Result<ExactEngine> ExactEngine::open(const std::string& index) {
  const auto address = parse_index_address(index);
  if (!address) return address.error();
  bool retry = false;
  return at_xapian_seam(retry, [&]() -> Result<ExactEngine> {
    PostingsCache postings;
    StoryTables tables;
    auto view = open_view({*address}, postings, tables);
    if (!view) return view.error();
    ExactEngine engine(std::move(*view));
    engine.read_ids();
    return engine;
  });
}

void ExactEngine::read_ids() {
  const Xapian::Database& database = view_->database;
  for (auto value = database.valuestream_begin(slot::kId);
       value != database.valuestream_end(slot::kId); ++value) {
    if (ids_.empty()) first_document_ = value.get_docid();
    ids_.resize(value.get_docid() - first_document_ + 1);
    ids_.back() = *value;
  }
}

Result<AnswerLine> ExactEngine::answer(const QueryLine& query) {
  bool retry = false;
  return at_xapian_seam(retry, [&]() -> Result<AnswerLine> {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    const MatchedPage page = match(query);
    if (auto fetched = fetch(query, page); !fetched) return fetched.error();
    AnswerLine answer;
    answer.hits =
        query.mode == AnswerMode::kCounted ? page.documents : page.size();
    answer.ids.reserve(page.size());
    for (const MatchedDocument& hit : page.hits) {
      answer.ids.push_back(ids_[hit.id - first_document_]);
    }
    answer.microseconds =
        std::chrono::duration<double, std::micro>(Clock::now() - start).count();
    return answer;
  });
}

MatchedPage ExactEngine::match(const QueryLine& query) const {
  RankParts parts;
  parts.words = exact_query(query);
  MatchOrder order;
  order.sort = query.mode == AnswerMode::kNewest ? SortOrder::kNewest
                                                 : SortOrder::kRelevance;
  order.limit = kHits;
  order.exact_total = query.mode == AnswerMode::kCounted;
  return matcher_.page(parts.words, parts, order);
}

Result<void> ExactEngine::fetch(const QueryLine& query,
                                const MatchedPage& page) {
  const bool snippets = query.mode == AnswerMode::kSnippets;
  if (!snippets && query.mode != AnswerMode::kStored) return {};
  const MatchPatterns patterns = patterns_of(query);
  const SnippetOptions options{kSnippetBytes, 1};
  MatchFinder finder(patterns, *lexicon_, view_->analyzer);
  for (std::size_t i = 0; i < page.size(); ++i) {
    const auto data = DocumentData::open(matcher_.document(page, i).get_data());
    if (!data) return data.error();
    if (snippets) make_snippets(*data, options, finder);
  }
  return {};
}

}  // namespace lede::bench
