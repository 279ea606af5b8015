// SPDX-License-Identifier: GPL-3.0-or-later
//
// RFC 4287, for feed_to_atom(). Texts are written as they are, the type "text"
// being the default.

#include <string>
#include <string_view>

#include "server/feeds/feed.h"
#include "server/feeds/xml_text.h"

namespace lede {

namespace {

struct Link {
  const char* relation;
  std::string_view address;
  const char* type;
  std::string_view title = {};
};

void add_link(pugi::xml_node parent, const Link& link) {
  pugi::xml_node element = parent.append_child("link");
  set_attribute(element, "rel", link.relation);
  set_attribute(element, "type", link.type);
  if (!link.title.empty()) set_attribute(element, "title", link.title);
  set_attribute(element, "href", link.address);
}

void add_author(pugi::xml_node parent, std::string_view name) {
  add_text_element(parent.append_child("author"), "name", name);
}

// Where it was published comes first: what readers open.
void add_links(pugi::xml_node element, const FeedEntry& entry) {
  if (entry.url.empty()) {
    add_link(element, {"alternate", entry.page, "text/html"});
  } else {
    add_link(element, {"alternate", entry.url, "text/html"});
    add_link(element, {"related", entry.page, "text/html", "lede"});
  }
  if (!entry.story.empty()) {
    const std::string title =
        "story: " + std::to_string(entry.story_documents) + " articles";
    add_link(element, {"related", entry.story, "text/html", title});
  }
}

void add_entry(pugi::xml_node parent, const FeedEntry& entry) {
  pugi::xml_node element = parent.append_child("entry");
  if (!entry.lang.empty()) set_attribute(element, "xml:lang", entry.lang);
  add_text_element(element, "id", entry.id);
  add_text_element(element, "title", entry.title);
  add_links(element, entry);
  if (!entry.published.empty()) {
    add_text_element(element, "published", entry.published);
  }
  add_text_element(element, "updated", entry.updated);
  for (const std::string& author : entry.authors) add_author(element, author);
  if (entry.authors.empty() && !entry.source.empty()) {
    add_author(element, entry.source);
  }
  for (const FeedCategory& category : entry.categories) {
    pugi::xml_node node = element.append_child("category");
    set_attribute(node, "term", category.term);
    set_attribute(node, "label", category.label);
  }
  if (!entry.summary.empty()) {
    add_text_element(element, "summary", entry.summary);
  }
  if (!entry.source.empty()) {
    add_text_element(element.append_child("source"), "title", entry.source);
  }
}

}  // namespace

std::string feed_to_atom(const Feed& feed) {
  pugi::xml_document document;
  pugi::xml_node root = document.append_child("feed");
  set_attribute(root, "xmlns", "http://www.w3.org/2005/Atom");
  add_text_element(root, "id", feed.id);
  add_text_element(root, "title", feed.title);
  add_text_element(root, "updated", feed.updated);
  // Every entry needs an author, its own or this.
  add_author(root, "lede");
  add_text_element(root, "generator", "lede");
  add_link(root, {"alternate", feed.page, "text/html"});
  add_link(root, {"self", feed.atom, "application/atom+xml"});
  add_link(root, {"alternate", feed.json, "application/feed+json"});
  for (const FeedEntry& entry : feed.entries) add_entry(root, entry);
  return xml_document_text(document);
}

}  // namespace lede
