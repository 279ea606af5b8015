// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures that an article speaks of, as terms: dates apart from its own,
// and amounts.

#pragma once

#include "indexer/posting_table.h"
#include <lede/article.h>

namespace lede {

// Adds to `table`, without weight or position, the terms of all dates and
// amounts that title, summary, key points and text of `article` mention. Two
// passes over them.
//
// REQUIRES: complete_language(article); texts are valid UTF-8.
void add_figure_terms(const Article& article, PostingTable& table);

}  // namespace lede
