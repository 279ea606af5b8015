// SPDX-License-Identifier: GPL-3.0-or-later
//
// The answer of the search API as JSON; hits are hit_json.h's.

#include "searcher/response_json.h"

#include <algorithm>

#include "common/json_writer.h"
#include "searcher/answer_json.h"
#include "searcher/hit_json.h"
#include "searcher/rising_json.h"
#include "searcher/timeline.h"

namespace lede {
namespace {

// Of an answer, and of each of its hits, about.
constexpr std::size_t kAnswerBytes = 1024;
constexpr std::size_t kHitBytes = 2048;

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

std::string_view kind_name(WhyNotReason::Kind kind) {
  using Kind = WhyNotReason::Kind;
  switch (kind) {
    case Kind::kUnknownId:
      return "unknown_id";
    case Kind::kListed:
      return "listed";
    case Kind::kRankedLower:
      return "ranked_lower";
    case Kind::kFolded:
      return "folded";
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

// Its parameters are named as they are sent.
void write(JsonWriter& json, const Alternative& alternative) {
  json.begin_object();
  json.member("kind", kind_name(alternative.kind));
  json.text_or_null("left_out", alternative.left_out);
  json.member("q", alternative.query);
  json.key("filter");
  json.begin_array();
  for (const FieldFilter& filter : alternative.filters) {
    json.value(filter.field + ":" + filter.value);
  }
  json.end_array();
  json.text_or_null("from", alternative.from);
  json.text_or_null("to", alternative.to);
  json.member("documents", alternative.documents);
  json.end_object();
}

void write(JsonWriter& json, const DateOffer& offer) {
  json.begin_object();
  json.member("text", offer.text);
  json.member("query", offer.query);
  json.member("documents", offer.documents);
  json.end_object();
}

void write(JsonWriter& json, const Suggestion& suggestion) {
  json.begin_object();
  json.member("text", suggestion.text);
  json.member("documents", suggestion.documents);
  json.member("applied", suggestion.applied);
  json.end_object();
}

std::string_view reason_name(FreshnessOff reason) {
  switch (reason) {
    case FreshnessOff::kSortedByDate:
      return "sorted_by_date";
    case FreshnessOff::kRankText:
      return "rank_text";
    case FreshnessOff::kZeroWeight:
      return "zero_weight";
    case FreshnessOff::kPastDate:
      return "past_date";
    case FreshnessOff::kUndated:
      return "undated";
  }
  return "";
}

void write(JsonWriter& json, const FreshnessReading& freshness) {
  json.begin_object();
  json.member("half_life_days", freshness.half_life_days);
  json.member("weight", freshness.weight);
  json.member("applied", !freshness.off);
  json.text_or_null("reason", freshness.off ? reason_name(*freshness.off) : "");
  json.end_object();
}

void write(JsonWriter& json, const ReadAsPart& part) {
  json.begin_object();
  json.member("text", part.text);
  json.member("aliases", part.aliases);
  json.member("filter", part.filter);
  json.member("dropped", part.dropped);
  json.end_object();
}

void write(JsonWriter& json, const FacetValue& value) {
  json.begin_object();
  json.member("value", value.value);
  json.member("label", value.label);
  json.member("documents", value.documents);
  json.member("selected", value.selected);
  json.end_object();
}

void write(JsonWriter& json, const TimelineBucket& bucket) {
  json.begin_object();
  json.member("start", bucket.start);
  json.member("documents", bucket.documents);
  json.end_object();
}

void write(JsonWriter& json, const WhyNotReason& reason) {
  json.begin_object();
  json.member("kind", kind_name(reason.kind));
  json.member("text", reason.text);
  json.end_object();
}

template <typename Item>
void write_list(JsonWriter& json, std::string_view name,
                const std::vector<Item>& items) {
  json.key(name);
  json.begin_array();
  for (const Item& item : items) write(json, item);
  json.end_array();
}

template <typename Item>
void write_or_null(JsonWriter& json, std::string_view name,
                   const std::optional<Item>& item) {
  json.key(name);
  item ? write(json, *item) : json.value(nullptr);
}

void write(JsonWriter& json, const QueryReading& query) {
  json.begin_object();
  json.member("text", query.text);
  json.member("read_as", query.read_as);
  json.member("match", match_name(query.match));
  json.member("offsets", offsets_name(query.offsets));
  write_warnings(json, query.warnings);
  write_or_null(json, "suggestion", query.suggestion);
  write_or_null(json, "date_offer", query.date_offer);
  write_list(json, "alternatives", query.alternatives);
  json.key("freshness");
  write(json, query.freshness);
  write_list(json, "parts", query.parts);
  json.end_object();
}

void write(JsonWriter& json, const WhyNot& why_not) {
  json.begin_object();
  json.member("id", why_not.id);
  json.member("title", why_not.title);
  json.member("sentence", why_not.sentence);
  write_list(json, "reasons", why_not.reasons);
  json.member("rank", why_not.rank);
  json.member("score", why_not.score);
  json.end_object();
}

void write(JsonWriter& json, const Timeline& timeline) {
  json.begin_object();
  json.member("interval", interval_word(timeline.interval));
  json.member("undated", timeline.undated);
  write_list(json, "buckets", timeline.buckets);
  json.key("bursts");
  json.begin_array();
  for (const Burst& burst : timeline.bursts) write_burst(json, burst);
  json.end_array();
  json.end_object();
}

void write_facets(JsonWriter& json, const std::vector<Facet>& facets) {
  json.key("facets");
  json.begin_object();
  for (auto facet = facets.begin(); facet != facets.end(); ++facet) {
    // Asked for twice, it is one member still.
    if (std::ranges::find(facets.begin(), facet, facet->field, &Facet::field) !=
        facet) {
      continue;
    }
    write_list(json, facet->field, facet->values);
  }
  json.end_object();
}

}  // namespace

std::string response_to_json(const SearchResponse& response,
                             const SearchRequest& request,
                             std::string_view next) {
  std::string out;
  out.reserve(kAnswerBytes + kHitBytes * response.hits.size());
  JsonWriter json(out);
  json.begin_object();
  json.key("query");
  write(json, response.query);
  json.member("documents", response.documents);
  json.member("stories", response.stories);
  json.member("exact", response.exact);
  json.member("took_ms", response.took_ms);
  write_index(json, response.index_uuid, response.index_revision);
  write_shards(json, response.shards);
  json.key("hits");
  json.begin_array();
  for (const Hit& hit : response.hits) write_hit(json, hit, request);
  json.end_array();
  if (!request.facets.empty()) write_facets(json, response.facets);
  if (response.timeline) {
    json.key("timeline");
    write(json, *response.timeline);
  }
  if (response.why_not) {
    json.key("why_not");
    write(json, *response.why_not);
  }
  json.text_or_null("next", next);
  json.end_object();
  return out;
}

std::string with_query_id(std::string object, std::string_view query_id) {
  if (query_id.empty()) return object;
  std::string out = "{\"query_id\":";
  append_json_text(out, query_id);
  return out.append(",").append(object, 1);
}

std::string stats_to_json(const IndexStats& stats) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("documents", stats.documents);
  json.member("undated", stats.undated);
  json.member("uuid", stats.uuid);
  json.member("revision", stats.revision);
  json.member("updated_at", stats.updated_at);
  json.text_or_null("earliest", stats.earliest);
  json.text_or_null("latest", stats.latest);
  json.member("segments", stats.segments);
  json.member("index_bytes", stats.index_bytes);
  write_list(json, "sources", stats.sources);
  write_list(json, "languages", stats.languages);
  json.end_object();
  return out;
}

}  // namespace lede
