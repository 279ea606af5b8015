// SPDX-License-Identifier: GPL-3.0-or-later
//
// The terms that tell most of what an article is about.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/lexicon/lexicon.h"
#include "searcher/index_reader.h"

namespace lede {

struct ChosenTerm {
  std::string term;     // as the index knows it
  std::string text;     // for people
  double factor = 0.0;  // what its weight in other articles is scaled by
  // What it gives the article's likeness to itself: how rare it is, times the
  // factor once for each of the two. Terms are chosen by it.
  double weight = 0.0;
};

struct ArticleTerms {
  std::vector<ChosenTerm> terms;  // heaviest first
  bool cjk = false;               // most of them are CJK: see text_weight()
};

// Reads the terms of `document`, which is of `view`, and takes of names up to
// ten and of stems, figures and pairs of CJK code points up to thirty, by
// tf-idf with BM25's saturation (k1 1), those of the headline and names
// counting more. Terms that no other article holds are none. Costs a walk
// through the document's terms and a look-up for each candidate. Throws what
// Xapian throws.
ArticleTerms article_terms(const Xapian::Document& document,
                           const IndexView& view, const Lexicon& lexicon);

}  // namespace lede
