// SPDX-License-Identifier: GPL-3.0-or-later
//
// What depends on the document alone: that it is there, and its date.

#pragma once

#include <cstdint>

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
// Where documents are sorted by date, a search by halves.
class PublishedNode final : public MatchNode {
 public:
  PublishedNode(const SegmentContext& context, const DateInterval& interval);

  [[nodiscard]] bool is_free() const override {
    return context_.segment().in_date_order();
  }
  void fill(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;

 private:
  void find_range();

  const SegmentContext& context_;
  DateInterval interval_;
  // Ordinals, of use where documents are sorted by date.
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
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
