// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rises, and how queries compare over time. All texts are UTF-8; dates are
// days of the time zone asked for ("2025-09-11").

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <lede/answer_origin.h>
#include <lede/request.h>
#include <lede/response.h>
#include <lede/rising.h>

namespace lede {

struct TrendsRequest {
  // "1d" to "365d"; also weeks ("2w") and months of thirty days ("1m").
  std::string window = "7d";
  std::size_t limit = 10;
  // Values of one field are joined by or, fields by and.
  std::vector<FieldFilter> filters;
  std::string time_zone = "UTC";    // IANA name
  std::int64_t deadline_ms = 2000;  // 0: none
};

// Documents published from the first day to the last, both whole.
struct DayWindow {
  std::string from;
  std::string to;
  std::uint64_t documents = 0;
};

// An entity or phrase of which more is written than before.
struct Trend {
  TellingTerm term;               // `elsewhere`: documents of the window before
  std::vector<DayWindow> series;  // eight windows, the last the one asked for
  std::optional<TopStory> story;  // of the window
};

struct TrendsResponse {
  DayWindow window;
  DayWindow before;             // as long, right before it
  bool ends_at_newest = false;  // not today, since the newest article is older
  std::vector<Trend> trends;    // highest score first
  std::uint64_t headlines = 0;  // of both windows that phrases were read from
  std::vector<Warning> warnings;
  AnswerOrigin origin;
};

struct CompareRequest {
  std::vector<std::string> queries;  // two to five, in the query language
  std::vector<FieldFilter> filters;
  std::string from;  // date expressions; both ends are whole
  std::string to;
  std::string time_zone = "UTC";
  TimelineInterval interval = TimelineInterval::kAuto;
  std::int64_t deadline_ms = 2000;
};

struct ComparedQuery {
  QueryReading reading;
  std::uint64_t documents = 0;
  std::uint64_t stories = 0;
  std::uint64_t undated = 0;
};

struct ComparedBucket {
  std::string start;                  // date of its first day
  std::uint64_t documents = 0;        // all that pass filters and dates
  std::vector<std::uint64_t> counts;  // of each query; in all buckets and
                                      // undated it sums to its documents
  std::vector<double> shares;         // of those documents; 0 of none
};

struct Comparison {
  TimelineInterval interval = TimelineInterval::kMonth;
  std::string from;  // first and last day of the buckets; empty without any
  std::string to;
  std::vector<ComparedQuery> queries;   // as asked for
  std::vector<ComparedBucket> buckets;  // at most 500, ascending, no gaps
  std::vector<Warning> warnings;
  AnswerOrigin origin;
};

}  // namespace lede
