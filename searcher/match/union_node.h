// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any of several.

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "searcher/match/match_node.h"
#include "searcher/match/term_node.h"
#include "searcher/match/term_weight.h"

namespace lede {

using MatchNodes = std::vector<std::unique_ptr<MatchNode>>;

// Weights add up.
class UnionNode : public MatchNode {
 public:
  explicit UnionNode(MatchNodes children);

  void fill(std::uint32_t block, DocSet& set) override;
  void fill_exactly(std::uint32_t block, DocSet& set) override;
  void add_to(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool confirm(std::uint32_t ordinal) override;
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;
  void add_parts(std::vector<MatchNode*>& parts) override;
  void add_bonus_parts(std::vector<MatchNode*>& parts) override;

  [[nodiscard]] const MatchNodes& children() const { return children_; }

 private:
  MatchNodes children_;
  DocSet one_;  // that of a child
};

// As one term, with the sum of their counts.
class SynonymNode final : public UnionNode {
 public:
  SynonymNode(const SegmentContext& context, MatchNodes children,
              TermWeight weight);

  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;
  void add_parts(std::vector<MatchNode*>& parts) override { add_self(parts); }
  void add_bonus_parts(std::vector<MatchNode*>& parts) override {
    add_self(parts);
  }
  [[nodiscard]] bool accumulates() const override { return !terms_.empty(); }
  void accumulate(ScoreWindow& window, double rest) override;

 private:
  // A term of it, as windows read it.
  struct Term {
    const PostingList* list;
    TermCursor cursor;
  };

  // The highest impact in the window.
  [[nodiscard]] double window_impact(std::uint32_t begin);
  void gather(Term& term, std::uint32_t begin);
  void find_terms();

  const SegmentContext& context_;
  TermWeight weight_;
  std::vector<Term> terms_;  // empty unless all are terms
  // Of a window: counts, and a bit each document that has any.
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint64_t> counted_;
};

}  // namespace lede
