// SPDX-License-Identifier: GPL-3.0-or-later
//
// How often each value of a slot stands in the documents of one match: by
// Xapian's stock spies, which also run on remote shards, or out of the columns
// of postings files.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/postings/postings_file.h"
#include "searcher/match/doc_set.h"
#include "searcher/value_names.h"

namespace lede {

// Counts of one match. Must outlive the Enquire it is attached to, and the
// files whose documents were added must outlive it.
class ValueCounts {
 public:
  // Asks for the counts of a slot, once however often it is asked for.
  // REQUIRES: it is one of column_slots(), or that of publication dates.
  void want(unsigned slot) { slots_.try_emplace(slot, slot); }
  // Asks for the counts of the names that the slot's values join instead: they
  // come from name_counts() alone. `names`, of the view that is matched, of
  // that slot, outlives this.
  void want_names(unsigned slot, ValueNames& names) {
    slots_.try_emplace(slot, slot).first->second.names = &names;
  }
  [[nodiscard]] bool empty() const { return slots_.empty(); }
  void attach(Xapian::Enquire& enquire);
  // Counts documents of `file`, that of the view's `segment`: those with
  // ordinals from `first` on that `set` holds.
  void add(std::size_t segment, const PostingsFile& file, std::uint32_t first,
           const DocSet& set);

  // Calls `take` with each distinct stored value and the documents that have
  // it. After the match. REQUIRES: want(slot) was called.
  using Take =
      std::function<void(const std::string& value, std::uint64_t documents)>;
  void for_each(unsigned slot, const Take& take) const;
  // The same without sums: a value may come several times. It is there during
  // the call alone.
  using TakePart =
      std::function<void(std::string_view value, std::uint64_t documents)>;
  void for_each_part(unsigned slot, const TakePart& take) const;
  // Publication dates, seconds since 1970, in any order, likewise.
  using TakeInstant =
      std::function<void(std::int64_t seconds, std::uint64_t documents)>;
  void for_each_instant(const TakeInstant& take) const;
  // After the match, by the numbers of `names`. REQUIRES: want_names().
  [[nodiscard]] ValueNames::Counts name_counts(unsigned slot) const;

 private:
  struct Slot {
    explicit Slot(unsigned slot) : spy(slot) {}

    Xapian::ValueCountMatchSpy spy;
    // By number of the file's column.
    std::map<const PostingsFile*, std::vector<std::uint64_t>> columns;
    std::vector<std::pair<std::int64_t, std::uint64_t>> instants;
    ValueNames* names = nullptr;  // null: whole values are counted
    ValueNames::Counts by_name;
  };

  std::map<unsigned, Slot> slots_;
};

}  // namespace lede
