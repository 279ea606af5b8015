// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/feeds/opml.h"

#include "server/feeds/xml_text.h"
#include "server/url.h"

namespace lede {

std::string searches_to_opml(const std::vector<SavedSearch>& searches,
                             std::string_view public_url) {
  pugi::xml_document document;
  pugi::xml_node root = document.append_child("opml");
  set_attribute(root, "version", "2.0");
  add_text_element(root.append_child("head"), "title", "lede: saved searches");
  pugi::xml_node body = root.append_child("body");
  const std::string base(public_url);
  for (const SavedSearch& search : searches) {
    const Parameters asked = {{"q", "query:" + search.name}};
    pugi::xml_node outline = body.append_child("outline");
    set_attribute(outline, "type", "rss");
    set_attribute(outline, "text", search.name);
    set_attribute(outline, "title", search.name);
    set_attribute(outline, "description", search.query);
    set_attribute(outline, "xmlUrl", make_link(base + "/feed.atom", asked));
    set_attribute(outline, "htmlUrl", make_link(base + "/search", asked));
  }
  return xml_document_text(document);
}

}  // namespace lede
