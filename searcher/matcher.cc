// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/matcher.h"

#include <algorithm>

#include "common/schema.h"
#include "searcher/match/array_matcher.h"
#include "searcher/stock_matcher.h"

namespace lede {

bool near_tie(double greater, double less) {
  return greater - less <= kNearTie * std::max(1.0, greater);
}

void settle_near_ties(std::vector<MatchedDocument>& hits) {
  for (auto begin = hits.begin(), end = begin; begin != hits.end();
       begin = end) {
    end = begin + 1;
    while (end != hits.end() && near_tie((end - 1)->weight, end->weight)) {
      ++end;
    }
    std::sort(begin, end,
              [](const MatchedDocument& a, const MatchedDocument& b) {
                return a.id < b.id;
              });
  }
}

void cut_page(std::vector<MatchedDocument>& hits, const MatchOrder& order) {
  const std::size_t first = std::min(order.offset, hits.size());
  const std::size_t last = std::min(first + order.limit, hits.size());
  hits.erase(hits.begin() + static_cast<std::ptrdiff_t>(last), hits.end());
  hits.erase(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(first));
}

IndexQuery article_query(std::string_view key) {
  return IndexQuery::term(bounded_term(std::string(prefix::kKey).append(key)));
}

MatchedPage Matcher::page(const IndexQuery& match, const RankParts& parts,
                          const MatchOrder& order) const {
  deadline_.check();
  // Postings files do not tell when a document was indexed.
  const bool by_index_time =
      match.holds(IndexQuery::Op::kIndexed) ||
      (order.sort == SortOrder::kLastIndexed && order.limit > 0);
  if (view_.postings != nullptr && !by_index_time) {
    return ArrayMatcher(*view_.postings, deadline_).page(match, parts, order);
  }
  return StockMatcher(view_, deadline_).page(match, parts, order);
}

MatchedPage Matcher::article(std::string_view key) const {
  MatchOrder order;
  order.sort = SortOrder::kNewest;
  order.limit = 1;
  order.exact_total = false;
  return page(article_query(key), {}, order);
}

std::string Matcher::article_id(const MatchedPage& page, std::size_t i) const {
  if (view_.postings == nullptr) return document(page, i).get_value(slot::kId);
  return std::string(view_.postings->article_id(page.hits[i].id));
}

std::uint64_t Matcher::count(const IndexQuery& match,
                             ValueCounts* counts) const {
  MatchOrder order;
  order.counts = counts;
  return page(match, {}, order).documents;
}

}  // namespace lede
