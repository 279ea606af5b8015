// SPDX-License-Identifier: GPL-3.0-or-later
//
// What bursts are about: the story that tells it best, and what rose.

#pragma once

#include <cstddef>
#include <vector>

#include "common/date.h"
#include "searcher/search_scope.h"
#include <lede/request.h>
#include <lede/response.h>
#include <lede/result.h>

namespace lede {

// So many hits are looked at within a burst, and half as many before it and
// after it.
inline constexpr std::size_t kBurstSample = 40;
inline constexpr std::size_t kMaxBurstTerms = 5;

// Adds stories and terms to the bursts of the timeline of the answer to
// `request`, whose query is one that is answered as typed. Terms are the
// entities of the hits looked at and the words of their headlines, and counted
// in those hits. The story is that of the ten best hits within the burst (of
// all, if the query has no words) which most of them belong to, see
// top_story().
//
// Costs three searches for each burst. Fails as run_search() does; throws what
// that throws.
Result<void> label_bursts(const SearchScope& scope,
                          const SearchRequest& request, const TimeZone& zone,
                          std::vector<Burst>& bursts);

}  // namespace lede
