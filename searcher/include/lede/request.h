// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be asked of a Searcher. All texts are UTF-8; invalid sequences are
// read as U+FFFD.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lede {

enum class SortOrder {
  kRelevance,
  kNewest,  // by publication date
  kOldest,
  // By when it was indexed, last first; at the same time, as kNewest. Reads a
  // value of each article that matches.
  kLastIndexed,
};
enum class RankMode { kBlend, kText };       // with freshness, or text alone
enum class MatchMode { kAuto, kAll, kAny };  // see the query language
enum class SpellingMode { kAuto, kSuggest, kOff };
enum class OffsetUnit { kUtf8, kUtf16, kCodePoints };
enum class TimelineInterval { kAuto, kDay, kWeek, kMonth, kYear };

// How long it takes for an article's freshness to halve, and how much it
// counts.
inline constexpr std::int64_t kMinHalfLifeDays = 1;
inline constexpr std::int64_t kMaxHalfLifeDays = 3650;
inline constexpr std::int64_t kDefaultHalfLifeDays = 180;
inline constexpr double kDefaultFreshness = 0.1;

struct FieldFilter {
  std::string field;  // "source", "company", ...
  std::string value;  // any alias, any case
};

// Instants [begin, end) in seconds since 1970.
struct InstantRange {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

// What an article has, or was published within; negated, what it must not.
struct FilterTest {
  FieldFilter has;                        // unless `published` is given
  std::optional<InstantRange> published;  // the undated never are
  bool negated = false;
};

struct SearchRequest {
  std::string query;  // the query language; empty lists everything
  std::size_t limit = 10;
  std::size_t offset = 0;
  SortOrder sort = SortOrder::kRelevance;
  RankMode rank = RankMode::kBlend;
  // Of kBlend: from 0, as kText, to 1, newest first as far as a sum tells. Off
  // by itself where only the past is asked for, see FreshnessOff.
  double freshness = kDefaultFreshness;
  std::int64_t half_life_days = kDefaultHalfLifeDays;
  MatchMode match = MatchMode::kAuto;
  // A word that no article holds is wanted too, so that nothing matches until
  // one does: for what is asked again and again.
  bool unknown_words_wanted = false;
  SpellingMode spelling = SpellingMode::kSuggest;
  // Values of one field are joined by or, fields by and.
  std::vector<FieldFilter> filters;
  // Further conditions, all of which bind; one holds if any of its tests does.
  // Unlike `filters`, they bind facets too, whatever their fields.
  std::vector<std::vector<FilterTest>> conditions;
  std::string from;  // date expressions; both ends are whole
  std::string to;
  // Only articles that were indexed then or later, in seconds since 1970.
  std::optional<std::int64_t> indexed_since;
  std::string time_zone = "UTC";  // IANA name
  // What "now" is, for freshness and relative dates, in seconds since 1970;
  // empty: the searcher's clock. All pages of one answer need the same.
  std::optional<std::int64_t> as_of;
  // Fields to be counted; "published_ts" for the range of dates, see
  // Facet::range.
  std::vector<std::string> facets;
  std::size_t facet_limit = 10;
  std::optional<TimelineInterval> timeline;
  // Tell of each burst of the timeline its story and the terms that rose: some
  // milliseconds, for three more searches a burst.
  bool burst_labels = false;
  // One hit for all articles of a story, the best of them; `limit` and `offset`
  // then count stories.
  bool stories = true;
  // Articles holding some of the words, listed after the last full match when
  // `match` is kAuto and there are fewer than `limit`; uncounted.
  bool partial_matches = false;
  std::vector<std::string> fields;  // article fields to return with each hit
  OffsetUnit offsets = OffsetUnit::kUtf8;
  std::size_t snippet_bytes = 240;
  std::size_t snippets_per_hit = 2;
  bool highlights = true;  // false: neither snippets nor highlights
  // Hits carry key, id and score alone; nothing stored is read for them, and
  // stories are counted only if folded.
  bool ids_only = false;
  bool explain = false;
  std::string why_not;  // id or key of an article to tell why it is no hit
  std::int64_t deadline_ms = 2000;  // 0: none
};

}  // namespace lede
