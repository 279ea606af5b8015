// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small index in memory, laid out as schema.h says, to plan queries against.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"
#include "searcher/query/parse.h"
#include "searcher/query/plan.h"

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

  explicit PlannedIndex(const std::vector<TestArticle>& articles);

  std::uint32_t frequency(const std::string& term) const override;
  std::uint32_t documents() const override;
  std::vector<std::string> expand(const std::string& term_prefix,
                                  std::size_t limit, bool& cut) const override;
  bool matches(const IndexQuery& query) const override;

  // Numbers of the matching articles, from 1, ascending.
  std::vector<unsigned> ids(const IndexQuery& query) const;
  std::vector<unsigned> ranked(const IndexQuery& query) const;

  PlanContext context() { return {analyzer, *lexicon, *this, stemmers}; }

  // What the query finds as `mode` reads it, nothing dropped.
  std::vector<unsigned> find(std::string_view query,
                             MatchMode mode = MatchMode::kAll);

  Analyzer analyzer;
  std::shared_ptr<const Lexicon> lexicon = Lexicon::built_in();
  std::vector<std::string> stemmers = {"en"};
  QueryPlan plan;  // of the last find()
  std::vector<Warning> warnings;

 private:
  void add(const TestArticle& article);
  // Terms and adjacent pairs go to `held`.
  void add_text(Xapian::Document& document, const std::string& prefix,
                const std::string& text, const std::string& lang,
                std::set<std::string>& held, std::uint32_t& position);

  Xapian::WritableDatabase database_{std::string(),
                                     Xapian::DB_BACKEND_INMEMORY};
};

}  // namespace lede::testing
