// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a query was read, as it is told to whoever typed it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "searcher/query/plan.h"
#include "searcher/query/tree.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

// The words and filters of `query` in order of typing; `dropped` are indexes
// into plan.units, and `plan` is that of `query`.
std::vector<ReadAsPart> read_as_parts(const ParsedQuery& query,
                                      const QueryPlan& plan,
                                      const std::vector<std::size_t>& dropped);

// The warnings of `query` and those of its plan and filters, all with positions
// in the query as typed.
std::vector<Warning> warnings_as_typed(const ParsedQuery& query,
                                       const std::vector<Warning>& of_plan);

// "no article holds all the words; left out: a, b", placed at the first.
Warning dropped_warning(const ParsedQuery& query, const QueryPlan& plan,
                        const std::vector<std::size_t>& dropped);

// "2 articles without a date left out by the date filter". REQUIRES: not 0.
Warning undated_warning(std::uint64_t documents);

// How the words were matched in the end: kAuto becomes kAll, or kAny if words
// had to be let go.
MatchMode match_read_as(MatchMode asked, bool dropped_words);

}  // namespace lede
