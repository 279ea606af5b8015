// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/stories/article_signer.h"

#include <utility>

#include "common/mentioned_dates.h"

namespace lede {

ArticleSigner::ArticleSigner(std::shared_ptr<const Lexicon> lexicon,
                             const Background& background)
    : lexicon_(std::move(lexicon)),
      builder_(background),
      article_mentions_(*lexicon_) {}

StorySignature ArticleSigner::sign(const Article& article) {
  article_mentions_.clear();
  mentions_.clear();
  amounts_.clear();
  dates_.clear();
  builder_.begin(article);
  add(article, TextField::kTitle, article.title.value_or(""));
  add(article, TextField::kSummary, article.summary);
  for (const std::string& point : article.key_points) {
    add(article, TextField::kKeyPoints, point);
  }
  add(article, TextField::kBody, article.text);
  article_mentions_.decide(mentions_);
  builder_.add_mentions(mentions_);
  builder_.add_amounts(amounts_);
  builder_.add_dates(dates_);
  return builder_.finish();
}

void ArticleSigner::add(const Article& article, TextField field,
                        std::string_view text) {
  if (text.empty()) return;
  analyzer_.analyze(text, article.lang, stream_);
  builder_.add_text(field, stream_);
  article_mentions_.add(stream_, text);
  find_amounts(text, article.lang, amounts_);
  find_mentioned_dates(text, article.published, dates_);
}

}  // namespace lede
