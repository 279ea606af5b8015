// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/segment_match.h"

#include <algorithm>
#include <utility>

#include "searcher/match/compile.h"
#include "searcher/match/conjunction_node.h"
#include "searcher/match/union_node.h"

namespace lede {
namespace {

// Windows read every posting of their terms; a condition that leaves fewer
// documents than one in so many of them is better begun with.
constexpr std::uint64_t kFewDocuments = 16;
// So many postings are better weighed one by one than summed in windows.
constexpr std::uint64_t kFewPostings = 256;
// Documents that bounds are read of side by side: few until there are enough to
// compare with.
constexpr std::size_t kFirstChunk = 32;
constexpr std::size_t kChunk = 1024;

}  // namespace

SegmentMatch::SegmentMatch(const SegmentContext& context,
                           FrequencyEstimate& estimate, const IndexQuery& match,
                           const RankParts& parts, bool ranked)
    : context_(context) {
  Compiler compiler(context_, estimate, parts.cjk);
  match_ = compiler.compile(match, ranked ? 1.0 : 0.0);
  if (!ranked) return;
  std::vector<MatchNode*> added;
  for (const IndexQuery& bonus : bonuses(parts)) {
    bonuses_.push_back(compiler.compile(bonus, 1.0));
    bonuses_.back()->add_bonus_parts(added);
  }
  choose_windows(added);
  if (windows_) return;
  match_->add_parts(added);
  sum_.emplace(std::move(added));
}

void SegmentMatch::choose_windows(const std::vector<MatchNode*>& bonuses) {
  Shape shape;
  shape.bonuses = bonuses;
  if (!take_apart(*match_, shape)) return;
  std::uint64_t postings = 0;
  for (const MatchNode* leaf : shape.leaves) postings += leaf->cost();
  const bool lone = shape.leaves.size() == 1 && shape.bonuses.empty();
  if (postings < kFewPostings && !lone) return;
  for (const MatchNode* condition : shape.conditions) {
    if (condition->cost() * kFewDocuments < postings) return;
  }
  conditions_ = std::move(shape.conditions);
  windows_.emplace(context_, std::move(shape.leaves), shape.bonuses);
}

bool SegmentMatch::take_apart(MatchNode& node, Shape& shape) {
  if (node.accumulates() || dynamic_cast<SynonymNode*>(&node) != nullptr) {
    shape.leaves.push_back(&node);
    return true;
  }
  if (const auto* bonus = dynamic_cast<BonusNode*>(&node)) {
    bonus->bonus().add_bonus_parts(shape.bonuses);
    return take_apart(bonus->wanted(), shape);
  }
  if (const auto* exclusion = dynamic_cast<ExclusionNode*>(&node)) {
    return take_apart(exclusion->wanted(), shape);
  }
  if (const auto* any = dynamic_cast<UnionNode*>(&node)) {
    for (const auto& child : any->children()) {
      shape.leaves.push_back(child.get());
    }
    return true;
  }
  const auto* all = dynamic_cast<ConjunctionNode*>(&node);
  if (all == nullptr) return false;
  MatchNode* weighed = nullptr;
  for (const auto& child : all->children()) {
    if (child->bound() == 0) {
      shape.conditions.push_back(child.get());
    } else if (weighed == nullptr) {
      weighed = child.get();
    } else {
      return false;
    }
  }
  return weighed != nullptr && take_apart(*weighed, shape);
}

void SegmentMatch::fill(std::uint32_t block, DocSet& set) {
  match_->fill(block, set);
  keep_seen(block, set);
}

void SegmentMatch::fill_exactly(std::uint32_t block, DocSet& set) {
  match_->fill_exactly(block, set);
  keep_seen(block, set);
}

void SegmentMatch::keep_seen(std::uint32_t block, DocSet& set) const {
  set.cut(context_.segment().block_size(block));
  if (!context_.segment().all_seen()) {
    set.intersect(context_.segment().seen(block));
  }
}

DocSet* SegmentMatch::allowed(std::uint32_t block) {
  const bool all_seen = context_.segment().all_seen();
  if (conditions_.empty() && all_seen) return nullptr;
  if (conditions_.empty()) {
    allowed_.assign_range(0, context_.segment().block_size(block));
  } else {
    conditions_.front()->fill(block, allowed_);
    for (std::size_t i = 1; i < conditions_.size(); ++i) {
      conditions_[i]->narrow(block, allowed_);
    }
  }
  if (!all_seen) allowed_.intersect(context_.segment().seen(block));
  return &allowed_;
}

void SegmentMatch::rank(std::uint32_t block, const DocSet* set, bool confirmed,
                        TopHits& top) {
  if (windows_) {
    windows_->rank(block, allowed(block), *match_, top);
  } else {
    rank_set(block, *set, confirmed, top);
  }
}

void SegmentMatch::rank_set(std::uint32_t block, const DocSet& set,
                            bool confirmed, TopHits& top) {
  if (sum_->bound() < top.threshold()) return;
  confirmed = confirmed || match_->exact();
  chunk_.clear();
  std::size_t full = kFirstChunk;
  set.for_each([&](std::uint16_t low) {
    chunk_.push_back(low);
    if (chunk_.size() < full) return;
    rank_chunk(block, confirmed, top);
    full = top.missing() > 0 ? kFirstChunk : std::min(full * 2, kChunk);
  });
  rank_chunk(block, confirmed, top);
}

void SegmentMatch::rank_chunk(std::uint32_t block, bool confirmed,
                              TopHits& top) {
  // Until there are enough, no weight is too little.
  const bool first = top.missing() > 0;
  if (first) {
    likely_.clear();
    for (const std::uint16_t low : chunk_) {
      likely_.push_back({sum_->bound(), low});
    }
  } else {
    sum_->keep_reaching(block, top.threshold(), chunk_, likely_);
  }
  chunk_.clear();
  for (const PartSum::Most& most : likely_) {
    if (most.weight < top.threshold()) continue;
    const std::uint32_t ordinal = block * kPostingBlock + most.low;
    double weight = 0;
    if (first && !confirmed && !match_->confirm(ordinal)) continue;
    if (!sum_->weigh(ordinal, top.threshold(), weight)) continue;
    if (!first && !confirmed && !match_->confirm(ordinal)) continue;
    top.add({context_.id(ordinal), weight});
  }
}

}  // namespace lede
