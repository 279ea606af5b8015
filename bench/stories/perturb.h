// SPDX-License-Identifier: GPL-3.0-or-later
//
// Copies of an article as other papers print them: a made truth for grouping.

#pragma once

#include <random>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"
#include <lede/article.h>

namespace lede::bench {

// Makes copies. The same seed, article and number give the same copy on every
// machine. One a thread.
class CopyMaker {
 public:
  // `lexicon` outlives this.
  CopyMaker(const Lexicon& lexicon, unsigned seed);

  // A copy with some of: sentences dropped and swapped, the tail cut, another
  // headline, another house style, an agency's byline, names in another
  // language; out some hours later, at times known to the day alone. Its id is
  // that of the article, '#' and `number`.
  Article copy_of(const Article& article, unsigned number);

 private:
  // True `percent` times in a hundred.
  bool chance(unsigned percent);
  unsigned below(unsigned bound);
  void edit_sentences(Article& copy);
  void translate_names(Article& copy);
  void restyle(Article& copy);
  void sign_as_agency(Article& copy);
  void delay(Article& copy);

  const Lexicon& lexicon_;
  unsigned seed_;
  std::mt19937 random_;
  Analyzer analyzer_;
};

}  // namespace lede::bench
