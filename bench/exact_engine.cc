// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/exact_engine.h"

#include <chrono>
#include <utility>
#include <vector>

#include "common/date.h"
#include "common/document_data.h"
#include "common/schema.h"
#include "searcher/hidden_documents.h"
#include "searcher/open_view.h"
#include "searcher/snippet.h"
#include "searcher/xapian_seam.h"

namespace lede::bench {
namespace {

constexpr Xapian::doccount kHits = 10;
constexpr std::size_t kSnippetBytes = 200;

Xapian::Query words_query(const QueryLine& query) {
  const auto& words = query.words;
  switch (query.op) {
    case QueryOp::kPrefix:
      return {Xapian::Query::OP_WILDCARD, words[0], 0,
              Xapian::Query::WILDCARD_LIMIT_ERROR, Xapian::Query::OP_SYNONYM};
    case QueryOp::kPhrase:
      return {Xapian::Query::OP_PHRASE, words.begin(), words.end(),
              static_cast<Xapian::termcount>(words.size())};
    case QueryOp::kAnd:
      return {Xapian::Query::OP_AND, words.begin(), words.end()};
    case QueryOp::kTerm:
    case QueryOp::kOr:
      break;
  }
  return {Xapian::Query::OP_OR, words.begin(), words.end()};
}

Xapian::Query exact_query(const QueryLine& query, const IndexView& view) {
  Xapian::Query words = words_query(query);
  if (!query.from && !query.to) return words;
  const DateInterval dates{query.from.value_or(kAnyDate.begin),
                           query.to ? *query.to + 1 : kAnyDate.end};
  return {Xapian::Query::OP_FILTER, words, view.published(dates)};
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
    auto view = open_view({*address});
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
    const Xapian::MSet hits = match(query);
    if (auto fetched = fetch(query, hits); !fetched) return fetched.error();
    AnswerLine answer;
    answer.hits = hits.get_matches_estimated();
    answer.ids.reserve(hits.size());
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
      answer.ids.push_back(ids_[*hit - first_document_]);
    }
    answer.microseconds =
        std::chrono::duration<double, std::micro>(Clock::now() - start).count();
    return answer;
  });
}

Xapian::MSet ExactEngine::match(const QueryLine& query) const {
  Xapian::Enquire enquire(view_->database);
  Xapian::Query wanted = exact_query(query, *view_);
  if (view_->info.hidden) {
    wanted = Xapian::Query(Xapian::Query::OP_AND_NOT, wanted,
                           hidden_query(view_->info.hidden));
  }
  enquire.set_query(wanted);
  if (query.mode == AnswerMode::kNewest) {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    // Where document order is newest first, it need not be sorted for.
    if (!view_->info.newest_first) {
      enquire.set_sort_by_value(slot::kPublished, true);
    }
  }
  const Xapian::doccount count = query.mode == AnswerMode::kCounted
                                     ? view_->database.get_doccount()
                                     : Xapian::doccount{0};
  return enquire.get_mset(0, kHits, count);
}

Result<void> ExactEngine::fetch(const QueryLine& query,
                                const Xapian::MSet& hits) {
  const bool snippets = query.mode == AnswerMode::kSnippets;
  if (!snippets && query.mode != AnswerMode::kStored) return {};
  const MatchPatterns patterns = patterns_of(query);
  const SnippetOptions options{kSnippetBytes, 1};
  MatchFinder finder(patterns, *lexicon_, view_->analyzer);
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
    const auto data = DocumentData::open(hit.get_document().get_data());
    if (!data) return data.error();
    if (snippets) make_snippets(*data, options, finder);
  }
  return {};
}

}  // namespace lede::bench
