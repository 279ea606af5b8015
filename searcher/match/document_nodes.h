// SPDX-License-Identifier: GPL-3.0-or-later
//
// What depends on the document alone: that it is there, and its date.

#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "common/date.h"
#include "common/schema.h"
#include "searcher/match/match_node.h"
#include "searcher/match/term_node.h"

namespace lede {

// Every document. Weighs nothing.
class AllNode final : public MatchNode {
 public:
  explicit AllNode(const SegmentContext& context);

  void fill(std::uint32_t block, DocSet& set) override;
  void narrow(std::uint32_t /*block*/, DocSet& /*set*/) override {}
  [[nodiscard]] bool may_match(std::uint32_t /*ordinal*/) override {
    return true;
  }
  [[nodiscard]] bool count(std::uint32_t /*ordinal*/,
                           std::uint32_t& /*wdf*/) override {
    return true;
  }
  [[nodiscard]] bool weigh(std::uint32_t /*ordinal*/,
                           double& /*weight*/) override {
    return true;
  }

 private:
  const SegmentContext& context_;
};

// Documents published within an interval, never the undated. Weighs nothing.
// Where runs are known, a few comparisons a run.
class PublishedNode final : public MatchNode {
 public:
  PublishedNode(const SegmentContext& context, const DateInterval& interval);

  [[nodiscard]] bool is_free() const override {
    return !context_.segment().runs().empty();
  }
  void fill(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;

 private:
  void find_ranges();

  const SegmentContext& context_;
  DateInterval interval_;
  // Ordinals [first, second), ascending; of no use where runs are not known.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;
};

// The dated, each weighing freshness_value() of its date, on a scale, times a
// factor.
class FreshnessNode final : public MatchNode {
 public:
  FreshnessNode(const SegmentContext& context, const FreshnessScale& scale,
                double factor);

  void fill(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;

 private:
  const SegmentContext& context_;
  FreshnessScale scale_;
  double factor_;
};

}  // namespace lede
