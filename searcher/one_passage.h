// SPDX-License-Identifier: GPL-3.0-or-later
//
// SENTENCE and PARAGRAPH: Xapian compares positions with each other, but not
// with where something begins.

#pragma once

#include <xapian.h>

#include "searcher/query/index_query.h"

namespace lede {

// The documents of `asked`, without weight, as a source that reads the
// positions of each document it is asked for: a few look-ups in the index. Only
// for databases of this machine; throws what Xapian throws while it is matched.
//
// REQUIRES: asked.phrases and each of them hold something.
Xapian::Query one_passage_query(const OnePassage& asked);

}  // namespace lede
