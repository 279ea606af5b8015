// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/story_json.h"

#include "common/json_writer.h"
#include "searcher/answer_json.h"
#include "searcher/hit_json.h"

namespace lede {
namespace {

void write_link(JsonWriter& json, const StoryArticle& article) {
  json.key("link");
  if (article.link.empty()) {
    json.value(nullptr);
    return;
  }
  json.begin_object();
  json.member("kind", article.link);
  json.member("likeness", article.likeness);
  json.member("key", article.linked_to);
  json.end_object();
}

void write(JsonWriter& json, const std::vector<StoryCredit>& credits) {
  json.begin_array();
  for (const StoryCredit& credit : credits) {
    json.begin_object();
    json.member("id", credit.publication.id);
    json.member("name", credit.publication.name);
    json.text_or_null("key", credit.key);
    json.end_object();
  }
  json.end_array();
}

void write(JsonWriter& json, const StoryArticle& article) {
  json.begin_object();
  json.member("key", article.key);
  json.member("id", article.id);
  json.text_or_null("url", article.url);
  json.member("title", article.title);
  json.text_or_null("source", article.source);
  json.text_or_null("published", article.published);
  json.text_or_null("published_precision", article.published_precision);
  json.member("published_inferred", article.published_inferred);
  json.text_or_null("lang", article.lang);
  write_link(json, article);
  json.key("added");
  json.begin_object();
  json.key("entities");
  write_entities(json, article.new_entities);
  json.member("figures", article.new_figures);
  json.member("sentences", article.new_sentences);
  json.end_object();
  json.key("credits");
  write(json, article.credits);
  json.end_object();
}

}  // namespace

std::string story_to_json(const StoryAnswer& story, std::string_view next) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("id", story.id);
  json.member("documents", story.documents);
  json.member("certain", story.certain);
  json.member("took_ms", story.took_ms);
  write_index(json, story.index_uuid, story.index_revision);
  json.key("articles");
  json.begin_array();
  for (const StoryArticle& article : story.articles) write(json, article);
  json.end_array();
  json.text_or_null("next", next);
  json.end_object();
  return out;
}

}  // namespace lede
