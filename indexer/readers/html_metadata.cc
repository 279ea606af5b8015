// SPDX-License-Identifier: GPL-3.0-or-later
//
// Metadata of pages, each field from the most trusted place that has it.

#include "indexer/readers/html_metadata.h"

#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace lede::internal {
namespace {

using Json = nlohmann::json;

constexpr int kMaxLinkedDepth = 32;

std::string lower(std::string_view text) {
  std::string folded(text);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

// What one pass over the page gathers.
struct Found {
  std::map<std::string, std::string> meta;  // by name or property, the first
  std::string title;
  std::string heading;
  std::string canonical;
  std::string lang;
  std::vector<std::string> linked_data;
};

std::string raw_text(const GumboNode& element) {
  std::string text;
  const GumboVector& children = element.v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto& child = *static_cast<const GumboNode*>(children.data[i]);
    if (child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_WHITESPACE) {
      text += child.v.text.text;
    }
  }
  return text;
}

void take_element(const GumboNode& element, Found& found) {
  switch (element.v.element.tag) {
    case GUMBO_TAG_HTML:
      found.lang = attribute(element, "lang");
      break;
    case GUMBO_TAG_TITLE:
      // The first: drawings have titles too.
      if (found.title.empty()) found.title = raw_text(element);
      break;
    case GUMBO_TAG_H1:
      if (found.heading.empty()) found.heading = text_under(element, false);
      break;
    case GUMBO_TAG_LINK:
      if (lower(attribute(element, "rel")) == "canonical") {
        found.canonical = attribute(element, "href");
      }
      break;
    case GUMBO_TAG_META: {
      std::string_view name = attribute(element, "property");
      if (name.empty()) name = attribute(element, "name");
      if (name.empty()) name = attribute(element, "itemprop");
      const std::string_view content = attribute(element, "content");
      if (!name.empty() && !content.empty()) {
        found.meta.emplace(lower(name), content);
      }
      break;
    }
    case GUMBO_TAG_SCRIPT:
      if (lower(attribute(element, "type")) == "application/ld+json") {
        found.linked_data.push_back(raw_text(element));
      }
      break;
    default:
      break;
  }
}

bool is_article_type(const Json& type) {
  if (type.is_array()) {
    for (const Json& each : type) {
      if (each.is_string() && is_article_type(each)) return true;
    }
    return false;
  }
  if (!type.is_string()) return false;
  const auto& name = type.get_ref<const std::string&>();
  return name.ends_with("Article") || name == "BlogPosting" || name == "Report";
}

// The first article in linked data; null if there is none.
const Json* find_article(const Json& data) {
  if (data.is_array()) {
    for (const Json& each : data) {
      if (const Json* article = find_article(each)) return article;
    }
  }
  if (!data.is_object()) return nullptr;
  const auto type = data.find("@type");
  if (type != data.end() && is_article_type(*type)) return &data;
  const auto graph = data.find("@graph");
  return graph == data.end() ? nullptr : find_article(*graph);
}

// Members of linked data and what they are called here.
constexpr std::pair<const char*, const char*> kLinkedNames[] = {
    {"headline", "title"},
    {"description", "summary"},
    {"datePublished", "published"},
    {"dateModified", "updated"},
    {"author", "authors"},
    {"publisher", "source"},
    {"url", "url"},
    {"inLanguage", "lang"}};

bool too_deep(const std::string& text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kMaxLinkedDepth) return true;
  }
  return false;
}

void take_linked_data(const std::string& text, Json& fields) {
  if (too_deep(text)) return;
  const Json data = Json::parse(text, nullptr, false, true);
  const Json* const article = find_article(data);
  if (article == nullptr) return;
  for (const auto& [linked, name] : kLinkedNames) {
    const auto value = article->find(linked);
    if (value == article->end() || fields.contains(name)) continue;
    const bool list = std::string_view(name) == "authors";
    if (value->is_string() || value->is_object() ||
        (list && value->is_array())) {
      fields[name] = *value;
    }
  }
}

// Names of <meta>, best first, for each field.
constexpr std::pair<const char*, const char*> kMetaNames[] = {
    {"og:title", "title"},
    {"twitter:title", "title"},
    {"og:description", "summary"},
    {"description", "summary"},
    {"twitter:description", "summary"},
    {"article:published_time", "published"},
    {"og:article:published_time", "published"},
    {"datepublished", "published"},
    {"date", "published"},
    {"dc.date", "published"},
    {"pubdate", "published"},
    {"publishdate", "published"},
    {"article:modified_time", "updated"},
    {"author", "authors"},
    {"article:author", "authors"},
    {"dc.creator", "authors"},
    {"og:site_name", "source"},
    {"og:url", "url"},
};

bool is_web_address(const std::string& text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

void take_meta(const Found& found, Json& fields) {
  for (const auto& [meta, name] : kMetaNames) {
    const auto value = found.meta.find(meta);
    if (value == found.meta.end() || fields.contains(name)) continue;
    // article:author is often the address of a profile.
    if (std::string_view(name) == "authors" && is_web_address(value->second)) {
      continue;
    }
    fields[name] = value->second;
  }
}

}  // namespace

std::string html_metadata(const HtmlTree& page) {
  Found found;
  for_each_element(page.root(), [&](const GumboNode& element) {
    take_element(element, found);
    return true;
  });
  Json fields = Json::object();
  if (is_web_address(found.canonical)) fields["url"] = found.canonical;
  for (const std::string& data : found.linked_data) {
    take_linked_data(data, fields);
  }
  take_meta(found, fields);
  if (!fields.contains("title") && !found.heading.empty()) {
    fields["title"] = found.heading;
  }
  if (!fields.contains("title") && !found.title.empty()) {
    fields["title"] = found.title;
  }
  if (!fields.contains("lang") && !found.lang.empty()) {
    fields["lang"] = found.lang;
  }
  return fields.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace lede::internal
