// SPDX-License-Identifier: GPL-3.0-or-later
//
// The story a hit belongs to. No index groups articles yet, so an article is a
// story of its own; the answer already speaks of stories.

#pragma once

#include <cstdint>

#include <lede/article.h>
#include <lede/response.h>

namespace lede {

// The story of an article that stands alone. REQUIRES: key, id, source and
// published of `hit` are set.
StoryOfHit story_alone(const Hit& hit);

// Stories among `documents` matching articles.
std::uint64_t count_stories(std::uint64_t documents);

}  // namespace lede
