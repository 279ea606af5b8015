// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first documents by date.

#pragma once

#include <cstdint>
#include <vector>

#include "searcher/match/doc_set.h"
#include "searcher/match/match_node.h"
#include "searcher/match/term_node.h"
#include "searcher/matcher.h"

namespace lede {

// Newest or oldest first, the undated last both times, then by id.
class DateHits {
 public:
  DateHits(SortOrder order, std::size_t wanted);

  // The segment of what is added next.
  void begin(const SegmentContext& context);
  // False if nothing that is left of the segment can be among them.
  [[nodiscard]] bool wants_more() const { return !done_; }
  // Adds the documents of `set` that `match`, if given, confirms. REQUIRES:
  // blocks come in order.
  void add(std::uint32_t block, const DocSet& set, MatchNode* match);

  // In order, without weight.
  [[nodiscard]] std::vector<MatchedDocument> sorted() &&;

 private:
  [[nodiscard]] bool before(const DatePlace& a, const DatePlace& b) const;
  void prefetch_first(std::uint32_t block, const DocSet& set) const;
  void add(const DatePlace& hit);

  bool newest_;
  std::size_t wanted_;
  const SegmentContext* context_ = nullptr;
  bool in_order_ = false;        // the first of the segment come first
  bool alone_ = false;           // so they are those wanted, unseen their dates
  bool done_ = false;            // see wants_more()
  std::vector<DatePlace> hits_;  // the last in front
};

}  // namespace lede
