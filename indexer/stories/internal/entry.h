// SPDX-License-Identifier: GPL-3.0-or-later
//
// An article as the grouper holds it.

#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "indexer/stories/story.h"
#include "indexer/stories/story_signature.h"

namespace lede::internal {

// Where an entry stands in the grouper's table.
using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = std::numeric_limits<Slot>::max();

struct EntryLink {
  Slot to = kNoSlot;  // an earlier entry
  LinkScore score;

  friend bool operator==(const EntryLink&, const EntryLink&) = default;
};

struct StoryEntry {
  ArticleKey key;
  std::uint32_t document = 0;  // its id in the index
  StorySignature signature;
  bool live = false;
  bool relink = false;   // its links are to be found anew
  bool replace = false;  // its place is to be found anew

  // The earlier entries that may make it a member of their story, best first,
  // and those for which it is one.
  std::vector<EntryLink> links;
  std::vector<Slot> linked_by;

  EntryLink parent;         // none: it is the earliest of its story
  Slot earliest = kNoSlot;  // of its story; itself if alone
  std::uint32_t member_at = 0;
  std::vector<Slot> members;  // of the story it is the earliest of, unordered

  [[nodiscard]] std::int64_t begins() const {
    return signature.published ? signature.published->begin
                               : std::numeric_limits<std::int64_t>::max();
  }
};

// The order of all articles: total, and of the articles alone.
inline bool before(const StoryEntry& a, const StoryEntry& b) {
  const std::int64_t at = a.begins();
  const std::int64_t bt = b.begins();
  return at != bt ? at < bt : a.key < b.key;
}

}  // namespace lede::internal
