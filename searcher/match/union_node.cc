// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/union_node.h"

#include <algorithm>
#include <utility>

#include "searcher/match/score_window.h"

namespace lede {

UnionNode::UnionNode(MatchNodes children) : children_(std::move(children)) {
  std::stable_partition(children_.begin(), children_.end(),
                        [](const auto& child) { return child->exact(); });
  for (const auto& child : children_) {
    cost_ += child->cost();
    bound_ += child->bound();
    exact_ = exact_ && child->exact();
  }
}

void UnionNode::fill(std::uint32_t block, DocSet& set) {
  set.clear();
  add_to(block, set);
}

// What one child holds for certain the others need not confirm.
void UnionNode::fill_exactly(std::uint32_t block, DocSet& set) {
  set.clear();
  for (const auto& child : children_) {
    if (child->exact()) {
      child->add_to(block, set);
    } else {
      child->fill(block, one_);
      one_.keep_if([&](std::uint16_t low) {
        return !set.contains(low) &&
               child->confirm(block * kPostingBlock + low);
      });
      set.unite(one_);
    }
  }
}

void UnionNode::add_to(std::uint32_t block, DocSet& set) {
  for (const auto& child : children_) child->add_to(block, set);
}

bool UnionNode::may_match(std::uint32_t ordinal) {
  return std::ranges::any_of(
      children_, [&](const auto& child) { return child->may_match(ordinal); });
}

bool UnionNode::confirm(std::uint32_t ordinal) {
  return exact_ || std::ranges::any_of(children_, [&](const auto& child) {
           return child->matches(ordinal);
         });
}

bool UnionNode::count(std::uint32_t ordinal, std::uint32_t& wdf) {
  bool any = false;
  for (const auto& child : children_) any = child->count(ordinal, wdf) || any;
  return any;
}

bool UnionNode::weigh(std::uint32_t ordinal, double& weight) {
  bool any = false;
  for (const auto& child : children_) {
    any = child->weigh(ordinal, weight) || any;
  }
  return any;
}

void UnionNode::add_parts(std::vector<MatchNode*>& parts) {
  add_bonus_parts(parts);
}

void UnionNode::add_bonus_parts(std::vector<MatchNode*>& parts) {
  for (const auto& child : children_) child->add_bonus_parts(parts);
}

SynonymNode::SynonymNode(const SegmentContext& context, MatchNodes children,
                         TermWeight weight)
    : UnionNode(std::move(children)), context_(context), weight_(weight) {
  bound_ = 0;
  if (!weight_.weighs()) return;
  find_terms();
  double impact = terms_.empty() ? 1 : 0;
  for (const Term& term : terms_) impact += context.impact(term.list->bound());
  bound_ = weight_.bound(std::min(impact, 1.0));
}

void SynonymNode::find_terms() {
  for (const auto& child : children()) {
    auto* const term = dynamic_cast<TermNode*>(child.get());
    if (term == nullptr) {
      terms_.clear();
      return;
    }
    terms_.push_back({&term->list(), TermCursor(term->list())});
  }
  counts_.resize(ScoreWindow::kSize);
  counted_.resize(ScoreWindow::kSize / 64);
}

bool SynonymNode::weigh(std::uint32_t ordinal, double& weight) {
  if (!weight_.weighs()) return matches(ordinal);
  std::uint32_t wdf = 0;
  if (!count(ordinal, wdf)) return false;
  // What stands twice in it must not count as more than the document holds.
  wdf = std::min(wdf, context_.length(ordinal));
  weight += weight_.of(wdf, context_.norm(ordinal));
  return true;
}

// An impact grows ever slower with the count: that of a sum is at most the sum
// of impacts.
double SynonymNode::window_impact(std::uint32_t begin) {
  double impact = 0;
  for (Term& term : terms_) {
    const auto [first, last] = term.cursor.range(begin, ScoreWindow::kSize);
    if (first >= last) continue;  // a damaged list may not ascend
    const std::uint32_t offset = term.cursor.block(begin / kPostingBlock).first;
    const auto bounds = term.list->bounds().subspan(
        (offset + first) / kBoundGroup,
        (offset + last - 1) / kBoundGroup - (offset + first) / kBoundGroup + 1);
    impact += context_.impact(std::ranges::max(bounds));
  }
  return std::min(impact, 1.0);
}

void SynonymNode::gather(Term& term, std::uint32_t begin) {
  const auto [first, last] = term.cursor.range(begin, ScoreWindow::kSize);
  const PostingBlock& block = term.cursor.block(begin / kPostingBlock);
  for (std::uint32_t i = first; i < last; ++i) {
    // Damaged lists may not ascend.
    const std::uint32_t at =
        (block.low[i] - begin % kPostingBlock) % ScoreWindow::kSize;
    std::uint32_t wdf = block.wdf[i];
    if (wdf == kWideWdf) wdf = term.list->wdf(block.first + i);
    counts_[at] += wdf;
    counted_[at / 64] |= std::uint64_t{1} << (at % 64);
  }
}

void SynonymNode::accumulate(ScoreWindow& window, double rest) {
  if (terms_.empty()) {
    MatchNode::accumulate(window, rest);
    return;
  }
  const double needed = window.threshold() - rest;
  if (bound_ < needed) return;
  if (weight_.bound(window_impact(window.begin())) < needed) return;
  for (Term& term : terms_) gather(term, window.begin());
  const float scale = weight_.scale();
  const float base = weight_.base();
  const float* const norms = window.norms();
  internal::for_each_bit(counted_, [&](std::uint32_t at) {
    const auto wdf = static_cast<float>(counts_[at]);
    window.add(at, base + scale * (wdf / (wdf + norms[at])));
    counts_[at] = 0;
  });
  std::ranges::fill(counted_, 0);
}

}  // namespace lede
