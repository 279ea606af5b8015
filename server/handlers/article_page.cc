// SPDX-License-Identifier: GPL-3.0-or-later
//
// /articles/{key}: one article to read.

#include <algorithm>

#include "common/date.h"
#include "common/join.h"
#include "server/handlers/handlers.h"
#include "server/pages/article_marks.h"
#include "server/pages/page.h"

namespace lede {

namespace {

constexpr std::size_t kSimilar = 5;

std::string_view query_of(const Call& call) {
  for (const auto& [name, value] : call.target.parameters) {
    if (name == "q" && is_clean_text(value)) return value;
  }
  return {};
}

// Host of a link that may be followed; empty for other schemes, whose links
// could run something.
std::string_view followable_host(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!url.starts_with(scheme)) continue;
    url.remove_prefix(scheme.size());
    return url.substr(0, url.find_first_of("/?#"));
  }
  return {};
}

// Paragraphs are separated by blank lines.
std::vector<std::string_view> paragraphs(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of('\n'), text.size()));
  }
  return out;
}

void add_text(View& view, const Article& article, const ArticleMarks& marks) {
  add_marked(view, "summary", article.summary, marks.summary);
  view.flag("any_summary", !article.summary.empty());
  for (std::size_t i = 0; i < article.key_points.size(); ++i) {
    add_marked(view.list("points").emplace_back(), "pieces",
               article.key_points[i], marks.key_points[i]);
  }
  view.flag("any_points", !article.key_points.empty());
  for (const std::string_view paragraph : paragraphs(article.text)) {
    const auto begin =
        static_cast<std::size_t>(paragraph.data() - article.text.data());
    add_marked(view.list("paragraphs").emplace_back(), "pieces", paragraph,
               marks_within(marks.text, begin, begin + paragraph.size()));
  }
}

void add_links(View& view, const StoredArticleView& stored, const Page& page) {
  const Article& article = stored.article;
  const std::string_view host = followable_host(article.url);
  if (host.empty()) {
    view.text("plain_url", article.url);
  } else {
    view.text("url", article.url).text("host", host);
  }
  view.text("id", article.id);
  view.text("source_link",
            page.link("/search", {{"filter", "source:" + article.source}}));
  for (const HitEntity& entity : stored.entities) {
    view.list("entities")
        .emplace_back()
        .text("name", entity.name)
        .text("link", page.link("/search",
                                {{"filter", entity.kind + ":" + entity.id}}));
  }
  view.flag("any_entities", !stored.entities.empty());
  for (const std::string& topic : article.topics) {
    view.list("topics")
        .emplace_back()
        .text("name", topic)
        .text("link", page.link("/search", {{"filter", "topic:" + topic}}));
  }
  view.flag("any_topics", !article.topics.empty());
}

// What else there is to read; nothing if it cannot be told now.
void add_similar(View& view, std::string_view key, const Page& page) {
  SimilarOptions options;
  options.limit = kSimilar;
  const Result<SimilarResponse> similar =
      page.call().backend.similar(key, options);
  if (!similar) return;
  for (const Hit& hit : similar->hits) {
    add_headline(view.list("similar").emplace_back(), hit, page);
  }
  view.flag("any_similar", !similar->hits.empty());
}

std::string back_link(const Page& page, std::string_view query) {
  if (query.empty()) return page.link("/search", {{"sort", "newest"}});
  return page.link("/search", {{"q", std::string(query)}});
}

}  // namespace

HttpResponse handle_article_page(const Call& call) {
  Page page(call);
  const std::string_view query = query_of(call);
  page.set_query(query);
  const Result<StoredArticleView> stored = call.backend.article(call.argument);
  if (!stored) return error_page(page, stored.error());
  const Article& article = stored->article;
  const UiLanguage language = page.language();

  View view;
  add_text_language(view, article.lang);
  const std::string_view title = article.title
                                     ? std::string_view(*article.title)
                                     : word(language, "untitled");
  const ArticleMarks marks = find_marks(call, query, *stored);
  add_marked(view, "title", title, marks.title);
  const std::string published =
      article.published ? format_date(*article.published, TimeZone::utc())
                        : std::string();
  add_meta(
      view,
      {article.source, published, article.published_inferred, article.lang},
      language);
  if (!article.authors.empty()) {
    view.text("authors", phrase(language, "by", join(article.authors, ", ")));
  }
  view.text("back_link", back_link(page, query));
  if (stored->story.documents > 1) {
    view.text("story", phrase(language, "in_story",
                              number_text(stored->story.documents)))
        .text("story_link", page.link("/stories/" + stored->story.id));
  }
  add_text(view, article, marks);
  add_links(view, *stored, page);
  add_similar(view, stored->key, page);
  return page.respond("pages/article.mustache", title, std::move(view));
}

}  // namespace lede
