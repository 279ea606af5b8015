// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/stories/feature_lists.h"

#include <algorithm>

namespace lede::internal {
namespace {

// So many of an article's features, the weightiest, and so many shingles, the
// lowest, have lists: two copies of which half the shingles are common miss
// each other once in 2^12.
constexpr std::size_t kListedFeatures = 12;
constexpr std::size_t kListedShingles = 12;
// Keeps the names of shingles apart from those of features.
constexpr std::uint32_t kShingleMark = 0x5bd1e995;

}  // namespace

std::vector<std::uint32_t> FeatureLists::lists_of(Slot slot) const {
  const StorySignature& signature = (*entries_)[slot].signature;
  std::vector<EventFeature> features = signature.features;
  const std::size_t listed = std::min(features.size(), kListedFeatures);
  std::ranges::partial_sort(
      features, features.begin() + static_cast<std::ptrdiff_t>(listed),
      [](const EventFeature& a, const EventFeature& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash;
      });
  std::vector<std::uint32_t> lists;
  lists.reserve(kListedFeatures + kListedShingles);
  for (std::size_t i = 0; i < listed; ++i) lists.push_back(features[i].hash);
  const std::size_t shingles =
      std::min(signature.sketch.size(), kListedShingles);
  for (std::size_t i = 0; i < shingles; ++i) {
    lists.push_back(signature.sketch[i] ^ kShingleMark);
  }
  // One name twice would put the entry into one list twice.
  std::ranges::sort(lists);
  lists.erase(std::unique(lists.begin(), lists.end()), lists.end());
  return lists;
}

std::size_t FeatureLists::place_in(const std::vector<Slot>& slots,
                                   Slot slot) const {
  const Entry& entry = (*entries_)[slot];
  const auto place = std::ranges::partition_point(
      slots, [&](Slot other) { return before((*entries_)[other], entry); });
  return static_cast<std::size_t>(place - slots.begin());
}

void FeatureLists::insert(Slot slot) {
  for (const std::uint32_t name : lists_of(slot)) {
    std::vector<Slot>& slots = lists_[name];
    const std::size_t at = place_in(slots, slot);
    slots.insert(slots.begin() + static_cast<std::ptrdiff_t>(at), slot);
  }
}

void FeatureLists::erase(Slot slot) {
  for (const std::uint32_t name : lists_of(slot)) {
    const auto list = lists_.find(name);
    if (list == lists_.end()) continue;
    std::vector<Slot>& slots = list->second;
    const std::size_t at = place_in(slots, slot);
    if (at == slots.size() || slots[at] != slot) continue;
    slots.erase(slots.begin() + static_cast<std::ptrdiff_t>(at));
    if (slots.empty()) lists_.erase(list);
  }
}

}  // namespace lede::internal
