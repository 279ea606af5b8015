// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rises, as lines: a few on the front page, all on a page of their own.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "server/pages/page.h"
#include "server/pages/render.h"
#include <lede/over_time.h>
#include <lede/rising.h>

namespace lede {

// Lines of the front page.
inline constexpr std::size_t kRisingLines = 5;

// What is asked for to fill so many lines. A page does not wait long for it.
TrendsRequest rising_request(const std::string& time_zone, std::size_t lines);

// To the story, or, if it has no other article, to the article.
std::string top_story_link(const TopStory& story, const Page& page);

// Sets "any_rising" and "rising_list", the lines rendered: up to `lines`
// trends, each of another story, each with the bars of its series and a text
// that says the same.
void add_rising(View& view, const TrendsResponse& trends, std::size_t lines,
                const Page& page);

}  // namespace lede
