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
  find_ranges();
}

// In a run dates fall, and the undated, whose date is the least, stand last.
void PublishedNode::find_ranges() {
  const auto runs = context_.segment().runs();
  if (runs.empty()) return;
  const auto dates = context_.file().published();
  cost_ = 0;
  for (std::size_t i = 0; i + 1 < runs.size(); ++i) {
    const auto begin = dates.begin() + runs[i];
    const auto end = dates.begin() + runs[i + 1];
    const auto first = std::partition_point(
        begin, end, [&](std::int64_t date) { return date >= interval_.end; });
    const auto last = std::partition_point(
        first, end, [&](std::int64_t date) { return date >= interval_.begin; });
    if (first == last) continue;
    ranges_.emplace_back(static_cast<std::uint32_t>(first - dates.begin()),
                         static_cast<std::uint32_t>(last - dates.begin()));
    cost_ += static_cast<std::uint64_t>(last - first);
  }
}

void PublishedNode::fill(std::uint32_t block, DocSet& set) {
  const std::uint32_t begin = block * kPostingBlock;
  const std::uint32_t end = begin + context_.segment().block_size(block);
  set.clear();
  if (context_.segment().runs().empty()) {
    set.assign_range(0, end - begin);
    set.keep_if([&](std::uint16_t low) { return may_match(begin + low); });
    return;
  }
  for (const auto& [first, last] : ranges_) {
    if (first >= end || last <= begin) continue;
    set.unite_range(std::max(first, begin) - begin,
                    std::min(last, end) - begin);
  }
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
