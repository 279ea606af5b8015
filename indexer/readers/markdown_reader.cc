// SPDX-License-Identifier: GPL-3.0-or-later
//
// Markdown with front matter: fields from the one, title (if no field gives it)
// and text from the other.

#include <utility>

#include "common/analysis/text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/markdown_text.h"

namespace lede::internal {

Result<ParsedArticle> parse_markdown(std::string_view text,
                                     const ArticleContext& context) {
  const std::string clean = sanitize_utf8(text);
  const FrontMatter front = split_front_matter(clean);
  Result<ParsedArticle> parsed = ParsedArticle{};
  const Result<void> fields = parse_articles(
      front.json, context, [&](std::size_t, Result<ParsedArticle> record) {
        parsed = std::move(record);
        return true;
      });
  if (!fields) return fields.error();
  if (!parsed) return parsed;
  Article& article = parsed->article;
  MarkdownText body = markdown_to_text(front.body, !article.title);
  if (!article.title && !body.title.empty()) {
    article.title = std::move(body.title);
  }
  if (!body.text.empty()) article.text = std::move(body.text);
  return parsed;
}

}  // namespace lede::internal
