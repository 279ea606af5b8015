// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain words side by side -> units: what is one thing is found by the lexicon,
// the index and, for runs without spaces, what articles hold together.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "searcher/query/forms.h"
#include "searcher/query/plan.h"
#include "searcher/query/tree.h"

namespace lede::internal {

// A unit and what it marks, groups not yet given.
struct PlannedUnit {
  PlanUnit unit;
  MatchPatterns patterns;
  std::string exact_term;                // of a single word; empty for all else
  std::vector<std::string> code_points;  // of CJK runs, without stop words
};

// How many of `nodes` from the first on make one run: leaves of kind kWord that
// share field and weight. 0 if the first is none.
std::size_t run_length(std::span<const QueryNode> nodes);

// Plans the words of one run. Words without anything to look up are left out.
std::vector<PlannedUnit> plan_run(std::span<const QueryNode> words,
                                  bool mixed_case, const PlanContext& context);

}  // namespace lede::internal
