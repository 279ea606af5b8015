// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/stories/feature_lists.h"

#include <algorithm>

#include "indexer/stories/story_similarity.h"

namespace lede::internal {
namespace {

// So many of an article's features, the weightiest, and so many shingles, the
// lowest, have lists: two copies of which half the shingles are common miss
// each other once in 2^12.
constexpr std::size_t kListedFeatures = 12;
constexpr std::size_t kListedShingles = 12;
// In a list's name: keeps those of shingles apart from those of features.
constexpr std::uint32_t kShingleBit = 1;

}  // namespace

std::vector<FeatureLists::ListName> FeatureLists::lists_of(Slot slot) const {
  const StorySignature& signature = (*entries_)[slot].signature;
  std::vector<EventFeature> features = signature.features;
  const std::size_t listed = std::min(features.size(), kListedFeatures);
  std::ranges::partial_sort(
      features, features.begin() + static_cast<std::ptrdiff_t>(listed),
      [](const EventFeature& a, const EventFeature& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash;
      });
  std::vector<ListName> lists;
  lists.reserve(kListedFeatures + kListedShingles);
  for (std::size_t i = 0; i < listed; ++i) {
    lists.push_back({features[i].hash & ~kShingleBit, kEventWindowSeconds});
  }
  const std::size_t shingles =
      std::min(signature.sketch.size(), kListedShingles);
  for (std::size_t i = 0; i < shingles; ++i) {
    lists.push_back({signature.sketch[i] | kShingleBit, kCopyWindowSeconds});
  }
  // One name twice would put the entry into one list twice.
  std::ranges::sort(lists);
  const auto rest = std::ranges::unique(lists, {}, &ListName::hash);
  lists.erase(rest.begin(), rest.end());
  return lists;
}

const std::vector<Slot>& FeatureLists::list(const ListName& name) const {
  static const std::vector<Slot> nothing;
  const auto known = lists_.find(name.hash);
  return known == lists_.end() ? nothing : known->second;
}

std::size_t FeatureLists::place_in(const std::vector<Slot>& slots,
                                   Slot slot) const {
  // Most articles come in order.
  if (slots.empty() || stands_before(slots.back(), slot)) return slots.size();
  const auto place = std::ranges::partition_point(
      slots, [&](Slot other) { return stands_before(other, slot); });
  return static_cast<std::size_t>(place - slots.begin());
}

void FeatureLists::insert(Slot slot) {
  if (slot >= spans_.size()) spans_.resize(slot + std::size_t{1});
  const StoryEntry& entry = (*entries_)[slot];
  spans_[slot] = {entry.begins(), entry.signature.published
                                      ? entry.signature.published->end
                                      : entry.begins()};
  for (const ListName& name : lists_of(slot)) {
    std::vector<Slot>& slots = lists_[name.hash];
    const std::size_t at = place_in(slots, slot);
    slots.insert(slots.begin() + static_cast<std::ptrdiff_t>(at), slot);
  }
}

void FeatureLists::erase(Slot slot) {
  for (const ListName& name : lists_of(slot)) {
    const auto known = lists_.find(name.hash);
    if (known == lists_.end()) continue;
    std::vector<Slot>& slots = known->second;
    const std::size_t at = place_in(slots, slot);
    if (at == slots.size() || slots[at] != slot) continue;
    slots.erase(slots.begin() + static_cast<std::ptrdiff_t>(at));
    if (slots.empty()) lists_.erase(known);
  }
}

}  // namespace lede::internal
