// SPDX-License-Identifier: GPL-3.0-or-later
//
// As one term: all that begin with something, or a long row of synonyms.

#pragma once

#include <cstdint>
#include <vector>

#include "searcher/match/match_node.h"
#include "searcher/match/term_node.h"
#include "searcher/match/term_weight.h"

namespace lede {

// Reads all postings of a block, of all terms, when first asked about it; no
// look-ups in the terms one by one.
class ManyTermsNode final : public MatchNode {
 public:
  ManyTermsNode(const SegmentContext& context, std::vector<PostingList> lists,
                TermWeight weight);

  void fill(std::uint32_t block, DocSet& set) override;
  void add_to(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;
  [[nodiscard]] bool accumulates() const override { return true; }
  void accumulate(ScoreWindow& window, double rest) override;

 private:
  void gather(std::uint32_t block);
  void gather(const PostingList& list, const PostingBlock& block);
  // Documents with fewer do not weigh `needed`.
  [[nodiscard]] std::uint32_t least_count(double needed) const;
  // Where a sum does not fit a count.
  [[nodiscard]] std::uint32_t exact_count(std::uint32_t ordinal) const;

  const SegmentContext& context_;
  std::vector<PostingList> lists_;
  TermWeight weight_;
  // Of the block at hand: counts, and a bit each document that has a term.
  std::uint32_t block_ = UINT32_MAX;
  std::vector<std::uint16_t> counts_;
  std::vector<std::uint64_t> held_;
};

}  // namespace lede
