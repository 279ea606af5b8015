// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tree -> what is asked of the index: words are analyzed, names and aliases
// found in them, and each becomes an IndexQuery.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"
#include "searcher/highlight.h"
#include "searcher/query/index_query.h"
#include "searcher/query/tree.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

// A word of the exact layer and the documents that hold it.
struct SimilarWord {
  std::string text;
  std::uint32_t frequency = 0;
};

// What the planner may ask of the index; implemented over Xapian::Database by
// the searcher, by a table in tests. Used by one thread at a time.
class TermStatistics {
 public:
  virtual ~TermStatistics() = default;
  // Documents that hold the (prefixed) term.
  virtual std::uint32_t frequency(const std::string& term) const = 0;
  virtual std::uint32_t documents() const = 0;
  // Up to `limit` terms that begin with `term_prefix`, most frequent first;
  // sets `cut` if there were more.
  virtual std::vector<std::string> expand(const std::string& term_prefix,
                                          std::size_t limit,
                                          bool& cut) const = 0;
  // True if some document matches; stops at the first.
  virtual bool matches(const IndexQuery& query) const = 0;
  // True if IndexQuery::passage() can be asked for.
  [[nodiscard]] virtual bool reads_positions() const { return false; }
  // The words of letters within `edits` of `word` (see EditDistance), itself
  // included, most frequent first; nullopt if the index cannot tell.
  virtual std::optional<std::vector<SimilarWord>> similar(
      const std::string& /*word*/, std::size_t /*edits*/) const {
    return std::nullopt;
  }
};

struct PlanContext {
  Analyzer& analyzer;
  const Lexicon& lexicon;
  const TermStatistics& statistics;
  const std::vector<std::string>& stemmers;  // Manifest::stemmers, joined
  // False if some index was made with another built-in lexicon: aliases are
  // then also looked for as words.
  bool lexicon_is_current = true;
  // The index's language if all but a few of its articles share one; empty
  // otherwise. Chooses the query's stemmer where its own words tell nothing.
  std::string_view index_language = {};
};

// One thing wanted: a word with its other forms, a name, a phrase, a group in
// parentheses.
struct PlanUnit {
  IndexQuery query;
  // How it ranks under kAny, where parts of a run or name count too; empty if
  // another unit's stands for it.
  IndexQuery any_query;
  Span source;                       // as QueryNode::source counts
  std::string label;                 // as it prints in read_as
  std::vector<std::string> aliases;  // other forms that count as it
  bool required = false;  // typed with + or AND, or not a plain word: kept
                          // whatever the match mode
  bool quoted = false;    // `required`, but under kAny its words count apart
  bool optional = false;  // a stop word, or a word the index does not hold:
                          // weighs, but is never required
  std::uint32_t frequency = 0;  // estimate of documents holding it
};

struct QueryPlan {
  std::vector<PlanUnit> units;  // of the top level, in order of typing
  IndexQuery forbidden;         // empty: nothing
  // Adjacent words close together; adds weight, never matches by itself.
  IndexQuery closeness;  // empty: nothing
  // Words in just the form typed and single code points of CJK runs; likewise.
  IndexQuery details;
  bool cjk = false;               // holds runs of CJK: see text_weight()
  bool everything = false;        // no words: all documents, newest first
  MatchPatterns patterns;         // for highlights
  std::vector<Warning> warnings;  // positions as QueryNode::source counts
  bool exact = true;  // false if an expansion was cut: totals are lower bounds

  // True if `mode` lets no article match without the unit.
  [[nodiscard]] static bool is_wanted(const PlanUnit& unit, MatchMode mode);
  // What the unit weighs and matches by in `mode`; empty if another stands for
  // it.
  [[nodiscard]] static const IndexQuery& query_of(const PlanUnit& unit,
                                                  MatchMode mode);
  // The words' query with the units `dropped` (indexes into `units`) made
  // optional. `mode` kAny ranks by any of the units that are not `required`.
  [[nodiscard]] IndexQuery words(MatchMode mode,
                                 const std::vector<bool>& dropped) const;
};

// Plans the words of a query. Never fails; cost is a few term look-ups a word.
QueryPlan plan_words(const ParsedQuery& query, const PlanContext& context);

// Order in which `auto` lets units go until something matches: indexes of the
// units that may be dropped, most frequent first, those never required apart.
std::vector<std::size_t> drop_order(const QueryPlan& plan);

// A filter node (is_filter(), kNot of one) as a query without weight. An
// unknown value matches nothing and leaves a warning with the nearest value the
// index has and its count, if `nearest` finds one.
IndexQuery plan_filter(const QueryNode& filter, const PlanContext& context,
                       std::vector<Warning>& warnings);

}  // namespace lede
