// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/document_nodes.h"

#include <algorithm>

#include "common/schema.h"

namespace lede {

AllNode::AllNode(const SegmentContext& context) : context_(context) {
  cost_ = context.file().documents();
}

void AllNode::fill(std::uint32_t block, DocSet& set) {
  set.assign_range(0, context_.segment().block_size(block));
}

PublishedNode::PublishedNode(const SegmentContext& context,
                             const DateInterval& interval)
    : context_(context), interval_(interval) {
  cost_ = context.file().documents();
  find_range();
}

// Dates fall, and the undated, whose date is the least, stand last.
void PublishedNode::find_range() {
  if (!context_.segment().in_date_order()) return;
  const auto dates = context_.file().published();
  const auto first = std::partition_point(
      dates.begin(), dates.end(),
      [&](std::int64_t date) { return date >= interval_.end; });
  const auto last =
      std::partition_point(first, dates.end(), [&](std::int64_t date) {
        return date != kNoDate && date >= interval_.begin;
      });
  begin_ = static_cast<std::uint32_t>(first - dates.begin());
  end_ = static_cast<std::uint32_t>(last - dates.begin());
  cost_ = end_ - begin_;
}

void PublishedNode::fill(std::uint32_t block, DocSet& set) {
  const std::uint32_t begin = block * kPostingBlock;
  const std::uint32_t end = begin + context_.segment().block_size(block);
  if (context_.segment().in_date_order()) {
    set.assign_range(std::clamp(begin_, begin, end) - begin,
                     std::clamp(end_, begin, end) - begin);
    return;
  }
  set.assign_range(0, end - begin);
  set.keep_if([&](std::uint16_t low) { return may_match(begin + low); });
}

bool PublishedNode::may_match(std::uint32_t ordinal) {
  const auto dates = context_.file().published();
  if (ordinal >= dates.size()) return false;  // of a damaged list
  const std::int64_t date = dates[ordinal];
  return date != kNoDate && date >= interval_.begin && date < interval_.end;
}

bool PublishedNode::count(std::uint32_t ordinal, std::uint32_t& /*wdf*/) {
  return may_match(ordinal);
}

bool PublishedNode::weigh(std::uint32_t ordinal, double& /*weight*/) {
  return may_match(ordinal);
}

FreshnessNode::FreshnessNode(const SegmentContext& context,
                             const FreshnessScale& scale, double factor)
    : context_(context), scale_(scale), factor_(factor) {
  cost_ = context.file().documents();
  const std::int64_t newest = context.segment().newest();
  if (newest != kNoDate) bound_ = factor_ * freshness_value(newest, scale_);
}

void FreshnessNode::fill(std::uint32_t block, DocSet& set) {
  set.assign_range(0, context_.segment().block_size(block));
  set.keep_if([&](std::uint16_t low) {
    return may_match(block * kPostingBlock + low);
  });
}

bool FreshnessNode::may_match(std::uint32_t ordinal) {
  const auto dates = context_.file().published();
  return ordinal < dates.size() && dates[ordinal] != kNoDate;
}

bool FreshnessNode::count(std::uint32_t ordinal, std::uint32_t& /*wdf*/) {
  return may_match(ordinal);
}

bool FreshnessNode::weigh(std::uint32_t ordinal, double& weight) {
  if (!may_match(ordinal)) return false;
  weight +=
      factor_ * freshness_value(context_.file().published()[ordinal], scale_);
  return true;
}

}  // namespace lede
