// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the grouper tells once it is settled.

#include <algorithm>
#include <utility>

#include "indexer/stories/internal/grouper_state.h"
#include "indexer/stories/story_grouper.h"

namespace lede {

using internal::kNoSlot;

std::size_t StoryGrouper::articles() const { return state_->slots.size(); }
std::size_t StoryGrouper::stories() const { return state_->stories; }

std::optional<ArticleKey> StoryGrouper::story_of(const ArticleKey& key) const {
  const auto known = state_->slots.find(key);
  if (known == state_->slots.end()) return std::nullopt;
  return state_->entries[state_->entries[known->second].earliest].key;
}

std::optional<ArticleKey> StoryGrouper::resolve(const ArticleKey& id) const {
  ArticleKey key = id;
  // What was noted of former keys may lead in a circle.
  for (std::size_t hops = 0; hops <= state_->aliases.size(); ++hops) {
    if (auto story = story_of(key)) return story;
    const auto alias = state_->aliases.find(key);
    if (alias == state_->aliases.end()) break;
    key = alias->second;
  }
  return std::nullopt;
}

std::optional<Story> StoryGrouper::story(const ArticleKey& id) const {
  const auto known = state_->slots.find(id);
  if (known == state_->slots.end()) return std::nullopt;
  const std::vector<State::StoryEntry>& entries = state_->entries;
  const State::StoryEntry& earliest = entries[known->second];
  if (earliest.earliest != known->second) return std::nullopt;
  std::vector<State::Slot> members = earliest.members;
  std::ranges::sort(members, state_->earlier());
  Story story{.id = id, .members = {}, .certain = true};
  for (const State::Slot slot : members) {
    const State::StoryEntry& entry = entries[slot];
    StoryMember member{.key = entry.key,
                       .document = entry.document,
                       .published = entry.signature.published,
                       .link = entry.parent.score,
                       .linked_to = {}};
    if (entry.parent.to != kNoSlot) {
      member.linked_to = entries[entry.parent.to].key;
    }
    story.members.push_back(member);
  }
  const auto& first = story.members.front().published;
  for (std::size_t i = 1; i < story.members.size(); ++i) {
    const auto& other = story.members[i].published;
    if (!first || !other || other->begin < first->end) story.certain = false;
  }
  return story;
}

std::vector<ArticleKey> StoryGrouper::story_ids() const {
  std::vector<ArticleKey> ids;
  for (const State::Slot slot : state_->in_order()) {
    const State::StoryEntry& entry = state_->entries[slot];
    if (entry.earliest == slot) ids.push_back(entry.key);
  }
  return ids;
}

std::vector<ArticleKey> StoryGrouper::shared_story_ids() const {
  std::vector<State::Slot> shared;
  for (const auto& [key, slot] : state_->slots) {
    if (state_->entries[slot].members.size() > 1) shared.push_back(slot);
  }
  std::ranges::sort(shared, state_->earlier());
  std::vector<ArticleKey> ids;
  for (const State::Slot slot : shared) {
    ids.push_back(state_->entries[slot].key);
  }
  return ids;
}

std::vector<std::pair<ArticleKey, ArticleKey>> StoryGrouper::former_ids()
    const {
  std::vector<std::pair<ArticleKey, ArticleKey>> former;
  for (const auto& [id, article] : state_->aliases) {
    if (const auto story = resolve(article)) former.emplace_back(id, *story);
  }
  std::ranges::sort(former);
  return former;
}

void StoryGrouper::for_each_article(
    const std::function<void(const ArticleKey&, std::uint32_t)>& visit) const {
  for (const auto& [key, slot] : state_->slots) {
    visit(key, state_->entries[slot].document);
  }
}

}  // namespace lede
