// SPDX-License-Identifier: GPL-3.0-or-later
//
// What makes one matching article better than another.

#include "searcher/ranking.h"

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "common/ranking_constants.h"
#include "common/schema.h"
#include "searcher/match/term_weight.h"

namespace lede {
namespace {

using Op = IndexQuery::Op;

// Measured, see bench/README.md.
//
// What a word in the headline adds, as a share of its weight as a term of
// headlines.
constexpr double kHeadlineScale = 0.2;

std::string headline_prefix() {
  return std::string(row_of(TextField::kTitle).prefix);
}

// The words in headlines: each pattern's terms under the prefix of titles,
// those of one word counting once. Not by OP_MAX, in which Xapian 1.4.22
// crashes when all branches end at the same document.
IndexQuery headline_query(const QueryPlan& plan, const IndexView& view) {
  const std::string field = headline_prefix();
  std::map<std::size_t, std::map<std::string, IndexQuery>> groups;
  for (const MatchPattern& pattern : plan.patterns) {
    if (pattern.is_prefix || !pattern.field.empty() || pattern.quoted) {
      continue;
    }
    std::vector<std::string> terms;
    std::string name;
    for (const std::string& term : pattern.terms) {
      if (view.frequency(field + term) == 0) break;
      terms.push_back(field + term);
      name += term + ' ';
    }
    if (terms.size() != pattern.terms.size()) continue;
    groups[pattern.group].try_emplace(name, IndexQuery::of(Op::kAnd, terms));
  }
  std::vector<IndexQuery> words;
  for (const auto& [group, forms] : groups) {
    std::vector<IndexQuery> queries;
    for (const auto& [name, query] : forms) queries.push_back(query);
    words.push_back(IndexQuery::of(Op::kSynonym, std::move(queries)));
  }
  return IndexQuery::of(Op::kOr, std::move(words)).scaled(kHeadlineScale);
}

// What weighs as much as `query` times `factor` where their weights add up.
void add_alternatives(const IndexQuery& query, double factor,
                      std::vector<IndexQuery>& alternatives) {
  if (query.op() == Op::kScale) {
    add_alternatives(query.children()[0], factor * query.factor(),
                     alternatives);
  } else if (query.op() == Op::kOr) {
    for (const IndexQuery& child : query.children()) {
      add_alternatives(child, factor, alternatives);
    }
  } else {
    alternatives.push_back(query.scaled(factor));
  }
}

}  // namespace

std::unique_ptr<Xapian::Weight> text_weight(const RankParts& parts) {
  if (parts.cjk) {
    return std::make_unique<Xapian::BM25PlusWeight>(
        kBm25K1, 0, 1, kBm25B, kShortestNormLength, kBm25PlusDelta);
  }
  return std::make_unique<Xapian::BM25Weight>(kBm25K1, 0, 1, kBm25B,
                                              kShortestNormLength);
}

RankParts rank_parts(const QueryPlan& plan, const IndexQuery& words,
                     const IndexQuery& freshness, const IndexView& view) {
  RankParts parts;
  parts.words = words;
  parts.cjk = plan.cjk;
  if (plan.everything) return parts;
  parts.closeness = plan.closeness;
  parts.headline = headline_query(plan, view);
  parts.details = plan.details;
  parts.freshness = freshness;
  return parts;
}

// Each pair of close words by itself: of alternatives with positions that only
// add weight, Xapian 1.4.22 gives some documents the weight of others.
std::vector<IndexQuery> bonuses(const RankParts& parts) {
  std::vector<IndexQuery> bonuses;
  add_alternatives(parts.closeness, 1.0, bonuses);
  bonuses.push_back(IndexQuery::of(Op::kOr, {parts.headline, parts.details}));
  bonuses.push_back(parts.freshness);
  std::erase_if(bonuses, [](const IndexQuery& part) { return part.empty(); });
  return bonuses;
}

}  // namespace lede
