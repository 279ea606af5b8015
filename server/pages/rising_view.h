// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rises this week, as lines of the front page.

#pragma once

#include <string>

#include "server/pages/page.h"
#include "server/pages/render.h"
#include <lede/over_time.h>

namespace lede {

// What the front page asks for.
TrendsRequest rising_request(const std::string& time_zone);

// Sets "rising": up to five trends, each of another story, each with the bars
// of its series and a text that says the same.
void add_rising(View& view, const TrendsResponse& trends, const Page& page);

}  // namespace lede
