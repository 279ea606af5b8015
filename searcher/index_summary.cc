// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is in the index as a whole.

#include "searcher/index_summary.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "common/date.h"
#include "common/schema.h"
#include "searcher/deadline.h"
#include "searcher/facets.h"
#include "searcher/matcher.h"

namespace lede {
namespace {

constexpr std::size_t kMaxListedValues = 20;

std::uint64_t bytes_below(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator file(folder, error), end;
       !error && file != end; file.increment(error)) {
    std::error_code vanished;  // a writer may be at work
    const std::uintmax_t size = file->file_size(vanished);
    if (!vanished) bytes += size;
  }
  return bytes;
}

// The date of the first document in an order; empty if it has none.
std::string first_date(const Matcher& matcher, SortOrder sort) {
  MatchOrder order;
  order.sort = sort;
  order.limit = 1;
  order.exact_total = false;
  const MatchedPage page = matcher.page(IndexQuery::all(), {}, order);
  if (page.size() == 0) return {};
  const Xapian::Document document = matcher.document(page, 0);
  const auto seconds = decode_instant(document.get_value(slot::kPublished));
  if (!seconds) return {};
  Date date{*seconds, DatePrecision::kSecond};
  const std::string precision = document.get_value(slot::kPrecision);
  if (precision.size() == 1 && precision[0] >= '0' && precision[0] <= '3') {
    date.precision = static_cast<DatePrecision>(precision[0] - '0');
  }
  return format_date(date, TimeZone::utc());
}

}  // namespace

IndexStats summarize_index(const IndexView& view, const Lexicon& lexicon) {
  const Deadline none;
  const Matcher matcher(view, none);
  IndexStats stats;
  stats.uuid = view.info.uuid;
  stats.revision = view.info.revision;
  stats.updated_at = view.info.updated_at;
  stats.segments = view.info.segments;
  for (const auto& folder : view.info.folders) {
    stats.index_bytes += bytes_below(folder);
  }

  const Result<std::vector<FacetField>> fields =
      facet_fields({"source", "lang"});
  ValueCounts counts;
  ViewNames names;
  for (const FacetField& field : *fields) {
    want_facet(field, names, lexicon, counts);
  }
  stats.documents = matcher.count(IndexQuery::all(), &counts);
  const TimeZone utc = TimeZone::utc();
  const FacetContext context{names, lexicon, utc, {}, kMaxListedValues};
  stats.sources = make_facet((*fields)[0], counts, context).values;
  stats.languages = make_facet((*fields)[1], counts, context).values;

  stats.undated =
      stats.documents - matcher.count(IndexQuery::published(kAnyDate));
  stats.earliest = first_date(matcher, SortOrder::kOldest);
  stats.latest = first_date(matcher, SortOrder::kNewest);
  return stats;
}

}  // namespace lede
