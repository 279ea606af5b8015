// SPDX-License-Identifier: GPL-3.0-or-later
//
// Article -> StorySignature, where nothing has analyzed the article yet.

#pragma once

#include <memory>
#include <vector>

#include "common/amounts.h"
#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"
#include "indexer/stories/signature_builder.h"
#include "indexer/stories/story_signature.h"
#include <lede/article.h>

namespace lede {

// Holds an Analyzer: one a thread.
class ArticleSigner {
 public:
  // `background` outlives this.
  ArticleSigner(std::shared_ptr<const Lexicon> lexicon,
                const Background& background);

  // REQUIRES: texts are valid UTF-8 without NUL; article.lang is set or can be
  // done without.
  StorySignature sign(const Article& article);

  // The features of the article signed last.
  [[nodiscard]] const std::vector<CountedFeature>& features() const {
    return builder_.features();
  }

 private:
  void add(const Article& article, TextField field, std::string_view text);

  std::shared_ptr<const Lexicon> lexicon_;
  Analyzer analyzer_;
  SignatureBuilder builder_;
  // Of the article at hand; kept to reuse their memory.
  TokenStream stream_;
  ArticleMentions article_mentions_;
  std::vector<Mention> mentions_;
  std::vector<Amount> amounts_;
  std::vector<DateInterval> dates_;
};

}  // namespace lede
