// SPDX-License-Identifier: GPL-3.0-or-later
//
// The story a hit belongs to.

#include "searcher/stories.h"

namespace lede {

StoryOfHit story_alone(const Hit& hit) {
  StoryOfHit story;
  story.id = hit.key;
  story.earliest_key = hit.key;
  story.earliest_id = hit.id;
  story.earliest_source = hit.source;
  story.earliest_published = hit.published;
  story.certain = true;
  return story;
}

std::uint64_t count_stories(std::uint64_t documents) { return documents; }

}  // namespace lede
