// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which brackets of a query count.

#pragma once

#include <vector>

#include "searcher/query/lexer.h"

namespace lede::internal {

// Leaves out brackets without a pair, pairs around nothing and pairs nested
// deeper than kMaxQueryDepth, so that a reader may recurse into the rest. A
// field before brackets left out becomes a word. Linear.
void pair_brackets(std::vector<Lexeme>& lexemes,
                   std::vector<Warning>& warnings);

}  // namespace lede::internal
