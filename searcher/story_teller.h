// SPDX-License-Identifier: GPL-3.0-or-later
//
// A story's id -> its articles, earliest first, what each added, and whom it
// credits.

#pragma once

#include <string_view>

#include "common/lexicon/lexicon.h"
#include "searcher/index_reader.h"
#include <lede/result.h>
#include <lede/story.h>

namespace lede {

// The story that `id` names: by the key of any of its articles, or by what it
// was called when an article that is gone was its first. Reads every article up
// to the last one asked for. kInvalidArgument for a limit or
// offset out of bounds; kNotFound; kCorrupt. Throws what Xapian throws.
Result<StoryAnswer> tell_story(std::string_view id, const StoryRequest& request,
                               IndexView& view, const Lexicon& lexicon);

}  // namespace lede
