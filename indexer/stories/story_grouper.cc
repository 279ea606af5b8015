// SPDX-License-Identifier: GPL-3.0-or-later
//
//   put, remove -> lists -> to_relink
//   settle: to_relink -> links -> to_replace -> place, in order -> stories
//
// An entry's links depend on the signatures of its neighbours in the lists
// alone, its place on its links and on the stories of those they lead to, all
// of which stand before it. So one pass in order settles everything.

#include "indexer/stories/story_grouper.h"

#include <algorithm>
#include <utility>

#include "indexer/stories/internal/grouper_state.h"

namespace lede {

using internal::EntryLink;
using internal::kNoSlot;

namespace {

// More links would seldom lead to a story that the best do not.
constexpr std::size_t kMaxLinks = 8;

}  // namespace

StoryGrouper::StoryGrouper() : StoryGrouper(std::make_unique<State>()) {}
StoryGrouper::StoryGrouper(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
StoryGrouper::~StoryGrouper() = default;
StoryGrouper::StoryGrouper(StoryGrouper&&) noexcept = default;
StoryGrouper& StoryGrouper::operator=(StoryGrouper&&) noexcept = default;

void StoryGrouper::put(const ArticleKey& key, StorySignature signature,
                       std::uint32_t document) {
  const auto known = state_->slots.find(key);
  if (known == state_->slots.end()) {
    state_->aliases.erase(key);
    const State::Slot slot = state_->add(key, std::move(signature));
    state_->entries[slot].document = document;
    return;
  }
  const State::Slot old = known->second;
  state_->entries[old].document = document;
  if (state_->entries[old].signature == signature) return;
  state_->drop(old);
  const State::Slot slot = state_->add(key, std::move(signature));
  state_->entries[slot].document = document;
}

bool StoryGrouper::remove(const ArticleKey& key) {
  const auto known = state_->slots.find(key);
  if (known == state_->slots.end()) return false;
  state_->leave_alias(known->second);
  state_->drop(known->second);
  return true;
}

void StoryGrouper::note_former(const ArticleKey& key,
                               const ArticleKey& article) {
  if (!state_->slots.contains(key)) state_->aliases[key] = article;
}

void StoryGrouper::settle() { state_->settle(); }

StoryGrouper::State::Slot StoryGrouper::State::add(const ArticleKey& key,
                                                   StorySignature signature) {
  Slot slot = static_cast<Slot>(entries.size());
  if (free.empty()) {
    entries.emplace_back();
    met.emplace_back();
  } else {
    slot = free.back();
    free.pop_back();
  }
  StoryEntry& entry = entries[slot];
  entry.key = key;
  entry.signature = std::move(signature);
  entry.live = true;
  slots[key] = slot;
  join(slot, slot);
  lists.insert(slot);
  note_coming(slot);
  note_relink(slot);
  note_replace(slot);
  return slot;
}

void StoryGrouper::State::drop(Slot slot) {
  note_going(slot);
  lists.erase(slot);
  for (const EntryLink& link : entries[slot].links) {
    std::erase(entries[link.to].linked_by, slot);
  }
  for (const Slot other : entries[slot].linked_by) {
    std::erase_if(entries[other].links,
                  [&](const EntryLink& link) { return link.to == slot; });
    note_relink(other);
    note_replace(other);
  }
  leave(slot);
  slots.erase(entries[slot].key);
  // Members that are still to be placed elsewhere keep the slot taken.
  std::vector<Slot> members = std::move(entries[slot].members);
  entries[slot] = StoryEntry{};
  entries[slot].members = std::move(members);
  dropped.push_back(slot);
}

void StoryGrouper::State::leave_alias(Slot slot) {
  Slot heir = entries[slot].earliest;
  // The earliest may have gone just now, too, with its members still its own.
  if (heir == slot || !entries[heir].live) {
    const std::vector<Slot> members = entries[heir].members;
    heir = kNoSlot;
    for (const Slot member : members) {
      if (member == slot || !entries[member].live) continue;
      if (heir == kNoSlot || earlier()(member, heir)) heir = member;
    }
  }
  if (heir != kNoSlot) aliases[entries[slot].key] = entries[heir].key;
}

void StoryGrouper::State::note_relink(Slot slot) {
  if (std::exchange(entries[slot].relink, true)) return;
  to_relink.push_back(slot);
}

void StoryGrouper::State::note_replace(Slot slot) {
  if (std::exchange(entries[slot].replace, true)) return;
  to_replace.push_back(slot);
}

bool StoryGrouper::State::met_twice(Slot slot) {
  Met& one = met[slot];
  if (one.round != round) one = {round, 0};
  return ++one.lists == 2;
}

bool StoryGrouper::State::are_linked(Slot a, Slot b) const {
  return link_between(entries[a].signature, entries[b].signature).kind !=
         LinkKind::kNone;
}

void StoryGrouper::State::note_coming(Slot slot) {
  ++round;
  lists.for_each_behind(slot, [&](Slot behind, bool near, Slot last) {
    const StoryEntry& entry = entries[behind];
    const bool pushed = last != kNoSlot &&
                        std::ranges::find(entry.links, last, &EntryLink::to) !=
                            entry.links.end();
    const bool both = near && met_twice(behind);
    if (entry.relink) return;
    if (pushed || (both && are_linked(slot, behind))) note_relink(behind);
  });
}

void StoryGrouper::State::note_going(Slot slot) {
  lists.for_each_behind(slot, [&](Slot behind, bool, Slot last) {
    if (last == kNoSlot || entries[behind].relink) return;
    if (are_linked(last, behind)) note_relink(behind);
  });
}

void StoryGrouper::State::settle() {
  for (const Slot slot : to_relink) {
    if (entries[slot].live && entries[slot].relink) relink(slot);
  }
  to_relink.clear();
  // Later entries may be noted on the way, earlier ones not.
  std::set<Slot, Earlier> queue(earlier());
  const auto take_noted = [&] {
    for (const Slot slot : to_replace) {
      if (entries[slot].live && entries[slot].replace) queue.insert(slot);
    }
    to_replace.clear();
  };
  for (take_noted(); !queue.empty(); take_noted()) {
    const Slot slot = *queue.begin();
    queue.erase(queue.begin());
    place(slot);
  }
  for (const Slot slot : dropped) entries[slot] = StoryEntry{};
  free.insert(free.end(), dropped.begin(), dropped.end());
  dropped.clear();
}

void StoryGrouper::State::relink(Slot slot) {
  StoryEntry& entry = entries[slot];
  entry.relink = false;
  std::vector<EntryLink> links = find_links(slot);
  if (links == entry.links) return;
  for (const EntryLink& link : entry.links) {
    std::erase(entries[link.to].linked_by, slot);
  }
  for (const EntryLink& link : links) {
    entries[link.to].linked_by.push_back(slot);
  }
  entry.links = std::move(links);
  note_replace(slot);
}

std::vector<EntryLink> StoryGrouper::State::find_links(Slot slot) {
  const StoryEntry& entry = entries[slot];
  std::vector<EntryLink> links;
  ++round;
  lists.for_each_before(slot, [&](Slot other) {
    if (!met_twice(other)) return;
    const LinkScore score =
        link_between(entry.signature, entries[other].signature);
    if (score.kind != LinkKind::kNone) links.push_back({other, score});
  });
  const std::size_t kept = std::min(links.size(), kMaxLinks);
  std::ranges::partial_sort(
      links, links.begin() + static_cast<std::ptrdiff_t>(kept),
      [&](const EntryLink& a, const EntryLink& b) {
        return a.score != b.score ? a.score > b.score : earlier()(a.to, b.to);
      });
  links.resize(kept);
  links.shrink_to_fit();
  return links;
}

void StoryGrouper::State::place(Slot slot) {
  StoryEntry& entry = entries[slot];
  entry.replace = false;
  EntryLink parent;
  Slot earliest = slot;
  for (const EntryLink& link : entry.links) {
    const Slot candidate = entries[link.to].earliest;
    if (link.score.kind == LinkKind::kSameEvent && candidate != link.to &&
        !belongs_to(entry.signature, entries[candidate].signature)) {
      continue;
    }
    parent = link;
    earliest = candidate;
    break;
  }
  entry.parent = parent;
  if (earliest == entry.earliest) return;
  leave(slot);
  join(slot, earliest);
  for (const Slot other : entry.linked_by) note_replace(other);
}

void StoryGrouper::State::join(Slot slot, Slot earliest) {
  std::vector<Slot>& members = entries[earliest].members;
  if (members.empty()) ++stories;
  entries[slot].earliest = earliest;
  entries[slot].member_at = static_cast<std::uint32_t>(members.size());
  members.push_back(slot);
}

void StoryGrouper::State::leave(Slot slot) {
  std::vector<Slot>& members = entries[entries[slot].earliest].members;
  const std::uint32_t at = entries[slot].member_at;
  members[at] = members.back();
  entries[members[at]].member_at = at;
  members.pop_back();
  if (members.empty()) --stories;
  entries[slot].earliest = kNoSlot;
}

std::vector<StoryGrouper::State::Slot> StoryGrouper::State::in_order() const {
  std::vector<Slot> ordered;
  ordered.reserve(slots.size());
  for (const auto& [key, slot] : slots) ordered.push_back(slot);
  std::ranges::sort(ordered, earlier());
  return ordered;
}

}  // namespace lede
