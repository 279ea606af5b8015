// SPDX-License-Identifier: GPL-3.0-or-later
//
// OP_PHRASE and OP_NEAR are given nothing but terms, since what else they
// accept they answer wrongly.

#include "searcher/stock_query.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/schema.h"
#include "searcher/one_passage.h"

namespace lede {
namespace {

using Op = IndexQuery::Op;
using Xapian::Query;

Query::op stock_op(Op op) {
  switch (op) {
    case Op::kAnd:
      return Query::OP_AND;
    case Op::kSynonym:
      return Query::OP_SYNONYM;
    case Op::kPhrase:
      return Query::OP_PHRASE;
    case Op::kNear:
      return Query::OP_NEAR;
    case Op::kAndNot:
      return Query::OP_AND_NOT;
    case Op::kAndMaybe:
      return Query::OP_AND_MAYBE;
    case Op::kFilter:
      return Query::OP_FILTER;
    default:
      return Query::OP_OR;
  }
}

}  // namespace

Query stock_query(const IndexQuery& query, DateOrder* dates) {
  switch (query.op()) {
    case Op::kNothing:
      return {};
    case Op::kAll:
      return Query(std::string());
    case Op::kTerm:
      return Query(query.term());
    case Op::kPrefix:
      return {Query::OP_WILDCARD, query.term(), 0, Query::WILDCARD_LIMIT_ERROR,
              Query::OP_SYNONYM};
    case Op::kPublished:
      return dates != nullptr ? dates->published(query.interval())
                              : stock_published(query.interval());
    case Op::kPassage:
      return one_passage_query(query.passage());
    case Op::kFreshness:
      return Query(
          (new Xapian::ValueWeightPostingSource(slot::kFreshness))->release());
    case Op::kScale:
      return stock_query(query.children().front(), dates) * query.factor();
    default:
      break;
  }
  std::vector<Query> children;
  for (const IndexQuery& child : query.children()) {
    children.push_back(stock_query(child, dates));
  }
  return {stock_op(query.op()), children.begin(), children.end(),
          query.window()};
}

Query stock_published(const DateInterval& interval) {
  constexpr std::int64_t kLast = kEarliestDate + (std::int64_t{1} << 40) - 1;
  const std::int64_t begin = std::max(interval.begin, kEarliestDate);
  if (begin > kLast || interval.end <= begin) return {};
  if (interval.end > kLast) {
    return {Query::OP_VALUE_GE, slot::kPublished, encode_instant(begin)};
  }
  return {Query::OP_VALUE_RANGE, slot::kPublished, encode_instant(begin),
          encode_instant(interval.end - 1)};
}

}  // namespace lede
