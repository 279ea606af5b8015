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

// The last one that encode_instant() takes.
constexpr std::int64_t kLatestInstant =
    kEarliestDate + (std::int64_t{1} << 40) - 1;

// The dated documents, weighing freshness_value() of their dates on a scale
// times a factor.
class FreshnessSource final : public Xapian::ValuePostingSource {
 public:
  FreshnessSource(const FreshnessScale& scale, double factor)
      : ValuePostingSource(slot::kPublished), scale_(scale), factor_(factor) {}

  void init(const Xapian::Database& database) override {
    ValuePostingSource::init(database);
    set_maxweight(weight_of(database.get_value_upper_bound(slot::kPublished)));
  }
  double get_weight() const override { return weight_of(get_value()); }
  FreshnessSource* clone() const override {
    return new FreshnessSource(scale_, factor_);
  }

 private:
  [[nodiscard]] double weight_of(const std::string& published) const {
    const auto seconds = decode_instant(published);
    return seconds ? factor_ * freshness_value(*seconds, scale_) : 0;
  }

  FreshnessScale scale_;
  double factor_;
};

// Xapian 1.4.22 holds what a document must still weigh against the source's
// own greatest weight before it is scaled: scaled up, documents would be left
// out.
bool is_stored_freshness(const FreshnessScale& scale, double factor) {
  return scale == FreshnessScale{} && factor <= 1;
}

// By what the index holds where that will do: remote servers know that, too.
Query stock_freshness(const FreshnessScale& scale, double factor) {
  if (is_stored_freshness(scale, factor)) {
    return Query((new Xapian::ValueWeightPostingSource(slot::kFreshness))
                     ->release()) *
           factor;
  }
  return Query((new FreshnessSource(scale, factor))->release());
}

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
    case Op::kIndexed:
      return {Query::OP_VALUE_GE, slot::kIndexedAt,
              encode_instant(std::clamp(query.interval().begin, kEarliestDate,
                                        kLatestInstant))};
    case Op::kPassage:
      return one_passage_query(query.passage());
    case Op::kFreshness:
      return stock_freshness(query.scale(), 1);
    case Op::kScale:
      if (query.children().front().op() == Op::kFreshness) {
        return stock_freshness(query.children().front().scale(),
                               query.factor());
      }
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
  const std::int64_t begin = std::max(interval.begin, kEarliestDate);
  if (begin > kLatestInstant || interval.end <= begin) return {};
  if (interval.end > kLatestInstant) {
    return {Query::OP_VALUE_GE, slot::kPublished, encode_instant(begin)};
  }
  return {Query::OP_VALUE_RANGE, slot::kPublished, encode_instant(begin),
          encode_instant(interval.end - 1)};
}

}  // namespace lede
