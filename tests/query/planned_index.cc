// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/query/planned_index.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "common/analysis/text.h"
#include "common/schema.h"
#include "searcher/stock_query.h"

namespace lede::testing {

PlannedIndex::PlannedIndex(const std::vector<TestArticle>& articles) {
  for (const TestArticle& article : articles) add(article);
}

std::uint32_t PlannedIndex::frequency(const std::string& term) const {
  return database_.get_termfreq(term);
}

std::uint32_t PlannedIndex::documents() const {
  return database_.get_doccount();
}

std::vector<std::string> PlannedIndex::expand(const std::string& term_prefix,
                                              std::size_t limit,
                                              bool& cut) const {
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

bool PlannedIndex::matches(const IndexQuery& query) const {
  return !ids(query).empty();
}

std::vector<unsigned> PlannedIndex::ids(const IndexQuery& query) const {
  std::vector<unsigned> ids = ranked(query);
  std::ranges::sort(ids);
  return ids;
}

std::vector<unsigned> PlannedIndex::ranked(const IndexQuery& query) const {
  Xapian::Enquire enquire(database_);
  enquire.set_query(stock_query(query));
  std::vector<unsigned> ids;
  const Xapian::MSet hits = enquire.get_mset(0, documents());
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
    ids.push_back(*hit);
  }
  return ids;
}

std::vector<unsigned> PlannedIndex::find(std::string_view query,
                                         MatchMode mode) {
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

void PlannedIndex::add(const TestArticle& article) {
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

void PlannedIndex::add_text(Xapian::Document& document,
                            const std::string& prefix, const std::string& text,
                            const std::string& lang,
                            std::set<std::string>& held,
                            std::uint32_t& position) {
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

}  // namespace lede::testing
