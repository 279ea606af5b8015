// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which articles share a rare feature or a shingle: the grouper's postings.

#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "indexer/stories/internal/entry.h"

namespace lede::internal {

// Of one list so many articles next before (or behind) an article count.
inline constexpr std::size_t kNeighbours = 32;

class FeatureLists {
 public:
  // `entries` outlives this; slots index it.
  explicit FeatureLists(const std::vector<Entry>& entries)
      : entries_(&entries) {}

  // Puts the entry into the lists of its features, or takes it out of them.
  //
  // REQUIRES: its key and signature do not change in between.
  void insert(Slot slot);
  void erase(Slot slot);

  // Calls each(slot) for up to kNeighbours entries next before or behind `slot`
  // in each of its lists: for some several times. `slot` need not be in them.
  template <typename Each>
  void for_each_before(Slot slot, const Each& each) const {
    for (const std::uint32_t name : lists_of(slot)) {
      const auto list = lists_.find(name);
      if (list == lists_.end()) continue;
      const std::vector<Slot>& slots = list->second;
      std::size_t at = place_in(slots, slot);
      for (std::size_t n = 0; n < kNeighbours && at > 0; ++n) each(slots[--at]);
    }
  }
  template <typename Each>
  void for_each_behind(Slot slot, const Each& each) const {
    for (const std::uint32_t name : lists_of(slot)) {
      const auto list = lists_.find(name);
      if (list == lists_.end()) continue;
      const std::vector<Slot>& slots = list->second;
      std::size_t at = place_in(slots, slot);
      if (at < slots.size() && slots[at] == slot) ++at;
      for (std::size_t n = 0; n < kNeighbours && at < slots.size(); ++n) {
        each(slots[at++]);
      }
    }
  }

 private:
  [[nodiscard]] std::vector<std::uint32_t> lists_of(Slot slot) const;
  // Of the first entry in `slots` that does not stand before `slot`.
  [[nodiscard]] std::size_t place_in(const std::vector<Slot>& slots,
                                     Slot slot) const;

  const std::vector<Entry>* entries_;
  std::unordered_map<std::uint32_t, std::vector<Slot>> lists_;
};

}  // namespace lede::internal
