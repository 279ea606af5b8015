// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands out, as JSON.

#include "searcher/rising_json.h"

namespace lede {

void write_story(JsonWriter& json, const std::optional<TopStory>& story) {
  if (!story) return json.value(nullptr);
  json.begin_object();
  json.member("key", story->key);
  json.member("id", story->id);
  json.member("title", story->title);
  json.text_or_null("source", story->source);
  json.text_or_null("published", story->published);
  json.text_or_null("lang", story->lang);
  json.key("story");
  json.begin_object();
  json.member("id", story->story_id);
  json.member("documents", story->story_documents);
  json.end_object();
  json.end_object();
}

void write_term(JsonWriter& json, const TellingTerm& term) {
  json.begin_object();
  json.member("kind", term.kind);
  json.member("text", term.text);
  json.text_or_null("filter", term.filter);
  json.text_or_null("query", term.query);
  json.member("documents", term.documents);
  json.member("elsewhere", term.elsewhere);
  json.member("score", term.score);
  json.end_object();
}

void write_burst(JsonWriter& json, const Burst& burst) {
  json.begin_object();
  json.member("start", burst.start);
  json.member("end", burst.end);
  json.member("documents", burst.documents);
  json.member("expected", burst.expected);
  json.member("score", burst.score);
  json.key("story");
  write_story(json, burst.story);
  json.key("terms");
  json.begin_array();
  for (const TellingTerm& term : burst.terms) write_term(json, term);
  json.end_array();
  json.end_object();
}

}  // namespace lede
