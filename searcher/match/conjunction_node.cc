// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/conjunction_node.h"

#include <algorithm>
#include <utility>

namespace lede {

ConjunctionNode::ConjunctionNode(MatchNodes children, MatchNode* counted)
    : children_(std::move(children)), counted_(counted) {
  std::stable_sort(
      children_.begin(), children_.end(),
      [](const auto& a, const auto& b) { return a->cost() < b->cost(); });
  std::stable_partition(children_.begin(), children_.end(),
                        [](const auto& child) { return child->is_free(); });
  cost_ = children_.front()->cost();
  for (const auto& child : children_) {
    cost_ = std::min(cost_, child->cost());
    bound_ += child->bound();
    exact_ = exact_ && child->exact();
  }
}

void ConjunctionNode::fill(std::uint32_t block, DocSet& set) {
  children_.front()->fill(block, set);
  for (std::size_t i = 1; i < children_.size() && !set.empty(); ++i) {
    children_[i]->narrow(block, set);
  }
}

void ConjunctionNode::narrow(std::uint32_t block, DocSet& set) {
  for (const auto& child : children_) child->narrow(block, set);
}

bool ConjunctionNode::may_match(std::uint32_t ordinal) {
  return std::ranges::all_of(
      children_, [&](const auto& child) { return child->may_match(ordinal); });
}

bool ConjunctionNode::confirm(std::uint32_t ordinal) {
  return exact_ || std::ranges::all_of(children_, [&](const auto& child) {
           return child->exact() || child->confirm(ordinal);
         });
}

bool ConjunctionNode::count(std::uint32_t ordinal, std::uint32_t& wdf) {
  if (counted_ != nullptr) {
    return matches(ordinal) && counted_->count(ordinal, wdf);
  }
  const std::uint32_t before = wdf;
  for (const auto& child : children_) {
    if (child->count(ordinal, wdf)) continue;
    wdf = before;
    return false;
  }
  return true;
}

bool ConjunctionNode::weigh(std::uint32_t ordinal, double& weight) {
  const double before = weight;
  for (const auto& child : children_) {
    if (child->weigh(ordinal, weight)) continue;
    weight = before;
    return false;
  }
  return true;
}

void ConjunctionNode::add_parts(std::vector<MatchNode*>& parts) {
  for (const auto& child : children_) child->add_parts(parts);
}

ExclusionNode::ExclusionNode(std::unique_ptr<MatchNode> wanted,
                             std::unique_ptr<MatchNode> forbidden)
    : wanted_(std::move(wanted)), forbidden_(std::move(forbidden)) {
  cost_ = wanted_->cost();
  bound_ = wanted_->bound();
  exact_ = wanted_->exact() && forbidden_->exact();
}

void ExclusionNode::fill(std::uint32_t block, DocSet& set) {
  wanted_->fill(block, set);
  if (!forbidden_->exact() || set.empty()) return;
  if (set.is_list()) {
    set.keep_if([&](std::uint16_t low) {
      return !forbidden_->may_match(block * kPostingBlock + low);
    });
  } else {
    forbidden_->fill(block, left_out_);
    set.subtract(left_out_);
  }
}

bool ExclusionNode::may_match(std::uint32_t ordinal) {
  return wanted_->may_match(ordinal) &&
         !(forbidden_->exact() && forbidden_->may_match(ordinal));
}

bool ExclusionNode::confirm(std::uint32_t ordinal) {
  return (wanted_->exact() || wanted_->confirm(ordinal)) &&
         !forbidden_->matches(ordinal);
}

bool ExclusionNode::count(std::uint32_t ordinal, std::uint32_t& wdf) {
  return !forbidden_->matches(ordinal) && wanted_->count(ordinal, wdf);
}

bool ExclusionNode::weigh(std::uint32_t ordinal, double& weight) {
  return !forbidden_->matches(ordinal) && wanted_->weigh(ordinal, weight);
}

void ExclusionNode::add_parts(std::vector<MatchNode*>& parts) {
  wanted_->add_parts(parts);
}

BonusNode::BonusNode(std::unique_ptr<MatchNode> wanted,
                     std::unique_ptr<MatchNode> bonus)
    : wanted_(std::move(wanted)), bonus_(std::move(bonus)) {
  cost_ = wanted_->cost();
  bound_ = wanted_->bound() + bonus_->bound();
  exact_ = wanted_->exact();
}

void BonusNode::fill(std::uint32_t block, DocSet& set) {
  wanted_->fill(block, set);
}

void BonusNode::narrow(std::uint32_t block, DocSet& set) {
  wanted_->narrow(block, set);
}

bool BonusNode::may_match(std::uint32_t ordinal) {
  return wanted_->may_match(ordinal);
}

bool BonusNode::confirm(std::uint32_t ordinal) {
  return wanted_->confirm(ordinal);
}

bool BonusNode::count(std::uint32_t ordinal, std::uint32_t& wdf) {
  return wanted_->count(ordinal, wdf);
}

bool BonusNode::weigh(std::uint32_t ordinal, double& weight) {
  if (!wanted_->weigh(ordinal, weight)) return false;
  static_cast<void>(bonus_->weigh(ordinal, weight));
  return true;
}

void BonusNode::add_parts(std::vector<MatchNode*>& parts) {
  wanted_->add_parts(parts);
  bonus_->add_bonus_parts(parts);
}

}  // namespace lede
