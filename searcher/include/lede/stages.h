// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the time of a search goes.

#pragma once

#include <chrono>

namespace lede {

// What belongs to none, such as looking for other queries, is in none.
struct StageTimes {
  std::chrono::nanoseconds parse{0};    // text and filters -> what to look for
  std::chrono::nanoseconds match{0};    // -> documents, ranked and counted
  std::chrono::nanoseconds fold{0};     // -> stories
  std::chrono::nanoseconds snippet{0};  // -> hits with their passages
  std::chrono::nanoseconds facet{0};    // -> facets and timeline
};

}  // namespace lede
