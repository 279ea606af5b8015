// SPDX-License-Identifier: GPL-3.0-or-later
//
// See hit_json.h.

#include "searcher/hit_json.h"

#include <algorithm>

#include "common/article_json.h"

namespace lede {
namespace {

void write(JsonWriter& json, const StoryOfHit& story) {
  json.begin_object();
  json.member("id", story.id);
  json.member("documents", story.documents);
  json.member("matched", story.matched);
  json.key("earliest");
  json.begin_object();
  json.member("key", story.earliest_key);
  json.member("id", story.earliest_id);
  json.text_or_null("source", story.earliest_source);
  json.text_or_null("published", story.earliest_published);
  json.member("certain", story.certain);
  json.end_object();
  json.end_object();
}

void write(JsonWriter& json, const std::vector<Snippet>& snippets) {
  json.begin_array();
  for (const Snippet& snippet : snippets) {
    json.begin_object();
    json.member("field", snippet.field);
    json.member("text", snippet.text);
    json.key("highlights");
    write_spans(json, snippet.highlights);
    json.end_object();
  }
  json.end_array();
}

void write(JsonWriter& json, const std::vector<ExplainedWord>& words) {
  json.begin_array();
  for (const ExplainedWord& word : words) {
    json.begin_object();
    json.member("text", word.text);
    json.member("weight", word.weight);
    json.member("fields", word.fields);
    json.member("found_as", word.found_as);
    json.end_object();
  }
  json.end_array();
}

void write(JsonWriter& json, const Explanation& explanation) {
  json.begin_object();
  json.member("sentence", explanation.sentence);
  json.member("text", explanation.text);
  json.key("words");
  write(json, explanation.words);
  json.member("headline", explanation.headline);
  json.member("details", explanation.details);
  json.member("closeness", explanation.closeness);
  json.member("freshness", explanation.freshness);
  json.member("freshness_most", explanation.freshness_most);
  json.member("half_life_days", explanation.half_life_days);
  json.member("age_days", explanation.age_days);
  json.member("terms", explanation.terms);
  json.end_object();
}

// What the article itself says.
void write_stored(JsonWriter& json, const Hit& hit) {
  json.member("key", hit.key);
  json.member("id", hit.id);
  json.text_or_null("url", hit.url);
  json.member("title", hit.title);
  json.text_or_null("source", hit.source);
  json.text_or_null("published", hit.published);
  json.text_or_null("published_precision", hit.published_precision);
  json.member("published_inferred", hit.published_inferred);
  json.text_or_null("lang", hit.lang);
}

// What stands for a field the article does not have: arrays are never null.
void write_absent(JsonWriter& json, std::string_view field) {
  json.key(field);
  if (field == "key_points" || field == "authors" || field == "topics") {
    json.begin_array();
    json.end_array();
  } else if (field == "published_inferred") {
    json.value(false);
  } else {
    json.value(nullptr);
  }
}

}  // namespace

void write_entity(JsonWriter& json, const HitEntity& entity) {
  json.begin_object();
  json.member("id", entity.id);
  json.member("name", entity.name);
  json.member("kind", entity.kind);
  json.end_object();
}

void write_entities(JsonWriter& json, const std::vector<HitEntity>& entities) {
  json.begin_array();
  for (const HitEntity& entity : entities) write_entity(json, entity);
  json.end_array();
}

void write_spans(JsonWriter& json, const std::vector<Span>& spans) {
  json.begin_array();
  for (const Span& span : spans) {
    json.begin_array();
    json.value(span.begin);
    json.value(span.end);
    json.end_array();
  }
  json.end_array();
}

void write_hit(JsonWriter& json, const Hit& hit, const SearchRequest& request) {
  json.begin_object();
  write_stored(json, hit);
  json.member("score", hit.score);
  json.member("topics", hit.topics);
  json.key("entities");
  write_entities(json, hit.entities);
  json.key("title_highlights");
  write_spans(json, hit.title_highlights);
  json.key("snippets");
  write(json, hit.snippets);
  json.key("story");
  write(json, hit.story);
  json.member("partial", hit.partial);
  if (!request.fields.empty()) {
    json.key("fields");
    json.raw(hit.fields_json.empty() ? "{}" : hit.fields_json);
  }
  if (request.explain) {
    json.key("explain");
    write(json, hit.explanation.value_or(Explanation{}));
  }
  json.end_object();
}

std::string hit_to_json(const Hit& hit, const SearchRequest& request) {
  std::string out;
  JsonWriter json(out);
  write_hit(json, hit, request);
  return out;
}

const std::vector<std::string_view>& article_field_names() {
  static const std::vector<std::string_view> names = {"id",
                                                      "title",
                                                      "summary",
                                                      "key_points",
                                                      "text",
                                                      "url",
                                                      "source",
                                                      "authors",
                                                      "topics",
                                                      "published",
                                                      "updated",
                                                      "lang",
                                                      "published_precision",
                                                      "published_inferred",
                                                      "extra",
                                                      "origin",
                                                      "indexed_at"};
  return names;
}

std::string article_fields_to_json(const Article& article,
                                   const std::vector<std::string>& fields) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  for (auto field = fields.begin(); field != fields.end(); ++field) {
    if (std::find(fields.begin(), field, *field) != field) continue;
    if (!write_article_member(json, *field, article)) {
      write_absent(json, *field);
    }
  }
  json.end_object();
  return out;
}

std::string article_view_to_json(const StoredArticleView& view) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("key", view.key);
  for (const std::string_view field : article_field_names()) {
    if (!write_article_member(json, field, view.article)) {
      write_absent(json, field);
    }
  }
  json.key("entities");
  write_entities(json, view.entities);
  json.key("story");
  write(json, view.story);
  json.end_object();
  return out;
}

}  // namespace lede
