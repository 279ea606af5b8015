// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where documents stand newest first, those of a span of time stand together:
// found by bisection, they are matched by their ids alone.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "common/date.h"

namespace lede {

// The documents of one segment with ids in [begin, end).
struct DocumentRange {
  Xapian::docid begin = 0;
  Xapian::docid end = 0;
};

// The dates of one segment; remembers what it read of them.
class SegmentDates {
 public:
  // `runs` as in Segment, not empty.
  SegmentDates(const Xapian::Database& segment,
               std::vector<std::uint32_t> runs);

  // The documents published within `interval`, in ascending ranges.
  [[nodiscard]] std::vector<DocumentRange> published(
      const DateInterval& interval);

 private:
  struct Dated {
    Xapian::docid document = 0;
    std::int64_t instant = 0;
  };

  // The first id of `run` from which on nothing was published at `instant` or
  // later.
  [[nodiscard]] Xapian::docid first_before(std::int64_t instant,
                                           const DocumentRange& run);
  // The first dated document from `id` on.
  [[nodiscard]] std::optional<Dated> dated_from(Xapian::docid id);

  Xapian::Database segment_;
  std::vector<DocumentRange> runs_;
  std::unordered_map<Xapian::docid, std::optional<Dated>> known_;
};

// The dates of all segments of a view whose runs are known. Used by one thread
// at a time.
class DateOrder {
 public:
  void add(const Xapian::Database& segment,
           const std::vector<std::uint32_t>& runs);

  // Matches what stock_published(interval) matches, without weight. Costs a
  // few look-ups of values a run, none for an interval asked for before. Throws
  // what Xapian throws.
  [[nodiscard]] Xapian::Query published(const DateInterval& interval);

 private:
  std::unordered_map<std::string, SegmentDates> segments_;  // by uuid
};

}  // namespace lede
