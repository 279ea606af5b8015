// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/query/index_query.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdio>
#include <utility>

namespace lede {
namespace {

using Op = IndexQuery::Op;

std::vector<IndexQuery> terms_of(const std::vector<std::string>& terms) {
  std::vector<IndexQuery> queries;
  queries.reserve(terms.size());
  for (const std::string& term : terms) {
    queries.push_back(IndexQuery::term(term));
  }
  return queries;
}

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.9g", value);
  return text.data();
}

std::string window_of(const IndexQuery& query) {
  return " " + std::to_string(query.window()) + " ";
}

// What stands between the children.
std::string joiner(const IndexQuery& query) {
  switch (query.op()) {
    case Op::kAnd:
      return " AND ";
    case Op::kSynonym:
      return " SYNONYM ";
    case Op::kPhrase:
      return " PHRASE" + window_of(query);
    case Op::kNear:
      return " NEAR" + window_of(query);
    case Op::kAndNot:
      return " AND_NOT ";
    case Op::kAndMaybe:
      return " AND_MAYBE ";
    case Op::kFilter:
      return " FILTER ";
    default:
      return " OR ";
  }
}

std::string describe_passage(const OnePassage& asked) {
  static constexpr const char* kNames[] = {"SENTENCE", "PARAGRAPH", "QUOTE"};
  std::string text = kNames[static_cast<std::size_t>(asked.passage)];
  for (const OnePassage::Phrase& phrase : asked.phrases) {
    text += " \"";
    for (const std::string& term : phrase.terms) text += term + " ";
    text.back() = '"';
  }
  return text;
}

}  // namespace

IndexQuery::IndexQuery(Node node)
    : node_(std::make_shared<const Node>(std::move(node))) {}

IndexQuery IndexQuery::all() { return IndexQuery(Node{.op = Op::kAll}); }

IndexQuery IndexQuery::term(std::string term) {
  return IndexQuery(Node{.op = Op::kTerm, .term = std::move(term)});
}

IndexQuery IndexQuery::prefix(std::string beginning) {
  return IndexQuery(Node{.op = Op::kPrefix, .term = std::move(beginning)});
}

IndexQuery IndexQuery::published(const DateInterval& interval) {
  if (interval.end <= interval.begin) return {};
  return IndexQuery(Node{.op = Op::kPublished, .interval = interval});
}

IndexQuery IndexQuery::indexed(std::int64_t seconds) {
  return IndexQuery(
      Node{.op = Op::kIndexed, .interval = {seconds, kAnyDate.end}});
}

IndexQuery IndexQuery::passage(OnePassage asked) {
  assert(!asked.phrases.empty());
  return IndexQuery(Node{.op = Op::kPassage, .passage = std::move(asked)});
}

IndexQuery IndexQuery::freshness(const FreshnessScale& scale) {
  return IndexQuery(Node{.op = Op::kFreshness, .scale = scale});
}

IndexQuery IndexQuery::of(Op op, std::vector<IndexQuery> children) {
  std::vector<IndexQuery> kept;
  for (IndexQuery& child : children) {
    if (!child.empty()) {
      kept.push_back(std::move(child));
    } else if (op == Op::kAnd) {
      return {};
    }
  }
  if (kept.empty()) return {};
  const Op first = kept.front().op();
  if (kept.size() == 1 &&
      (op != Op::kSynonym || first == Op::kTerm || first == Op::kSynonym)) {
    return std::move(kept.front());
  }
  return IndexQuery(Node{.op = op, .children = std::move(kept)});
}

IndexQuery IndexQuery::of(Op op, const std::vector<std::string>& terms) {
  if (terms.size() == 1) return term(terms.front());
  return of(op, terms_of(terms));
}

IndexQuery IndexQuery::phrase(const std::vector<std::string>& terms) {
  if (terms.size() == 1) return term(terms.front());
  return IndexQuery(Node{.op = Op::kPhrase,
                         .children = terms_of(terms),
                         .window = static_cast<std::uint32_t>(terms.size())});
}

IndexQuery IndexQuery::near(const std::vector<std::string>& terms,
                            std::uint32_t window) {
  return IndexQuery(
      Node{.op = Op::kNear, .children = terms_of(terms), .window = window});
}

IndexQuery IndexQuery::of(Op op, IndexQuery first, IndexQuery second) {
  if (first.empty()) return {};
  if (second.empty()) return op == Op::kFilter ? IndexQuery() : first;
  return IndexQuery(
      Node{.op = op, .children = {std::move(first), std::move(second)}});
}

IndexQuery IndexQuery::scaled(double factor) const {
  if (empty() || factor == 1.0) return *this;
  return IndexQuery(
      Node{.op = Op::kScale, .children = {*this}, .factor = factor});
}

bool IndexQuery::holds(Op op) const {
  if (this->op() == op) return true;
  return node_ != nullptr &&
         std::ranges::any_of(children(), [op](const IndexQuery& child) {
           return child.holds(op);
         });
}

std::string IndexQuery::describe() const {
  switch (op()) {
    case Op::kNothing:
      return "NOTHING";
    case Op::kAll:
      return "ALL";
    case Op::kTerm:
      return term();
    case Op::kPrefix:
      return term() + "*";
    case Op::kPublished:
      return "PUBLISHED " + std::to_string(interval().begin) + ".." +
             std::to_string(interval().end);
    case Op::kIndexed:
      return "INDEXED " + std::to_string(interval().begin) + "..";
    case Op::kPassage:
      return describe_passage(passage());
    case Op::kFreshness:
      return "FRESHNESS " + std::to_string(scale().half_life) + " FROM " +
             std::to_string(scale().epoch);
    case Op::kScale:
      return number(factor()) + " * " + children().front().describe();
    default:
      break;
  }
  std::string text = "(";
  for (const IndexQuery& child : children()) {
    if (text.size() > 1) text += joiner(*this);
    text += child.describe();
  }
  return text + ")";
}

}  // namespace lede
