// SPDX-License-Identifier: GPL-3.0-or-later
//
// A part of a query, at work on one segment.
//
// Matching has two phases: fill() and narrow() work on whole blocks and may
// leave documents in that do not match, where telling needs positions;
// confirm() is asked about those that are still of interest.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "searcher/match/doc_set.h"

namespace lede {

class ScoreWindow;

// Used by one thread, block after block; within one, the members that take an
// ordinal are quickest in ascending order. The segment outlives it.
class MatchNode {
 public:
  MatchNode() = default;
  MatchNode(const MatchNode&) = delete;
  MatchNode& operator=(const MatchNode&) = delete;
  virtual ~MatchNode() = default;

  // Documents it may match: what to begin with, and what to try first.
  [[nodiscard]] std::uint64_t cost() const { return cost_; }
  // No document weighs more.
  [[nodiscard]] double bound() const { return bound_; }
  // True if nothing has to be confirmed.
  [[nodiscard]] bool exact() const { return exact_; }

  // True if fill() costs next to nothing, whatever it finds.
  [[nodiscard]] virtual bool is_free() const { return false; }

  // Makes `set` the documents of `block` that may match.
  virtual void fill(std::uint32_t block, DocSet& set) = 0;
  // Keeps of `set` those that may match.
  virtual void narrow(std::uint32_t block, DocSet& set);
  // Makes `set` the documents of `block` that do match.
  virtual void fill_exactly(std::uint32_t block, DocSet& set);
  // Adds those that may match to `set`.
  virtual void add_to(std::uint32_t block, DocSet& set);
  [[nodiscard]] virtual bool may_match(std::uint32_t ordinal) = 0;
  // True if a document that may match does.
  [[nodiscard]] virtual bool confirm(std::uint32_t /*ordinal*/) { return true; }
  [[nodiscard]] bool matches(std::uint32_t ordinal) {
    return may_match(ordinal) && (exact_ || confirm(ordinal));
  }

  // If it matches: adds its occurrences, those of its parts together.
  [[nodiscard]] virtual bool count(std::uint32_t ordinal,
                                   std::uint32_t& wdf) = 0;
  // If it matches: adds what it weighs. Else `weight` stays.
  [[nodiscard]] virtual bool weigh(std::uint32_t ordinal, double& weight) = 0;

  // Adds to `most`, for each of the ordinals of a block with those low bits,
  // ascending, no less than weigh() would.
  virtual void add_most(std::uint32_t block,
                        std::span<const std::uint16_t> lows,
                        std::span<double> most);

  // The nodes whose weights add up to its own in documents that match it.
  virtual void add_parts(std::vector<MatchNode*>& parts) { add_self(parts); }

  // The nodes whose weights, each where it matches, add up to its own, whether
  // it matches or not.
  virtual void add_bonus_parts(std::vector<MatchNode*>& parts) {
    add_self(parts);
  }

  // Adds what it weighs to the documents of a window. It may leave out those
  // that would weigh less than window.threshold() together with `rest`, the
  // most that anything else may add.
  virtual void accumulate(ScoreWindow& window, double rest);
  // True if that takes no look-ups document by document.
  [[nodiscard]] virtual bool accumulates() const { return false; }

 protected:
  void add_self(std::vector<MatchNode*>& parts) {
    if (bound_ > 0) parts.push_back(this);
  }

  std::uint64_t cost_ = 0;
  double bound_ = 0;
  bool exact_ = true;

 private:
  DocSet scratch_;
  DocSet filled_;  // of filled_block_, for accumulate()
  std::uint32_t filled_block_ = UINT32_MAX;
};

}  // namespace lede
