// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures that an article speaks of, as terms: dates apart from its own.

#pragma once

#include "indexer/posting_table.h"
#include <lede/article.h>

namespace lede {

// Adds to `table`, without weight or position, the terms of all dates that
// title, summary, key points and text of `article` mention. One pass over them.
//
// REQUIRES: texts are valid UTF-8.
void add_figure_terms(const Article& article, PostingTable& table);

}  // namespace lede
