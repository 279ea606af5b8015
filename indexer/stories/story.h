// SPDX-License-Identifier: GPL-3.0-or-later
//
// A story as it stands: its articles in the order in which they appeared.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "common/article_key.h"
#include "common/date.h"
#include "indexer/stories/story_similarity.h"

namespace lede {

struct StoryMember {
  ArticleKey key;
  std::uint32_t document = 0;  // its id in the index
  std::optional<DateInterval> published;
  // The earlier article of the story that made it a member, and by what; the
  // earliest has none (LinkKind::kNone).
  LinkScore link;
  ArticleKey linked_to;

  friend bool operator==(const StoryMember&, const StoryMember&) = default;
};

struct Story {
  ArticleKey id;                     // the earliest member's key
  std::vector<StoryMember> members;  // by first possible instant, then by key;
                                     // the undated last
  // True if the earliest was out before any other member can have been.
  bool certain = true;

  friend bool operator==(const Story&, const Story&) = default;
};

}  // namespace lede
