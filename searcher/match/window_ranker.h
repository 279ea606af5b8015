// SPDX-License-Identifier: GPL-3.0-or-later
//
// The best documents that hold any of some terms, by MaxScore (Turtle and
// Flood, Information Processing and Management 1995) over windows: terms that
// cannot lift a document among the best by themselves are only looked up in
// those that others bring near.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "searcher/match/doc_set.h"
#include "searcher/match/match_node.h"
#include "searcher/match/part_sum.h"
#include "searcher/match/score_window.h"
#include "searcher/match/term_node.h"
#include "searcher/match/top_hits.h"

namespace lede {

// On one segment. One thread; what it is made of outlives it.
class WindowRanker {
 public:
  // `leaves`: any of them matches; `bonuses`: what else weighs, in documents
  // that match.
  WindowRanker(const SegmentContext& context, std::vector<MatchNode*> leaves,
               const std::vector<MatchNode*>& bonuses);

  // Adds the best of a block to `top`; of those in `allowed` alone, unless it
  // is null. `match` decides what matches. Changes `allowed`'s form.
  void rank(std::uint32_t block, DocSet* allowed, MatchNode& match,
            TopHits& top);

 private:
  // Parts that even together do not reach `needed`: how many of the first.
  [[nodiscard]] std::size_t not_essential(double needed) const;
  // Without windows, if there is but one term: to clear them takes longer than
  // a rare one.
  void rank_lone(std::uint32_t block, const DocSet* allowed, MatchNode& match,
                 TopHits& top);
  void rank_window(std::span<const std::uint64_t> allowed, MatchNode& match,
                   TopHits& top);
  // Looks at the likely best of the window first: what they weigh spares most
  // of the others.
  void rank_first(MatchNode& match, TopHits& top);
  // True if a document may weigh `needed` that has `most` if it has all of the
  // first `parts`.
  [[nodiscard]] bool may_reach(double needed, std::uint32_t ordinal,
                               std::size_t parts, double most) const;
  void look_at(std::uint32_t ordinal, MatchNode& match, TopHits& top);

  const SegmentContext& context_;
  std::optional<ScoreWindow> window_;  // unless there is a lone part
  // What is looked up only, then what is summed, the lowest bounds first.
  std::vector<MatchNode*> parts_;
  TermNode* lone_ = nullptr;   // the only part, if it is a term
  std::size_t looked_up_ = 0;  // how many are
  std::vector<double> below_;  // sum of bounds of the parts before each
  PartSum sum_;
  std::vector<std::pair<float, std::uint32_t>> first_;  // of rank_first()
};

}  // namespace lede
