// SPDX-License-Identifier: GPL-3.0-or-later
//
// A query compiled for one segment, with the way chosen to run it.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "searcher/match/doc_set.h"
#include "searcher/match/frequency_estimate.h"
#include "searcher/match/match_node.h"
#include "searcher/match/part_sum.h"
#include "searcher/match/term_node.h"
#include "searcher/match/top_hits.h"
#include "searcher/match/union_node.h"
#include "searcher/match/window_ranker.h"
#include "searcher/ranking.h"

namespace lede {

// One thread; what it is made of outlives it.
class SegmentMatch {
 public:
  // `ranked`: documents are to be weighed, by `parts` too.
  SegmentMatch(const SegmentContext& context, FrequencyEstimate& estimate,
               const IndexQuery& match, const RankParts& parts, bool ranked);
  SegmentMatch(const SegmentMatch&) = delete;
  SegmentMatch& operator=(const SegmentMatch&) = delete;
  ~SegmentMatch() = default;

  [[nodiscard]] const SegmentContext& context() const { return context_; }
  // See MatchNode::exact().
  [[nodiscard]] bool exact() const { return match_->exact(); }
  [[nodiscard]] MatchNode& match() const { return *match_; }

  // Makes `set` the documents of the block that may match and may be seen.
  void fill(std::uint32_t block, DocSet& set);
  // The same, of those that do match.
  void fill_exactly(std::uint32_t block, DocSet& set);

  // True if rank() takes sets from fill(); else it finds documents itself.
  [[nodiscard]] bool ranks_sets() const { return !windows_.has_value(); }
  // Adds the best of the block to `top`. `set`: from fill() or fill_exactly()
  // (then `confirmed`), null unless ranks_sets().
  void rank(std::uint32_t block, const DocSet* set, bool confirmed,
            TopHits& top);

 private:
  // A disjunction of terms, and what else it depends on.
  struct Shape {
    std::vector<MatchNode*> leaves;
    std::vector<MatchNode*> bonuses;
    std::vector<MatchNode*> conditions;
  };

  void keep_seen(std::uint32_t block, DocSet& set) const;
  static bool take_apart(MatchNode& node, Shape& shape);
  void choose_windows(const std::vector<MatchNode*>& bonuses);
  void rank_set(std::uint32_t block, const DocSet& set, bool confirmed,
                TopHits& top);
  void rank_chunk(std::uint32_t block, bool confirmed, TopHits& top);
  DocSet* allowed(std::uint32_t block);

  SegmentContext context_;
  std::unique_ptr<MatchNode> match_;
  MatchNodes bonuses_;
  std::optional<PartSum> sum_;
  std::vector<std::uint16_t> chunk_;  // of rank_set()
  std::vector<PartSum::Most> likely_;
  std::optional<WindowRanker> windows_;
  std::vector<MatchNode*> conditions_;  // of windows_
  DocSet allowed_;
};

}  // namespace lede
