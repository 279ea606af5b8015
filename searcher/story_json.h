// SPDX-License-Identifier: GPL-3.0-or-later
//
// A story as one JSON object: the answer of the API's /stories.

#pragma once

#include <string>
#include <string_view>

#include <lede/story.h>

namespace lede {

// `next`: the address of the articles that follow; empty, null.
std::string story_to_json(const StoryAnswer& story, std::string_view next);

}  // namespace lede
