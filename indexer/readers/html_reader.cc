// SPDX-License-Identifier: GPL-3.0-or-later
//
// A page -> an article: fields from its metadata, text from the element that
// holds most of its paragraphs.

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/analysis/text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_metadata.h"
#include "indexer/readers/html_text.h"

namespace lede::internal {
namespace {

// Paragraphs shorter than this are captions and buttons.
constexpr std::size_t kMinParagraphBytes = 40;

bool is_framed(const GumboNode& paragraph) {
  for (const GumboNode* node = paragraph.parent; node != nullptr;
       node = node->parent) {
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    switch (node->v.element.tag) {
      case GUMBO_TAG_NAV:
      case GUMBO_TAG_FOOTER:
      case GUMBO_TAG_ASIDE:
      case GUMBO_TAG_FORM:
      case GUMBO_TAG_NOSCRIPT:
        return true;
      default:
        break;
    }
  }
  return false;
}

// Gives each paragraph's bytes to its parent and half of them to the parent
// above, as extraction by text density does; what says it is the article wins
// from others that hold as much.
const GumboNode* main_element(const GumboNode& root) {
  std::unordered_map<const GumboNode*, double> score;
  for_each_element(root, [&](const GumboNode& element) {
    if (element.v.element.tag != GUMBO_TAG_P || is_framed(element)) return true;
    const std::size_t bytes = text_under(element, true).size();
    if (bytes < kMinParagraphBytes) return true;
    const GumboNode* const parent = element.parent;
    if (parent == nullptr) return true;
    score[parent] += static_cast<double>(bytes);
    if (parent->parent != nullptr) {
      score[parent->parent] += static_cast<double>(bytes) / 2;
    }
    return true;
  });
  const GumboNode* best = nullptr;
  double most = 0;
  for_each_element(root, [&](const GumboNode& element) {
    const auto found = score.find(&element);
    if (found == score.end() || found->second <= most) return true;
    best = &element;
    most = found->second;
    return true;
  });
  return best;
}

// The <article> or <main> around `element`, if it is not much more than it.
const GumboNode& widened(const GumboNode& element) {
  for (const GumboNode* node = &element; node != nullptr; node = node->parent) {
    if (node->type == GUMBO_NODE_ELEMENT &&
        (node->v.element.tag == GUMBO_TAG_ARTICLE ||
         node->v.element.tag == GUMBO_TAG_MAIN)) {
      return *node;
    }
  }
  return element;
}

std::string main_text(const HtmlTree& page) {
  const GumboNode* const element = main_element(page.root());
  if (element == nullptr) return text_under(page.root(), true);
  return text_under(widened(*element), true);
}

void drop_title_from(std::string& text, const std::string& title) {
  if (text.starts_with(title) && text.substr(title.size(), 1) == "\n") {
    text.erase(0, text.find_first_not_of('\n', title.size()));
  }
}

}  // namespace

Result<ParsedArticle> parse_html(std::string_view html,
                                 const ArticleContext& context) {
  const std::string clean = sanitize_utf8(html);
  const Result<HtmlTree> page = HtmlTree::parse(clean);
  if (!page) return page.error();
  Result<ParsedArticle> parsed = ParsedArticle{};
  const Result<void> fields =
      parse_articles(html_metadata(*page), context,
                     [&](std::size_t, Result<ParsedArticle> record) {
                       parsed = std::move(record);
                       return true;
                     });
  if (!fields) return fields.error();
  if (!parsed) return parsed;
  Article& article = parsed->article;
  article.text = main_text(*page);
  if (article.title) drop_title_from(article.text, *article.title);
  return parsed;
}

}  // namespace lede::internal
