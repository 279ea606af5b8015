// SPDX-License-Identifier: GPL-3.0-or-later
//
// The grouper's tables. See story_grouper.h for what they mean.

#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <unordered_map>
#include <vector>

#include "indexer/stories/feature_lists.h"
#include "indexer/stories/internal/entry.h"
#include "indexer/stories/story.h"
#include "indexer/stories/story_grouper.h"

namespace lede {

struct StoryGrouper::State {
  using Slot = internal::Slot;
  using StoryEntry = internal::StoryEntry;

  // An entry not yet linked, in its lists.
  Slot add(const ArticleKey& key, StorySignature signature);
  // Takes an entry out of everything; its slot is free after settle().
  void drop(Slot slot);
  // From now on the key of `slot`, which goes, stands for the story of another
  // of its members, if there is one.
  void leave_alias(Slot slot);

  // Fills all that follows from `entries` as a file gives them.
  void index_entries();

  void settle();
  void note_relink(Slot slot);
  void note_replace(Slot slot);
  // Finds the entry's links; notes it to be placed if they changed.
  void relink(Slot slot);
  [[nodiscard]] std::vector<internal::EntryLink> find_links(Slot slot);
  // Notes those behind `slot`, which came just now, whose links it is one of or
  // pushes one out of; and those that it gave room for another by going.
  void note_coming(Slot slot);
  void note_going(Slot slot);
  // True when `slot` is met in the second list of this round, never again: by
  // one rare word alone no two articles are compared.
  bool met_twice(Slot slot);
  [[nodiscard]] bool are_linked(Slot a, Slot b) const;
  // Finds which story the entry belongs to; notes those linked to it if that
  // changed.
  void place(Slot slot);
  void join(Slot slot, Slot earliest);
  void leave(Slot slot);

  // Where an entry stands in the order.
  struct Earlier {
    const std::vector<StoryEntry>* entries;
    bool operator()(Slot a, Slot b) const {
      return before((*entries)[a], (*entries)[b]);
    }
  };
  [[nodiscard]] Earlier earlier() const { return {&entries}; }
  // The slots that hold articles, in order.
  [[nodiscard]] std::vector<Slot> in_order() const;

  std::vector<StoryEntry> entries;
  std::unordered_map<ArticleKey, Slot, ArticleKeyHash> slots;
  // Of articles that are gone, but whose key may be known as a story's id: an
  // article of that story.
  std::unordered_map<ArticleKey, ArticleKey, ArticleKeyHash> aliases;
  internal::FeatureLists lists{entries};
  std::size_t stories = 0;

  std::vector<Slot> free;
  std::vector<Slot> dropped;  // free after settle()
  std::vector<Slot> to_relink;
  std::vector<Slot> to_replace;
  // By slot: in how many lists it was met, and the round that this is of.
  struct Met {
    std::uint32_t round = 0;
    std::uint32_t lists = 0;
  };
  std::vector<Met> met;
  std::uint32_t round = 0;
};

}  // namespace lede
