// SPDX-License-Identifier: GPL-3.0-or-later
//
// Requests narrowed to an interval.

#include "searcher/request_dates.h"

#include <algorithm>

#include "searcher/query/index_query.h"

namespace lede {
namespace {

std::string instant_text(std::int64_t seconds) {
  return format_date({seconds, DatePrecision::kSecond}, TimeZone::utc());
}

}  // namespace

void narrow_dates(const DateInterval& interval, const TimeZone& zone,
                  std::int64_t now, SearchRequest& request) {
  DateInterval both = interval;
  if (const auto from = parse_interval(request.from, zone, now);
      from && !request.from.empty()) {
    both.begin = std::max(both.begin, from->begin);
  }
  if (const auto to = parse_interval(request.to, zone, now);
      to && !request.to.empty()) {
    both.end = std::min(both.end, to->end);
  }
  // Ends that bind nothing have no date to be written as.
  request.from = both.begin <= kAnyDate.begin ? "" : instant_text(both.begin);
  // A second is whole.
  request.to = both.end == kAnyDate.end ? "" : instant_text(both.end - 1);
}

}  // namespace lede
