// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small index in memory, laid out as schema.h says, to plan queries against.

#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/analysis/analyzer.h"
#include "common/analysis/text.h"
#include "common/lexicon/lexicon.h"
#include "common/schema.h"
#include "searcher/query/parse.h"
#include "searcher/query/plan.h"
#include "searcher/stock_query.h"

namespace lede::testing {

struct TestArticle {
  std::string title = {};
  std::string body = {};
  std::string source = {};
  std::string lang = "en";
  std::int64_t published = 0;  // 0: undated
};

class PlannedIndex final : public TermStatistics {
 public:
  static constexpr std::int64_t kNow = 1757600000;  // 2025-09-11

  explicit PlannedIndex(const std::vector<TestArticle>& articles) {
    for (const TestArticle& article : articles) add(article);
  }

  std::uint32_t frequency(const std::string& term) const override {
    return database_.get_termfreq(term);
  }
  std::uint32_t documents() const override { return database_.get_doccount(); }
  std::vector<std::string> expand(const std::string& term_prefix,
                                  std::size_t limit, bool& cut) const override {
    std::vector<std::pair<std::uint32_t, std::string>> found;
    for (auto term = database_.allterms_begin(term_prefix);
         term != database_.allterms_end(term_prefix); ++term) {
      found.emplace_back(term.get_termfreq(), *term);
    }
    std::ranges::stable_sort(found, std::ranges::greater{},
                             &std::pair<std::uint32_t, std::string>::first);
    cut = found.size() > limit;
    if (cut) found.resize(limit);
    std::vector<std::string> terms;
    terms.reserve(found.size());
    for (auto& [frequency, term] : found) terms.push_back(std::move(term));
    return terms;
  }
  bool matches(const IndexQuery& query) const override {
    return !ids(query).empty();
  }

  // Numbers of the matching articles, from 1, ascending.
  std::vector<unsigned> ids(const IndexQuery& query) const {
    std::vector<unsigned> ids = ranked(query);
    std::ranges::sort(ids);
    return ids;
  }
  std::vector<unsigned> ranked(const IndexQuery& query) const {
    Xapian::Enquire enquire(database_);
    enquire.set_query(stock_query(query));
    std::vector<unsigned> ids;
    const Xapian::MSet hits = enquire.get_mset(0, documents());
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
      ids.push_back(*hit);
    }
    return ids;
  }

  PlanContext context() { return {analyzer, *lexicon, *this, stemmers}; }

  // What the query finds as `mode` reads it, nothing dropped.
  std::vector<unsigned> find(std::string_view query,
                             MatchMode mode = MatchMode::kAll) {
    const ParsedQuery parsed = parse_query(query, TimeZone::utc(), kNow);
    plan = plan_words(parsed, context());
    IndexQuery words = IndexQuery::of(IndexQuery::Op::kAndNot,
                                      plan.words(mode, {}), plan.forbidden);
    warnings = plan.warnings;
    for (const QueryNode& filter : parsed.filters) {
      words = IndexQuery::of(IndexQuery::Op::kFilter, words,
                             plan_filter(filter, context(), warnings));
    }
    return ids(words);
  }

  Analyzer analyzer;
  std::shared_ptr<const Lexicon> lexicon = Lexicon::built_in();
  std::vector<std::string> stemmers = {"en"};
  QueryPlan plan;  // of the last find()
  std::vector<Warning> warnings;

 private:
  void add(const TestArticle& article) {
    Xapian::Document document;
    std::set<std::string> title;
    std::set<std::string> body;
    std::uint32_t position = kFirstPosition;
    add_text(document, "S", article.title, article.lang, title, position);
    add_text(document, "", article.body, article.lang, body, position);
    for (const std::string& term : title) {
      if (!body.contains(term)) document.add_boolean_term("N" + term);
    }
    if (!article.source.empty()) {
      document.add_boolean_term("XO" + fold_value(article.source));
    }
    if (!article.lang.empty()) document.add_boolean_term("L" + article.lang);
    if (article.published != 0) {
      document.add_value(slot::kPublished, encode_instant(article.published));
    }
    database_.add_document(document);
  }

  // Terms and adjacent pairs go to `held`.
  void add_text(Xapian::Document& document, const std::string& prefix,
                const std::string& text, const std::string& lang,
                std::set<std::string>& held, std::uint32_t& position) {
    TokenStream stream;
    analyzer.analyze(text, lang, stream);
    std::map<std::uint32_t, std::vector<std::string>> at;
    const auto put = [&](const std::string& term, std::uint32_t place,
                         bool positioned, unsigned wdf) {
      for (const std::string& full : {term, prefix + term}) {
        positioned ? document.add_posting(full, position + place, wdf)
                   : document.add_term(full, wdf);
        if (prefix.empty()) break;
      }
      held.insert(term);
      if (positioned) at[place].push_back(term);
    };
    for (const Token& token : stream.tokens()) {
      const bool positioned =
          token.layer == Layer::kExact || token.layer == Layer::kVariant ||
          token.layer == Layer::kUnigram || token.layer == Layer::kBigram;
      put(std::string(stream.term(token)), token.position, positioned,
          token.layer == Layer::kJoined ? 0 : 1);
    }
    for (const auto& [place, terms] : at) {
      const auto next = at.find(place + 1);
      if (next == at.end()) continue;
      for (const std::string& first : terms) {
        for (const std::string& second : next->second) {
          held.insert(std::string(first).append(" ").append(second));
        }
      }
    }
    std::vector<Mention> mentions;
    lexicon->find_mentions(stream, text, false, mentions);
    for (const Mention& mention : mentions) {
      put("E" + mention.entity->id, mention.first_position, true, 1);
    }
    position += stream.positions() + kFieldGap;
  }

  Xapian::WritableDatabase database_{std::string(),
                                     Xapian::DB_BACKEND_INMEMORY};
};

}  // namespace lede::testing
