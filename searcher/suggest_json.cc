// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/suggest_json.h"

#include "common/json_writer.h"
#include "searcher/hit_json.h"

namespace lede {
namespace {

void write(JsonWriter& json, const Completion& shown) {
  json.begin_object();
  json.member("kind", completion_kind_name(shown.kind));
  json.member("text", shown.text);
  json.member("completion", shown.completion);
  json.member("documents", shown.documents);
  json.text_or_null("key", shown.key);
  json.key("entity");
  shown.entity ? write_entity(json, *shown.entity) : json.value(nullptr);
  json.key("highlight");
  write_spans(json, shown.highlights);
  json.end_object();
}

}  // namespace

std::string_view completion_kind_name(CompletionKind kind) {
  switch (kind) {
    case CompletionKind::kEntity:
      return "entity";
    case CompletionKind::kWord:
      return "word";
    case CompletionKind::kPhrase:
      return "phrase";
    case CompletionKind::kHeadline:
      return "headline";
    case CompletionKind::kField:
      return "field";
    case CompletionKind::kValue:
      return "value";
  }
  return "";
}

std::string suggestions_to_json(const SuggestResponse& response) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("query", response.query);
  json.key("suggestions");
  json.begin_array();
  for (const Completion& shown : response.suggestions) write(json, shown);
  json.end_array();
  json.member("complete", response.complete);
  json.member("took_ms", response.took_ms);
  json.end_object();
  return out;
}

}  // namespace lede
