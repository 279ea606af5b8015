// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rises: entities and phrases that stand in more articles of a window of
// days than in those of the window before.

#pragma once

#include <string_view>

#include "searcher/search_scope.h"
#include <lede/over_time.h>
#include <lede/result.h>

namespace lede {

// A phrase or entity has so many articles in the window at least.
inline constexpr std::uint64_t kFewestOfTrend = 3;
// Phrases are read from so many headlines of a window, evenly over it.
inline constexpr std::size_t kTrendHeadlines = 1000;
inline constexpr std::size_t kTrendWindows = 8;

// Days of "7d", "2w" or "1m". kInvalidArgument ("window: ...").
Result<int> window_days(std::string_view window);

// Entities are counted in all articles of both windows. Phrases are adjacent
// words, or runs of CJK, of sampled headlines, unless they speak of an entity
// that rises as much; the best are then counted in all headlines. Both are
// ranked by rise_score(), shares of the windows compared, from kTellingScore
// on. A story is that of the ten best hits for the entity's name, or the
// phrase, which most of the best forty belong to. kInvalidArgument names the
// parameter at fault. Throws what Xapian throws, and DeadlinePassed.
Result<TrendsResponse> find_trends(const SearchScope& scope,
                                   const TrendsRequest& request);

}  // namespace lede
