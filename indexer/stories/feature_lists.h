// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which articles share a rare feature or a shingle: the grouper's postings.

#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

#include "common/date.h"
#include "indexer/stories/internal/entry.h"

namespace lede::internal {

// Of one list so many articles next before (or behind) an article count.
inline constexpr std::size_t kNeighbours = 32;

class FeatureLists {
 public:
  // `entries` outlives this; slots index it.
  explicit FeatureLists(const std::vector<StoryEntry>& entries)
      : entries_(&entries) {}

  // Puts the entry into the lists of its features, or takes it out of them.
  //
  // REQUIRES: its key and signature do not change in between.
  void insert(Slot slot);
  void erase(Slot slot);

  // Calls each(other) for every entry among the kNeighbours next before `slot`
  // in one of its lists that a link of the list's kind may reach, once for each
  // such list.
  template <typename Each>
  void for_each_before(Slot slot, const Each& each) const {
    for (const ListName& name : lists_of(slot)) {
      const std::vector<Slot>& slots = list(name);
      std::size_t at = place_in(slots, slot);
      for (std::size_t n = 0; n < kNeighbours && at > 0; ++n) {
        const Slot other = slots[--at];
        if (reach_each_other(slot, other, name)) each(other);
      }
    }
  }

  // Calls each(other, near, last) for the kNeighbours entries next behind
  // `slot` in each of its lists. `near`: for_each_before(other) gives `slot`
  // for this list. `last` is the entry that it would give for this list if
  // `slot` were not in it, and does not as it is; or kNoSlot.
  //
  // REQUIRES: `slot` is in its lists.
  template <typename Each>
  void for_each_behind(Slot slot, const Each& each) const {
    for (const ListName& name : lists_of(slot)) {
      const std::vector<Slot>& slots = list(name);
      const std::size_t at = place_in(slots, slot);
      const std::size_t end = std::min(slots.size(), at + 1 + kNeighbours);
      for (std::size_t i = at + 1; i < end; ++i) {
        Slot last = i > kNeighbours ? slots[i - kNeighbours - 1] : kNoSlot;
        if (last != kNoSlot && !reach_each_other(slots[i], last, name)) {
          last = kNoSlot;
        }
        each(slots[i], reach_each_other(slots[i], slot, name), last);
      }
    }
  }

 private:
  struct ListName {
    std::uint32_t hash = 0;
    std::int64_t window_seconds = 0;  // how far apart its links may be

    friend auto operator<=>(const ListName&, const ListName&) = default;
  };

  [[nodiscard]] std::vector<ListName> lists_of(Slot slot) const;
  [[nodiscard]] const std::vector<Slot>& list(const ListName& name) const;
  // Of the first entry in `slots` that does not stand before `slot`.
  [[nodiscard]] std::size_t place_in(const std::vector<Slot>& slots,
                                     Slot slot) const;
  [[nodiscard]] bool stands_before(Slot a, Slot b) const {
    return spans_[a].begin != spans_[b].begin
               ? spans_[a].begin < spans_[b].begin
               : before((*entries_)[a], (*entries_)[b]);
  }
  [[nodiscard]] bool reach_each_other(Slot a, Slot b,
                                      const ListName& name) const {
    // An undated article is near to all.
    constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::max();
    const DateInterval& one = spans_[a];
    const DateInterval& other = spans_[b];
    return one.begin == kUndated || other.begin == kUndated ||
           (one.begin - other.end <= name.window_seconds &&
            other.begin - one.end <= name.window_seconds);
  }

  const std::vector<StoryEntry>* entries_;
  // By slot, once more, to be at hand; begins() of the entry.
  std::vector<DateInterval> spans_;
  std::unordered_map<std::uint32_t, std::vector<Slot>> lists_;
};

}  // namespace lede::internal
