// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/document_values.h"

#include <algorithm>

#include "common/date.h"
#include "common/schema.h"

namespace lede {
namespace {

constexpr std::int64_t kInstantSpan = std::int64_t{1} << 40;

bool encodable(std::int64_t seconds) {
  return seconds >= kEarliestDate && seconds - kEarliestDate < kInstantSpan;
}

void add_dates(const Article& article, Xapian::Document& document) {
  if (encodable(article.indexed_at)) {
    document.add_value(slot::kIndexedAt, encode_instant(article.indexed_at));
  }
  if (!article.published || !encodable(article.published->seconds)) return;
  const std::int64_t seconds = article.published->seconds;
  document.add_value(slot::kPublished, encode_instant(seconds));
  document.add_value(slot::kPublishedReversed,
                     encode_instant_reversed(seconds));
  document.add_value(slot::kFreshness,
                     Xapian::sortable_serialise(freshness_value(seconds)));
  const auto precision = static_cast<int>(article.published->precision);
  document.add_value(slot::kPrecision, std::to_string(precision));
}

}  // namespace

std::string join_values(const std::vector<std::string>& values) {
  std::string joined;
  for (const std::string& value : values) {
    if (value.empty()) continue;
    if (!joined.empty()) joined += kValueSeparator;
    const std::size_t begin = joined.size();
    joined += value;
    std::replace(joined.begin() + static_cast<std::ptrdiff_t>(begin),
                 joined.end(), kValueSeparator, ' ');
  }
  return joined;
}

void add_article_values(const Article& article, std::string_view content_hash,
                        Xapian::Document& document) {
  add_dates(article, document);
  document.add_value(slot::kId, article.id);
  document.add_value(slot::kContentHash, std::string(content_hash));
  document.add_value(slot::kOrigin, article.origin);
  document.add_value(slot::kSource, join_values({article.source}));
  document.add_value(slot::kAuthors, join_values(article.authors));
  document.add_value(slot::kTopics, join_values(article.topics));
  document.add_value(slot::kLanguage, article.lang);
}

}  // namespace lede
