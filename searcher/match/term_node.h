// SPDX-License-Identifier: GPL-3.0-or-later
//
// One term.

#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "searcher/match/match_node.h"
#include "searcher/match/segment_postings.h"
#include "searcher/match/term_cursor.h"
#include "searcher/match/term_weight.h"

namespace lede {

// What nodes of one segment have in common.
struct SegmentContext {
  const ViewPostings& view;
  std::size_t number = 0;  // of the segment in it

  [[nodiscard]] const SegmentPostings& segment() const {
    return view.segment(number);
  }
  [[nodiscard]] const PostingsFile& file() const { return segment().file(); }
  // 0 for what is no document: a damaged list may name such ones.
  [[nodiscard]] std::uint32_t length(std::uint32_t ordinal) const {
    const auto lengths = file().lengths();
    return ordinal < lengths.size() ? lengths[ordinal] : 0;
  }
  [[nodiscard]] double norm(std::uint32_t ordinal) const {
    return view.norm(length(ordinal));
  }
  [[nodiscard]] Xapian::docid id(std::uint32_t ordinal) const {
    return view.id(number, ordinal);
  }
  // The highest impact of postings under such a bound of their list.
  [[nodiscard]] double impact(std::uint8_t bound) const {
    return std::min(1.0, bound * view.bound_stretch(number) / 255);
  }
};

class TermNode final : public MatchNode {
 public:
  // What it is made of outlives it.
  TermNode(const SegmentContext& context, const PostingList& list,
           TermWeight weight);

  // Finds documents as the node's own members do.
  [[nodiscard]] TermCursor& cursor() { return cursor_; }
  [[nodiscard]] const PostingList& list() const { return cursor_.list(); }

  void fill(std::uint32_t block, DocSet& set) override;
  void narrow(std::uint32_t block, DocSet& set) override;
  void add_to(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;
  void add_most(std::uint32_t block, std::span<const std::uint16_t> lows,
                std::span<double> most) override;
  [[nodiscard]] bool accumulates() const override { return true; }
  void accumulate(ScoreWindow& window, double rest) override;

  // Calls take(ordinal, wdf) for the documents of a block that may weigh
  // needed(), which is asked anew after each: those that likely are the
  // `best` heaviest first, then the others.
  template <typename Needed, typename Take>
  void scan(std::uint32_t block, std::size_t best, Needed needed, Take take);
  // What weigh() adds for a document that has it so often.
  [[nodiscard]] double weight(std::uint32_t ordinal, std::uint32_t wdf) const {
    return weight_.of(wdf, context_.norm(ordinal));
  }

 private:
  // Postings whose impact is in [least, below), of those alone that may weigh
  // needed().
  template <typename Needed, typename Take>
  void scan(const PostingBlock& block, std::uint32_t least, std::uint32_t below,
            Needed needed, Take take);
  // At least `count` postings of the block have such an impact, if it has so
  // many.
  [[nodiscard]] std::uint32_t impact_of_best(const PostingBlock& block,
                                             std::size_t count) const;
  void add_group(const PostingBlock& block, std::uint32_t begin,
                 std::uint32_t end, ScoreWindow& window) const;

  // No posting under a lower bound weighs `needed`.
  [[nodiscard]] std::uint32_t least_bound(double needed) const;

  const SegmentContext& context_;
  TermCursor cursor_;  // of documents looked up
  TermCursor bulk_;    // of windows, scans and add_most()
  TermWeight weight_;
};

template <typename Needed, typename Take>
void TermNode::scan(std::uint32_t block, std::size_t best, Needed needed,
                    Take take) {
  const PostingBlock& its = bulk_.block(block);
  if (its.low.empty() || list().bound() < least_bound(needed())) return;
  std::uint32_t below = UINT8_MAX + 1;
  if (best > 0) {
    const std::uint32_t high = impact_of_best(its, best);
    scan(its, high, below, needed, take);
    below = high;
  }
  scan(its, 0, below, needed, take);
}

template <typename Needed, typename Take>
void TermNode::scan(const PostingBlock& block, std::uint32_t least,
                    std::uint32_t below, Needed needed, Take take) {
  const auto bounds = list().bounds();
  const auto size = static_cast<std::uint32_t>(block.low.size());
  double least_weight = needed();
  std::uint32_t reaching = std::max(least, least_bound(least_weight));
  for (std::uint32_t at = 0; at < size;) {
    const std::uint32_t group = (block.first + at) / kBoundGroup;
    const std::uint32_t end =
        std::min(size, (group + 1) * kBoundGroup - block.first);
    if (bounds[group] < reaching) {
      at = end;
      continue;
    }
    for (; at < end; ++at) {
      const std::uint32_t impact = block.impacts[at];
      if (impact < reaching || impact >= below) continue;
      const std::uint32_t wdf = block.wdf[at] == kWideWdf
                                    ? list().wdf(block.first + at)
                                    : block.wdf[at];
      take(block.block * kPostingBlock + block.low[at], wdf);
      if (needed() == least_weight) continue;
      least_weight = needed();
      reaching = std::max(least, least_bound(least_weight));
    }
  }
}

}  // namespace lede
