// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is asked of an index -> nodes that run on one segment.

#pragma once

#include <memory>
#include <vector>

#include "searcher/match/frequency_estimate.h"
#include "searcher/match/match_node.h"
#include "searcher/match/term_node.h"
#include "searcher/match/union_node.h"
#include "searcher/query/index_query.h"

namespace lede {

// For one segment. What it is made of outlives the nodes it makes.
class Compiler {
 public:
  // `plus`: words weigh by BM25+, see text_weight().
  Compiler(const SegmentContext& context, FrequencyEstimate& estimate,
           bool plus)
      : context_(context), estimate_(estimate), plus_(plus) {}

  // `factor`: what the weights are multiplied by; 0 if they are of no interest.
  [[nodiscard]] std::unique_ptr<MatchNode> compile(const IndexQuery& query,
                                                   double factor);

 private:
  [[nodiscard]] std::unique_ptr<TermNode> term(const std::string& term,
                                               double factor) const;
  [[nodiscard]] std::unique_ptr<MatchNode> prefix(const IndexQuery& query,
                                                  double factor);
  [[nodiscard]] std::unique_ptr<MatchNode> synonym(const IndexQuery& query,
                                                   double factor);
  [[nodiscard]] std::unique_ptr<MatchNode> near(const IndexQuery& query,
                                                double factor) const;
  [[nodiscard]] std::unique_ptr<MatchNode> conjunction(const IndexQuery& query,
                                                       double factor);
  void add_conjuncts(const IndexQuery& query, double factor,
                     MatchNodes& conjuncts);
  void add_alternatives(const IndexQuery& query, double factor,
                        MatchNodes& alternatives);
  [[nodiscard]] TermWeight weight(std::uint32_t frequency, double factor) const;

  const SegmentContext& context_;
  FrequencyEstimate& estimate_;
  bool plus_;
};

}  // namespace lede
