// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several queries on one time line.

#pragma once

#include <cstddef>

#include "searcher/search_scope.h"
#include <lede/over_time.h>
#include <lede/result.h>

namespace lede {

inline constexpr std::size_t kFewestCompared = 2;
inline constexpr std::size_t kMostCompared = 5;

// Each query is answered as a search for it, its spelling as typed, and counted
// in the buckets that all of them together need. kInvalidArgument names the
// parameter at fault. Costs two matches a query, and one of all articles.
// Throws what Xapian throws, and DeadlinePassed.
Result<Comparison> compare_queries(const SearchScope& scope,
                                   const CompareRequest& request);

}  // namespace lede
