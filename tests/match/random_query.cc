// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/match/random_query.h"

#include <utility>

#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

using Op = IndexQuery::Op;

bool is_word(const std::string& term) { return term[0] < 'A' || term[0] > 'Z'; }

}  // namespace

RandomQuery::RandomQuery(const Xapian::Database& database, std::uint32_t seed)
    : random_(seed) {
  for (auto term = database.allterms_begin(); term != database.allterms_end();
       ++term) {
    // One each of its own, they would crowd out the others.
    if ((*term)[0] == 'Q') continue;
    terms_.push_back(*term);
    if (is_word(*term)) words_.push_back(*term);
  }
}

std::string RandomQuery::word() { return words_[below(words_.size())]; }

IndexQuery RandomQuery::term() {
  if (below(20) == 0) return IndexQuery::term("nowhere");
  return IndexQuery::term(below(2) == 0 ? word()
                                        : terms_[below(terms_.size())]);
}

// Never without documents: Xapian's form of the query would lose the terms
// below such a filter, and count those of prefixes otherwise.
DateInterval RandomQuery::dates() {
  const std::int64_t begin =
      kNow - static_cast<std::int64_t>(60 + below(600)) * 86400;
  return {begin, begin + static_cast<std::int64_t>(30 + below(300)) * 86400};
}

IndexQuery RandomQuery::phrase() {
  std::vector<std::string> terms;
  for (std::size_t i = 2 + below(4); i > 0; --i) terms.push_back(word());
  if (below(2) == 0) return IndexQuery::phrase(terms);
  return IndexQuery::near(
      terms, 2 + static_cast<std::uint32_t>(terms.size() + below(5)));
}

IndexQuery RandomQuery::passage() {
  OnePassage asked;
  asked.passage = static_cast<Passage>(below(3));
  asked.phrases = {{{word()}, 1}, {{word()}, 1}};
  return IndexQuery::passage(std::move(asked));
}

// Whose frequency can be estimated: no dates, no passages.
IndexQuery RandomQuery::synonym() {
  std::vector<IndexQuery> children;
  for (std::size_t i = 1 + below(4); i > 0; --i) {
    switch (below(8)) {
      case 0:
        children.push_back(phrase());
        break;
      case 1:
        children.push_back(
            IndexQuery::of(Op::kAnd, {term(), term(), phrase()}));
        break;
      case 2:
        children.push_back(IndexQuery::of(Op::kAndNot, term(), term()));
        break;
      case 3:
        children.push_back(IndexQuery::of(Op::kOr, {term(), term()}));
        break;
      default:
        children.push_back(term());
    }
  }
  if (below(12) == 0) {
    for (int i = 0; i < 20; ++i) children.push_back(term());
  }
  return IndexQuery::of(Op::kSynonym, std::move(children));
}

IndexQuery RandomQuery::leaf() {
  switch (below(10)) {
    case 0:
      return phrase();
    case 1:
    case 2:
      return synonym();
    case 3:
      return IndexQuery::prefix(word().substr(0, 1));
    case 4:
      return term().scaled(0.5 + static_cast<double>(below(4)));
    default:
      return term();
  }
}

IndexQuery RandomQuery::filter() {
  switch (below(5)) {
    case 0:
      return passage();
    case 1:
      return IndexQuery::all();
    case 2:
      return term();
    default:
      return IndexQuery::published(dates());
  }
}

std::vector<IndexQuery> RandomQuery::some(std::size_t most, int depth) {
  std::vector<IndexQuery> trees;
  for (std::size_t i = 2 + below(most - 1); i > 0; --i) {
    trees.push_back(tree(depth));
  }
  return trees;
}

IndexQuery RandomQuery::tree(int depth) {
  if (depth == 0) return leaf();
  switch (below(6)) {
    case 0:
    case 1:
      return IndexQuery::of(Op::kOr, some(5, depth - 1));
    case 2:
      return IndexQuery::of(Op::kAndNot, tree(depth - 1), tree(depth - 1));
    case 3:
      return tree(depth - 1).scaled(0.25 + static_cast<double>(below(3)));
    default:
      return conjunction();
  }
}

IndexQuery RandomQuery::conjunction() {
  std::vector<IndexQuery> trees;
  for (std::size_t i = 1 + below(3); i > 0; --i) {
    IndexQuery part =
        below(3) == 0
            ? IndexQuery::of(Op::kOr, {term(), term().scaled(2), term()})
            : leaf();
    trees.push_back(below(6) == 0
                        ? IndexQuery::of(Op::kAndNot, std::move(part), leaf())
                        : std::move(part));
  }
  IndexQuery all = IndexQuery::of(Op::kAnd, std::move(trees));
  if (below(3) != 0) return all;
  return IndexQuery::of(Op::kFilter, std::move(all), filter());
}

IndexQuery RandomQuery::match() {
  if (below(20) == 0) return IndexQuery::all();
  return tree(static_cast<int>(below(4)));
}

RankParts RandomQuery::parts() {
  RankParts parts;
  parts.cjk = below(3) == 0;
  if (below(2) == 0) parts.closeness = phrase().scaled(0.2);
  if (below(2) == 0) parts.headline = synonym().scaled(0.3);
  if (below(2) == 0) {
    parts.details = IndexQuery::of(Op::kOr, {term(), term()}).scaled(0.1);
  }
  if (below(2) == 0) parts.freshness = freshness();
  return parts;
}

// Of any half-life and weight; often the one that the index itself holds.
IndexQuery RandomQuery::freshness() {
  constexpr double kPoints[] = {0.4, 0.05, 3.6, 300, 1e6};
  const double points = kPoints[below(5)];
  if (below(3) == 0) {
    return IndexQuery::freshness().scaled(points / freshness_value(kNow));
  }
  const auto days = static_cast<std::int64_t>(below(2) == 0 ? 1 + below(30)
                                                            : 1 + below(3650));
  return IndexQuery::freshness({kNow, days * 86400}).scaled(points);
}

}  // namespace lede::testing
