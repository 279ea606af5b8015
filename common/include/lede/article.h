// SPDX-License-Identifier: GPL-3.0-or-later
//
// The article record: what every reader produces, the index stores and a hit
// gives back.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lede {

// Half-open range [begin, end) of UTF-8 bytes, on code point boundaries.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

// How much of a date was written: 2025, 2025-09, 2025-09-11 or a full time.
enum class DatePrecision : std::uint8_t { kYear, kMonth, kDay, kSecond };

// A point of the calendar at its own precision.
struct Date {
  std::int64_t seconds = 0;  // first instant it covers; seconds since 1970 UTC
  DatePrecision precision = DatePrecision::kSecond;

  friend bool operator==(const Date&, const Date&) = default;
};

// Every text is valid UTF-8 without NUL. An absent text is empty; only the
// title tells absent from empty, because pages then show the first sentence.
struct Article {
  std::string id;                    // 1-512 bytes, no control characters
  std::optional<std::string> title;  // headline
  std::string summary;               // standfirst
  std::vector<std::string> key_points;
  std::string text;  // body; paragraphs separated by a blank line
  std::string url;
  std::string source;  // publisher
  std::vector<std::string> authors;
  std::vector<std::string> topics;
  std::optional<Date> published;
  bool published_inferred = false;  // read from the prose, not from a field
  std::optional<Date> updated;
  std::string lang;             // BCP 47 ("en", "zh-Hant"); empty if unknown
  std::string extra = "{}";     // other fields, a JSON object; kept, unsearched
  std::string origin;           // file and line or record: "a.jsonl:12"
  std::int64_t indexed_at = 0;  // seconds since 1970; 0 before indexing

  friend bool operator==(const Article&, const Article&) = default;
};

// Returns the article's public key: 16 characters of [A-Za-z0-9_-], the first
// 96 bits of XXH3-128 over the id in base64url. Equal ids have equal keys, on
// every machine and in every version.
std::string article_key(std::string_view id);

}  // namespace lede
