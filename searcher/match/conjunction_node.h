// SPDX-License-Identifier: GPL-3.0-or-later
//
// All of several, one without another, one with more where it is there.

#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "searcher/match/match_node.h"
#include "searcher/match/union_node.h"

namespace lede {

// Those that weigh nothing are filters.
class ConjunctionNode final : public MatchNode {
 public:
  // `counted`: the child whose count is that of all together, as Xapian takes
  // it; null for the sum of all. REQUIRES: !children.empty().
  explicit ConjunctionNode(MatchNodes children, MatchNode* counted = nullptr);

  void fill(std::uint32_t block, DocSet& set) override;
  void narrow(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool confirm(std::uint32_t ordinal) override;
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;
  void add_parts(std::vector<MatchNode*>& parts) override;

  // The cheapest first, and before them what is free.
  [[nodiscard]] const MatchNodes& children() const { return children_; }

 private:
  MatchNodes children_;
  MatchNode* counted_;
};

// The first without the second.
class ExclusionNode final : public MatchNode {
 public:
  ExclusionNode(std::unique_ptr<MatchNode> wanted,
                std::unique_ptr<MatchNode> forbidden);

  void fill(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool confirm(std::uint32_t ordinal) override;
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;
  void add_parts(std::vector<MatchNode*>& parts) override;

  [[nodiscard]] MatchNode& wanted() const { return *wanted_; }

 private:
  std::unique_ptr<MatchNode> wanted_;
  std::unique_ptr<MatchNode> forbidden_;
  DocSet left_out_;
};

// The first; the second adds what it weighs where it is there.
class BonusNode final : public MatchNode {
 public:
  BonusNode(std::unique_ptr<MatchNode> wanted,
            std::unique_ptr<MatchNode> bonus);

  void fill(std::uint32_t block, DocSet& set) override;
  void narrow(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool confirm(std::uint32_t ordinal) override;
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;
  void add_parts(std::vector<MatchNode*>& parts) override;

  [[nodiscard]] MatchNode& wanted() const { return *wanted_; }
  [[nodiscard]] MatchNode& bonus() const { return *bonus_; }

 private:
  std::unique_ptr<MatchNode> wanted_;
  std::unique_ptr<MatchNode> bonus_;
};

}  // namespace lede
