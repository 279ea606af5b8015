// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all pages share: the frame around their content, the reader's language,
// links that keep it, and texts with marks.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/handlers/handlers.h"
#include "server/pages/render.h"
#include "server/pages/words.h"
#include <lede/article.h>

namespace lede {

// Where to follow a search: its feeds, its hits as a table, and all saved
// searches as a list of subscriptions. Links within the server.
struct FollowLinks {
  std::string atom;
  std::string json;
  std::string csv;
  std::string opml;
};

// The page being answered.
class Page {
 public:
  explicit Page(const Call& call);

  [[nodiscard]] const Call& call() const { return call_; }
  [[nodiscard]] UiLanguage language() const { return language_; }

  // A link within the server, in the language chosen by hand, if one was.
  [[nodiscard]] std::string link(std::string_view path,
                                 Parameters parameters = {}) const;
  [[nodiscard]] std::string article_link(std::string_view key,
                                         std::string_view query) const;

  // Renders `resource` with `view`, the words, and the frame around it; with
  // the head and its box, holding `query`, unless it is the front page.
  [[nodiscard]] HttpResponse respond(std::string_view resource,
                                     std::string_view title, View view,
                                     int status = 200) const;
  [[nodiscard]] HttpResponse respond_without_head(std::string_view resource,
                                                  View view) const;

  // What the box holds, and what goes along with the next query.
  void set_query(std::string_view query) { query_ = query; }
  void keep(const Parameter& parameter) { kept_.push_back(parameter); }
  // The feeds are named in the head of the page, where feed readers look.
  void set_follow(FollowLinks links) { follow_ = std::move(links); }

 private:
  void add_frame(View& view) const;
  [[nodiscard]] HttpResponse finish(std::string_view resource,
                                    std::string_view title, View view,
                                    bool head, int status) const;

  const Call& call_;
  UiLanguage language_;
  bool language_chosen_ = false;
  std::string query_;
  Parameters kept_;
  FollowLinks follow_;
};

// Sets the list `name` to the pieces of `text`, each with "text" and "mark".
//
// REQUIRES: `marks` are ascending, disjoint and within `text`.
void add_marked(View& view, std::string_view name, std::string_view text,
                const std::vector<Span>& marks);

// "lang" and "dir" of a text.
void add_text_language(View& view, std::string_view lang);

// Source, date and language, as they stand under a headline.
struct ArticleMeta {
  std::string_view source;
  std::string_view published;  // at its own precision
  bool inferred = false;
  std::string_view lang;
};
void add_meta(View& view, const ArticleMeta& meta, UiLanguage language);

// Headline, link and meta of an article in a list.
void add_headline(View& view, const Hit& hit, const Page& page);

// `refusal` of a request without a fitting key, as a page.
HttpResponse key_page(const Page& page, HttpResponse refusal);

// A page instead of the one asked for: no index, busy, not found ...
HttpResponse error_page(const Page& page, const Error& error);

}  // namespace lede
