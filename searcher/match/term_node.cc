// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/term_node.h"

#include <algorithm>
#include <array>

#include "searcher/match/score_window.h"

namespace lede {
namespace {

// Of so many postings impacts are counted one by one.
constexpr std::size_t kFewImpacts = 1024;

}  // namespace

TermNode::TermNode(const SegmentContext& context, const PostingList& list,
                   TermWeight weight)
    : context_(context), cursor_(list), bulk_(list), weight_(weight) {
  cost_ = list.frequency();
  if (weight_.weighs() && cost_ > 0) {
    bound_ = weight_.bound(context.impact(list.bound()));
  }
}

void TermNode::fill(std::uint32_t block, DocSet& set) {
  set.assign(cursor_.block(block));
}

void TermNode::narrow(std::uint32_t block, DocSet& set) {
  if (!set.empty()) set.intersect(cursor_.block(block));
}

void TermNode::add_to(std::uint32_t block, DocSet& set) {
  set.unite(cursor_.block(block));
}

bool TermNode::may_match(std::uint32_t ordinal) {
  return cursor_.contains(ordinal);
}

bool TermNode::count(std::uint32_t ordinal, std::uint32_t& wdf) {
  const std::uint32_t posting = cursor_.find(ordinal);
  if (posting == TermCursor::kNone) return false;
  wdf += list().wdf(posting);
  return true;
}

bool TermNode::weigh(std::uint32_t ordinal, double& weight) {
  if (!weight_.weighs()) return may_match(ordinal);
  std::uint32_t wdf = 0;
  if (!count(ordinal, wdf)) return false;
  weight += weight_.of(wdf, context_.norm(ordinal));
  return true;
}

void TermNode::add_most(std::uint32_t block,
                        std::span<const std::uint16_t> lows,
                        std::span<double> most) {
  if (!weight_.weighs()) return;
  // As SegmentContext::impact() has it.
  const double scale = weight_.bound(1) - weight_.bound(0);
  const double step =
      scale * context_.view.bound_stretch(context_.number) / UINT8_MAX;
  const PostingBlock& its = bulk_.block(block);
  for (std::size_t i = 0; i < lows.size(); ++i) {
    const std::uint32_t at = bulk_.advance(lows[i]);
    if (at == its.low.size()) return;
    if (its.low[at] != lows[i]) continue;
    most[i] += weight_.bound(0) + std::min(scale, step * its.impacts[at]);
  }
}

std::uint32_t TermNode::impact_of_best(const PostingBlock& block,
                                       std::size_t count) const {
  // Of many postings the groups' bounds will do, each of which one has.
  std::span<const std::uint8_t> impacts(block.impacts, block.low.size());
  if (impacts.size() > kFewImpacts) {
    const std::size_t begin = (block.first + kBoundGroup - 1) / kBoundGroup;
    const std::size_t end = (block.first + impacts.size()) / kBoundGroup;
    impacts = list().bounds().subspan(begin, end - begin);
  }
  std::array<std::uint32_t, UINT8_MAX + 1> postings{};
  for (const std::uint8_t impact : impacts) ++postings[impact];
  std::size_t above = 0;
  std::uint32_t impact = UINT8_MAX;
  for (; impact > 0; --impact) {
    above += postings[impact];
    if (above >= count) break;
  }
  return impact;
}

std::uint32_t TermNode::least_bound(double needed) const {
  if (needed <= weight_.bound(0)) return 0;
  const double impact = (needed - weight_.bound(0)) / weight_.scale();
  if (impact > 1) return UINT8_MAX + 1;
  return static_cast<std::uint32_t>(
      impact * UINT8_MAX / context_.view.bound_stretch(context_.number));
}

// Group after group: what its bound says is too little is not looked at.
void TermNode::accumulate(ScoreWindow& window, double rest) {
  const std::uint32_t least = least_bound(window.threshold() - rest);
  if (list().bound() < least) return;
  const auto [begin, end] = bulk_.range(window.begin(), ScoreWindow::kSize);
  const PostingBlock& block = bulk_.block(window.begin() / kPostingBlock);
  const auto bounds = list().bounds();
  for (std::uint32_t at = begin; at < end;) {
    const std::uint32_t group = (block.first + at) / kBoundGroup;
    const std::uint32_t group_end =
        std::min(end, (group + 1) * kBoundGroup - block.first);
    if (bounds[group] >= least) add_group(block, at, group_end, window);
    at = group_end;
  }
}

void TermNode::add_group(const PostingBlock& block, std::uint32_t begin,
                         std::uint32_t end, ScoreWindow& window) const {
  const std::uint32_t first = window.begin() % kPostingBlock;
  const float scale = weight_.scale();
  const float base = weight_.base();
  const float* const norms = window.norms();
  for (std::uint32_t i = begin; i < end; ++i) {
    // Damaged lists may not ascend.
    const std::uint32_t at = (block.low[i] - first) % ScoreWindow::kSize;
    std::uint32_t wdf = block.wdf[i];
    if (wdf == kWideWdf) wdf = list().wdf(block.first + i);
    const auto occurrences = static_cast<float>(wdf);
    window.add(at, base + scale * (occurrences / (occurrences + norms[at])));
  }
}

}  // namespace lede
