// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trends, comparisons and significant terms as JSON.

#include "searcher/over_time_json.h"

#include <span>
#include <string_view>
#include <vector>

#include "common/json_writer.h"
#include "searcher/answer_json.h"
#include "searcher/rising_json.h"
#include "searcher/timeline.h"

namespace lede {
namespace {

void write(JsonWriter& json, const DayWindow& window) {
  json.begin_object();
  json.member("from", window.from);
  json.member("to", window.to);
  json.member("documents", window.documents);
  json.end_object();
}

void write_origin(JsonWriter& json, const AnswerOrigin& origin) {
  json.member("took_ms", origin.took_ms);
  write_index(json, origin.index_uuid, origin.index_revision);
  write_shards(json, origin.shards);
}

void write(JsonWriter& json, const Trend& trend) {
  json.begin_object();
  json.member("kind", trend.term.kind);
  json.member("text", trend.term.text);
  json.text_or_null("filter", trend.term.filter);
  json.text_or_null("query", trend.term.query);
  json.member("documents", trend.term.documents);
  json.member("before", trend.term.elsewhere);
  json.member("score", trend.term.score);
  json.key("series");
  json.begin_array();
  for (const DayWindow& window : trend.series) write(json, window);
  json.end_array();
  json.key("story");
  write_story(json, trend.story);
  json.end_object();
}

void write(JsonWriter& json, const ComparedQuery& query) {
  json.begin_object();
  json.member("text", query.reading.text);
  json.member("read_as", query.reading.read_as);
  json.member("documents", query.documents);
  json.member("stories", query.stories);
  json.member("undated", query.undated);
  write_warnings(json, query.reading.warnings);
  json.end_object();
}

template <typename Number>
void write_numbers(JsonWriter& json, std::string_view name,
                   const std::vector<Number>& numbers) {
  json.key(name);
  json.begin_array();
  for (const Number number : numbers) json.value(number);
  json.end_array();
}

void write(JsonWriter& json, const ComparedBucket& bucket) {
  json.begin_object();
  json.member("start", bucket.start);
  json.member("documents", bucket.documents);
  write_numbers(json, "counts", bucket.counts);
  write_numbers(json, "shares", bucket.shares);
  json.end_object();
}

void write_terms(JsonWriter& json, std::string_view name,
                 const std::vector<TellingTerm>& terms) {
  json.key(name);
  json.begin_array();
  for (const TellingTerm& term : terms) write_term(json, term);
  json.end_array();
}

}  // namespace

std::string trends_to_json(const TrendsResponse& trends) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("window");
  write(json, trends.window);
  json.key("before");
  write(json, trends.before);
  json.member("ends_at_newest", trends.ends_at_newest);
  json.key("trends");
  json.begin_array();
  for (const Trend& trend : trends.trends) write(json, trend);
  json.end_array();
  json.member("headlines", trends.headlines);
  write_warnings(json, trends.warnings);
  write_origin(json, trends.origin);
  json.end_object();
  return out;
}

std::string comparison_to_json(const Comparison& comparison) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("interval", interval_word(comparison.interval));
  json.text_or_null("from", comparison.from);
  json.text_or_null("to", comparison.to);
  json.key("queries");
  json.begin_array();
  for (const ComparedQuery& query : comparison.queries) write(json, query);
  json.end_array();
  json.key("buckets");
  json.begin_array();
  for (const ComparedBucket& bucket : comparison.buckets) write(json, bucket);
  json.end_array();
  write_warnings(json, comparison.warnings);
  write_origin(json, comparison.origin);
  json.end_object();
  return out;
}

std::string significant_to_json(const SignificantTerms& terms) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("query");
  json.begin_object();
  json.member("text", terms.reading.text);
  json.member("read_as", terms.reading.read_as);
  write_warnings(json, terms.reading.warnings);
  json.end_object();
  json.member("documents", terms.documents);
  json.member("index_documents", terms.index_documents);
  write_terms(json, "words", terms.words);
  write_terms(json, "entities", terms.entities);
  json.member("sampled", terms.sampled);
  write_origin(json, terms.origin);
  json.end_object();
  return out;
}

}  // namespace lede
