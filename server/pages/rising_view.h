// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rises this week, as lines of the front page.

#pragma once

#include <string>

#include "server/pages/page.h"
#include "server/pages/render.h"
#include <lede/over_time.h>
#include <lede/rising.h>

namespace lede {

// What the front page asks for.
TrendsRequest rising_request(const std::string& time_zone);

// To the story, or, if it has no other article, to the article.
std::string top_story_link(const TopStory& story, const Page& page);

// Sets "rising": up to five trends, each of another story, each with the bars
// of its series and a text that says the same.
void add_rising(View& view, const TrendsResponse& trends, const Page& page);

}  // namespace lede
