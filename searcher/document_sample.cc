// SPDX-License-Identifier: GPL-3.0-or-later
//
// Some of the documents that match.

#include "searcher/document_sample.h"

#include <algorithm>

namespace lede {

std::uint64_t for_each_sampled(
    const IndexView& view, const Matcher& matcher, const IndexQuery& match,
    std::size_t limit, const std::function<void(const DocumentData&)>& take) {
  MatchOrder order;
  order.sort = SortOrder::kNewest;
  order.limit = view.info.local ? view.database.get_doccount() : limit;
  order.exact_total = false;
  const MatchedPage page = matcher.page(match, {}, order);
  const std::size_t taken = std::min(limit, page.size());
  std::uint64_t sampled = 0;
  for (std::size_t i = 0; i < taken; ++i) {
    const auto data = DocumentData::open(
        matcher.document(page, i * page.size() / taken).get_data());
    if (!data) continue;
    take(*data);
    ++sampled;
  }
  return sampled;
}

}  // namespace lede
