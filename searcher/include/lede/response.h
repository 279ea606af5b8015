// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a Searcher answers. All texts are plain UTF-8, never HTML; highlights
// are ascending, disjoint, half-open ranges in the unit that was asked for.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <lede/article.h>
#include <lede/explanation.h>
#include <lede/reading.h>
#include <lede/request.h>
#include <lede/rising.h>

namespace lede {

// A contiguous stretch of one field.
struct Snippet {
  std::string field;  // "title", "summary", "key_points" or "text"
  std::string text;
  std::vector<Span> highlights;  // in `text`
};

struct HitEntity {
  std::string id;
  std::string name;
  std::string kind;
};

// The story a hit belongs to; one that stands alone is a story of one.
struct StoryOfHit {
  std::string id;               // for Searcher::story()
  std::uint64_t documents = 1;  // in all
  // Of these, those that match; 0 of a hit that holds only some of the words.
  // Where hits are not folded, 1.
  std::uint64_t matched = 1;
  std::string earliest_key;
  std::string earliest_id;
  std::string earliest_source;
  std::string earliest_published;
  bool certain = false;  // no other member may have been earlier
};

struct Hit {
  std::string key;
  std::string id;
  std::string url;
  std::optional<std::string> title;
  std::string source;
  std::string published;            // at its own precision; empty if undated
  std::string published_precision;  // "year", "month", "day", "second" or ""
  bool published_inferred = false;
  std::string lang;
  double score = 0.0;
  bool partial = false;  // holds only some of the words
  std::vector<std::string> topics;
  std::vector<HitEntity> entities;
  std::vector<Span> title_highlights;
  std::vector<Snippet> snippets;
  StoryOfHit story;
  std::string fields_json;  // a JSON object of the fields asked for, or empty
  std::optional<Explanation> explanation;
};

struct FacetValue {
  std::string value;  // what a filter takes
  std::string label;  // what a person reads
  std::uint64_t documents = 0;
  bool selected = false;
};

// The publication dates of dated articles, seconds since 1970.
struct FacetRange {
  std::uint64_t documents = 0;  // the others are 0 if this is
  std::int64_t min = 0;
  std::int64_t max = 0;
  double sum = 0.0;
};

struct Facet {
  std::string field;
  std::vector<FacetValue> values;  // most documents first
  // Of "published_ts", which has no values.
  std::optional<FacetRange> range = std::nullopt;
};

struct TimelineBucket {
  std::string start;  // date of the bucket's first day
  std::uint64_t documents = 0;
};

struct Timeline {
  TimelineInterval interval = TimelineInterval::kMonth;
  std::uint64_t undated = 0;
  std::vector<TimelineBucket> buckets;  // ascending, without gaps
  std::vector<Burst> bursts = {};       // at most five, highest score first
};

struct ShardCount {
  std::size_t total = 1;
  std::size_t answered = 1;
};

struct SearchResponse {
  QueryReading query;
  std::uint64_t documents = 0;
  std::uint64_t stories = 0;  // of these documents
  bool exact = true;
  double took_ms = 0.0;
  std::string index_uuid;
  std::uint64_t index_revision = 0;
  ShardCount shards;
  std::vector<Hit> hits;
  std::vector<Facet> facets;
  std::optional<Timeline> timeline;
  std::optional<WhyNot> why_not;  // if asked for
};

}  // namespace lede
