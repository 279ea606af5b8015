// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is in the index as a whole.

#pragma once

#include "common/lexicon/lexicon.h"
#include "searcher/index_reader.h"
#include <lede/stats.h>

namespace lede {

// Reads the statistics of all documents of a view: walks them all once. Throws
// what Xapian throws.
IndexStats summarize_index(const IndexView& view, const Lexicon& lexicon);

}  // namespace lede
