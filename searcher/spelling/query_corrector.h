// SPDX-License-Identifier: GPL-3.0-or-later
//
// A query -> the query that was probably meant.

#pragma once

#include <optional>
#include <string>

#include "searcher/query/plan.h"
#include "searcher/query/tree.h"

namespace lede {

// The query, printed, with its misspelt words put right, words written apart
// joined and words run together parted; nullopt if there is nothing to put
// right. Only words and quotations are touched, never what is forbidden, marked
// (=word, word*, word~), a filter, part of a name the lexicon knows, or typed
// with a digit. Capitals stay where they were typed. Decided on the words
// alone.
//
// The first few doubtful words are looked at; each costs a comparison with the
// words of the index.
std::optional<std::string> corrected_query(const ParsedQuery& query,
                                           const PlanContext& context);

}  // namespace lede
