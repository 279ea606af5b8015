// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), for feed_to_json().
// Members that a reader need not find are left out where there is nothing to
// say, as the format wants it.

#include "common/json_writer.h"
#include "server/feeds/feed.h"

namespace lede {

namespace {

void write_authors(JsonWriter& json, const FeedEntry& entry) {
  json.key("authors");
  json.begin_array();
  const auto write = [&](const std::string& name) {
    json.begin_object();
    json.member("name", name);
    json.end_object();
  };
  for (const std::string& author : entry.authors) write(author);
  if (entry.authors.empty() && !entry.source.empty()) write(entry.source);
  json.end_array();
}

void write_entry(JsonWriter& json, const FeedEntry& entry) {
  json.begin_object();
  json.member("id", entry.id);
  json.member("url", entry.url.empty() ? entry.page : entry.url);
  json.member("title", entry.title);
  // An item must have a content; whoever wants all of it follows the link.
  json.member("content_text", entry.summary);
  if (!entry.summary.empty()) json.member("summary", entry.summary);
  if (!entry.published.empty()) {
    json.member("date_published", entry.published);
  }
  json.member("date_modified", entry.updated);
  write_authors(json, entry);
  json.key("tags");
  json.begin_array();
  for (const FeedCategory& category : entry.categories) {
    json.value(std::string_view(category.label));
  }
  json.end_array();
  if (!entry.lang.empty()) json.member("language", entry.lang);
  json.key("_lede");
  json.begin_object();
  json.member("page", entry.page);
  json.text_or_null("story", entry.story);
  json.member("story_documents", entry.story_documents);
  json.text_or_null("source", entry.source);
  json.end_object();
  json.end_object();
}

}  // namespace

std::string feed_to_json(const Feed& feed) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("version", "https://jsonfeed.org/version/1.1");
  json.member("title", feed.title);
  json.member("home_page_url", feed.page);
  json.member("feed_url", feed.json);
  json.key("items");
  json.begin_array();
  for (const FeedEntry& entry : feed.entries) write_entry(json, entry);
  json.end_array();
  json.key("_lede");
  json.begin_object();
  json.member("id", feed.id);
  json.member("atom", feed.atom);
  json.member("updated", feed.updated);
  json.end_object();
  json.end_object();
  return out;
}

}  // namespace lede
