// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the documents stand newest first, those of a span of time stand
// together: found by bisection, they are matched by their ids alone.

#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include <xapian.h>

#include "common/date.h"

namespace lede {

// Of one database, newest first and the undated last (ViewInfo::newest_first).
// Remembers what it read of it; used by one thread at a time.
class DateOrder {
 public:
  explicit DateOrder(const Xapian::Database& database);

  // Matches what stock_published(interval) matches, without weight. Costs a
  // few look-ups of values, none for an interval asked for before. Throws what
  // Xapian throws.
  [[nodiscard]] Xapian::Query published(const DateInterval& interval);

 private:
  struct Dated {
    Xapian::docid document = 0;
    std::int64_t instant = 0;
  };

  // The first id from which on nothing was published at `instant` or later.
  [[nodiscard]] Xapian::docid first_before(std::int64_t instant);
  // The first dated document from `id` on.
  [[nodiscard]] std::optional<Dated> dated_from(Xapian::docid id);

  Xapian::Database database_;
  Xapian::docid begin_ = 1;  // its ids are in [begin_, end_)
  Xapian::docid end_ = 1;
  std::unordered_map<Xapian::docid, std::optional<Dated>> known_;
};

}  // namespace lede
