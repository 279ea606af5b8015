// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much being fresh counts in an answer, and from when on it does not.

#pragma once

#include <cstdint>
#include <string>

#include "searcher/index_reader.h"
#include "searcher/query/index_query.h"
#include <lede/request.h>
#include <lede/response.h>
#include <lede/result.h>

namespace lede {

// What freshness comes to in one answer: an article gets
// most * 2^(-age / half-life), age counted from `now`.
struct Freshness {
  FreshnessReading reading;
  std::int64_t now = 0;  // seconds since 1970; never before the newest article
  double most = 0.0;     // points of score; 0 if it does not count
  IndexQuery part;       // for RankParts; empty if it does not count
  std::string warning;   // what could not be done; empty: nothing
};

// kInvalidArgument names the parameter out of its bounds.
Result<void> check_freshness(const SearchRequest& request);

// `match`: all that may be answered, with its filters. `sort`: the order it is
// answered in. Freshness is off where `match` lets in nothing published within
// the last half-life before `now`: see FreshnessOff::kPastDate. Remote
// shards know no half-life but the index's own, and do not let it count for
// more than they hold: then that is read, with a warning.
//
// REQUIRES: check_freshness(request).
Freshness read_freshness(const SearchRequest& request, SortOrder sort,
                         const IndexQuery& match, const IndexView& view,
                         std::int64_t now);

// Points of score that an article of now gets: for the default weight 0.4, else
// as many times that as the odds of `weight` are those of the default; at most
// a million.
double freshness_points(double weight);

}  // namespace lede
