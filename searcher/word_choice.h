// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which words of a query an article must hold: all of them, or, where no
// article does, all but the least telling ones.

#pragma once

#include <cstddef>
#include <vector>

#include "searcher/query/plan.h"
#include "searcher/query/tree.h"

namespace lede {

// Indexes into plan.units of the words to let go so that some article holds
// the rest; empty if none need be, or if it would not help. Decided on the
// words alone: no filter is looked at.
std::vector<std::size_t> words_to_drop(const QueryPlan& plan,
                                       const TermStatistics& statistics);

// The query without the units `dropped` of its plan. What it returns prints and
// plans as if those had never been typed, so that its printed form, typed as a
// query, gives the same answer. The same query if nothing of it can go.
ParsedQuery without_units(const ParsedQuery& query, const QueryPlan& plan,
                          const std::vector<std::size_t>& dropped);

// plan.words() of what matches, forbidden words excluded; weights are those of
// the words.
IndexQuery words_query(const QueryPlan& plan, MatchMode mode,
                       const std::vector<bool>& dropped);

// Makes units wanted whose words no article holds, stop words apart.
void want_unknown_words(QueryPlan& plan);

}  // namespace lede
