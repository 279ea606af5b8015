// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures that an article speaks of, as terms: dates apart from its own,
// and amounts.

#pragma once

#include <vector>

#include "common/amounts.h"
#include "common/date.h"
#include "indexer/posting_table.h"
#include <lede/article.h>

namespace lede {

// What the texts of an article mention, in their order, as often as they do.
struct Figures {
  std::vector<DateInterval> dates;
  std::vector<Amount> amounts;
};

// Makes `figures` those of title, summary, key points and text. Two passes over
// them.
//
// REQUIRES: complete_language(article); texts are valid UTF-8.
void find_figures(const Article& article, Figures& figures);

// Adds their terms to `table`, each once, without weight or position.
void add_figure_terms(const Figures& figures, PostingTable& table);

}  // namespace lede
