// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether phrases stand in one sentence, paragraph or quotation of a document,
// by positions alone.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "searcher/query/index_query.h"

namespace lede {

// Ascending.
using TermPositions = std::vector<std::uint32_t>;
// Where a term stands in the document at hand.
using PositionsOf = std::function<TermPositions(const std::string& term)>;

// True if the document is one of `asked`. Asks for the positions of the bounds
// of passages and of all terms. REQUIRES: asked.phrases and each of them hold
// something.
bool in_one_passage(const OnePassage& asked, const PositionsOf& positions_of);

}  // namespace lede
