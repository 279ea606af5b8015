// SPDX-License-Identifier: GPL-3.0-or-later
//
// The answer of the search API as JSON. The searcher's door to the JSON
// library.

#include "searcher/response_json.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "common/article_json.h"

namespace lede {
namespace {

using Json = nlohmann::ordered_json;

std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json null_if_empty(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string_view offsets_name(OffsetUnit unit) {
  switch (unit) {
    case OffsetUnit::kUtf16:
      return "utf16";
    case OffsetUnit::kCodePoints:
      return "codepoints";
    default:
      return "utf8";
  }
}

std::string_view match_name(MatchMode mode) {
  switch (mode) {
    case MatchMode::kAll:
      return "all";
    case MatchMode::kAny:
      return "any";
    default:
      return "auto";
  }
}

std::string_view interval_name(TimelineInterval interval) {
  switch (interval) {
    case TimelineInterval::kDay:
      return "day";
    case TimelineInterval::kWeek:
      return "week";
    case TimelineInterval::kMonth:
      return "month";
    case TimelineInterval::kYear:
      return "year";
    default:
      return "auto";
  }
}

Json to_json(const std::vector<Span>& spans) {
  Json json = Json::array();
  for (const Span& span : spans) json.push_back({span.begin, span.end});
  return json;
}

std::string_view kind_name(AlternativeKind kind) {
  switch (kind) {
    case AlternativeKind::kSpelling:
      return "spelling";
    case AlternativeKind::kWithoutQuotes:
      return "without_quotes";
    case AlternativeKind::kWithoutFilter:
      return "without_filter";
    case AlternativeKind::kWithoutDates:
      return "without_dates";
    case AlternativeKind::kWithoutFilters:
      return "without_filters";
    default:
      return "without_word";
  }
}

// Its parameters are named as they are sent.
Json to_json(const Alternative& alternative) {
  Json filters = Json::array();
  for (const FieldFilter& filter : alternative.filters) {
    filters.push_back(filter.field + ":" + filter.value);
  }
  return {{"kind", kind_name(alternative.kind)},
          {"left_out", null_if_empty(alternative.left_out)},
          {"q", alternative.query},
          {"filter", std::move(filters)},
          {"from", null_if_empty(alternative.from)},
          {"to", null_if_empty(alternative.to)},
          {"documents", alternative.documents}};
}

Json to_json(const std::optional<DateOffer>& offer) {
  if (!offer) return nullptr;
  return {{"text", offer->text},
          {"query", offer->query},
          {"documents", offer->documents}};
}

Json to_json(const QueryReading& query) {
  Json warnings = Json::array();
  for (const Warning& warning : query.warnings) {
    warnings.push_back({{"message", warning.message},
                        {"position", warning.position ? Json(*warning.position)
                                                      : Json(nullptr)}});
  }
  Json parts = Json::array();
  for (const ReadAsPart& part : query.parts) {
    parts.push_back({{"text", part.text},
                     {"aliases", part.aliases},
                     {"filter", part.filter},
                     {"dropped", part.dropped}});
  }
  Json suggestion = nullptr;
  if (query.suggestion) {
    suggestion = {{"text", query.suggestion->text},
                  {"documents", query.suggestion->documents},
                  {"applied", query.suggestion->applied}};
  }
  Json alternatives = Json::array();
  for (const Alternative& alternative : query.alternatives) {
    alternatives.push_back(to_json(alternative));
  }
  return {{"text", query.text},
          {"read_as", query.read_as},
          {"match", match_name(query.match)},
          {"offsets", offsets_name(query.offsets)},
          {"warnings", std::move(warnings)},
          {"suggestion", std::move(suggestion)},
          {"date_offer", to_json(query.date_offer)},
          {"alternatives", std::move(alternatives)},
          {"parts", std::move(parts)}};
}

Json to_json(const std::vector<HitEntity>& entities) {
  Json json = Json::array();
  for (const HitEntity& entity : entities) {
    json.push_back(
        {{"id", entity.id}, {"name", entity.name}, {"kind", entity.kind}});
  }
  return json;
}

Json to_json(const StoryOfHit& story) {
  return {{"id", story.id},
          {"documents", story.documents},
          {"matched", story.matched},
          {"earliest",
           {{"key", story.earliest_key},
            {"id", story.earliest_id},
            {"source", null_if_empty(story.earliest_source)},
            {"published", null_if_empty(story.earliest_published)},
            {"certain", story.certain}}}};
}

Json to_json(const std::vector<Snippet>& snippets) {
  Json json = Json::array();
  for (const Snippet& snippet : snippets) {
    json.push_back({{"field", snippet.field},
                    {"text", snippet.text},
                    {"highlights", to_json(snippet.highlights)}});
  }
  return json;
}

Json to_json(const Explanation& explanation) {
  Json words = Json::array();
  for (const ExplainedWord& word : explanation.words) {
    words.push_back({{"text", word.text},
                     {"weight", word.weight},
                     {"fields", word.fields},
                     {"found_as", word.found_as}});
  }
  return {{"sentence", explanation.sentence},
          {"text", explanation.text},
          {"words", std::move(words)},
          {"headline", explanation.headline},
          {"details", explanation.details},
          {"closeness", explanation.closeness},
          {"freshness", explanation.freshness},
          {"terms", explanation.terms}};
}

std::string_view kind_name(WhyNotReason::Kind kind) {
  using Kind = WhyNotReason::Kind;
  switch (kind) {
    case Kind::kUnknownId:
      return "unknown_id";
    case Kind::kListed:
      return "listed";
    case Kind::kRankedLower:
      return "ranked_lower";
    case Kind::kLacksWord:
      return "lacks_word";
    case Kind::kForbidden:
      return "forbidden";
    case Kind::kFilter:
      return "filter";
    case Kind::kDate:
      return "date";
    case Kind::kUndated:
      return "undated";
  }
  return "";
}

Json to_json(const WhyNot& why_not) {
  Json reasons = Json::array();
  for (const WhyNotReason& reason : why_not.reasons) {
    reasons.push_back(
        {{"kind", kind_name(reason.kind)}, {"text", reason.text}});
  }
  return {{"id", why_not.id},
          {"title", why_not.title ? Json(*why_not.title) : Json(nullptr)},
          {"sentence", why_not.sentence},
          {"reasons", std::move(reasons)},
          {"rank", why_not.rank ? Json(*why_not.rank) : Json(nullptr)},
          {"score", why_not.score ? Json(*why_not.score) : Json(nullptr)}};
}

Json to_json(const Hit& hit, const SearchRequest& request) {
  Json json = {{"key", hit.key},
               {"id", hit.id},
               {"url", null_if_empty(hit.url)},
               {"title", hit.title ? Json(*hit.title) : Json(nullptr)},
               {"source", null_if_empty(hit.source)},
               {"published", null_if_empty(hit.published)},
               {"published_precision", null_if_empty(hit.published_precision)},
               {"published_inferred", hit.published_inferred},
               {"lang", null_if_empty(hit.lang)},
               {"score", hit.score},
               {"topics", hit.topics},
               {"entities", to_json(hit.entities)},
               {"title_highlights", to_json(hit.title_highlights)},
               {"snippets", to_json(hit.snippets)},
               {"story", to_json(hit.story)},
               {"partial", hit.partial}};
  if (!request.fields.empty()) {
    json["fields"] = Json::parse(
        hit.fields_json.empty() ? "{}" : hit.fields_json, nullptr, false);
  }
  if (request.explain) {
    json["explain"] = to_json(hit.explanation.value_or(Explanation{}));
  }
  return json;
}

Json to_json(const std::vector<FacetValue>& values) {
  Json json = Json::array();
  for (const FacetValue& value : values) {
    json.push_back({{"value", value.value},
                    {"label", value.label},
                    {"documents", value.documents},
                    {"selected", value.selected}});
  }
  return json;
}

Json to_json(const Timeline& timeline) {
  Json buckets = Json::array();
  for (const TimelineBucket& bucket : timeline.buckets) {
    buckets.push_back(
        {{"start", bucket.start}, {"documents", bucket.documents}});
  }
  return {{"interval", interval_name(timeline.interval)},
          {"undated", timeline.undated},
          {"buckets", std::move(buckets)}};
}

// The article's own fields by the names of the contract.
Json article_fields(const Article& article) {
  return Json::parse(article_to_json(article), nullptr, false);
}

// What stands for a field the article does not have: arrays are never null.
Json absent(std::string_view field) {
  const bool array =
      field == "key_points" || field == "authors" || field == "topics";
  if (array) return Json::array();
  return field == "published_inferred" ? Json(false) : Json(nullptr);
}

}  // namespace

std::string response_to_json(const SearchResponse& response,
                             const SearchRequest& request,
                             std::string_view next) {
  Json json = {
      {"query", to_json(response.query)},
      {"documents", response.documents},
      {"stories", response.stories},
      {"exact", response.exact},
      {"took_ms", response.took_ms},
      {"index",
       {{"uuid", response.index_uuid}, {"revision", response.index_revision}}},
      {"shards",
       {{"total", response.shards.total},
        {"answered", response.shards.answered}}}};
  Json hits = Json::array();
  for (const Hit& hit : response.hits) hits.push_back(to_json(hit, request));
  json["hits"] = std::move(hits);
  if (!request.facets.empty()) {
    Json facets = Json::object();
    for (const Facet& facet : response.facets) {
      facets[facet.field] = to_json(facet.values);
    }
    json["facets"] = std::move(facets);
  }
  if (response.timeline) json["timeline"] = to_json(*response.timeline);
  if (response.why_not) json["why_not"] = to_json(*response.why_not);
  json["next"] = next.empty() ? Json(nullptr) : Json(next);
  return to_text(json);
}

std::string hit_to_json(const Hit& hit, const SearchRequest& request) {
  return to_text(to_json(hit, request));
}

std::string with_query_id(std::string object, std::string_view query_id) {
  if (query_id.empty()) return object;
  return "{\"query_id\":" + to_text(Json(query_id)) + "," + object.substr(1);
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
  const Json all = article_fields(article);
  Json chosen = Json::object();
  for (const std::string& field : fields) {
    chosen[field] = all.contains(field) ? all[field] : absent(field);
  }
  return to_text(chosen);
}

std::string article_view_to_json(const StoredArticleView& view) {
  Json json = {{"key", view.key}};
  json.update(article_fields(view.article));
  json["entities"] = to_json(view.entities);
  return to_text(json);
}

std::string stats_to_json(const IndexStats& stats) {
  return to_text({{"documents", stats.documents},
                  {"undated", stats.undated},
                  {"uuid", stats.uuid},
                  {"revision", stats.revision},
                  {"updated_at", stats.updated_at},
                  {"earliest", null_if_empty(stats.earliest)},
                  {"latest", null_if_empty(stats.latest)},
                  {"segments", stats.segments},
                  {"index_bytes", stats.index_bytes},
                  {"sources", to_json(stats.sources)},
                  {"languages", to_json(stats.languages)}});
}

}  // namespace lede
