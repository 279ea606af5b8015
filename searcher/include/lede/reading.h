// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a query was read, and what might be asked instead. Plain UTF-8 texts.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <lede/request.h>

namespace lede {

struct Warning {
  std::string message;
  std::optional<std::size_t> position;  // in the query, in the unit asked for
};

struct Suggestion {
  std::string text;  // a whole query
  std::uint64_t documents = 0;
  bool applied = false;
};

// Words that say a date stay words; as a filter they would find this.
struct DateOffer {
  std::string text;             // those words: "last week"
  std::string query;            // a whole query
  std::uint64_t documents = 0;  // never 0
};

enum class AlternativeKind {
  kSpelling,        // misspelt words put right
  kWithoutWord,     // a word, name or group left out
  kWithoutQuotes,   // quotations read as words
  kWithoutFilter,   // the values of one filter field left out
  kWithoutDates,    // nothing that compares dates
  kWithoutFilters,  // neither filters nor dates
};

// A request like the one that found nothing, to be sent with these in place of
// its own query, filters and dates.
struct Alternative {
  AlternativeKind kind = AlternativeKind::kWithoutWord;
  std::string left_out;  // as it prints in a query; empty if nothing
  std::string query;
  std::vector<FieldFilter> filters;
  std::string from;
  std::string to;
  std::uint64_t documents = 0;  // never 0
};

// One word or filter of the query as it was understood, for "Read as" chips.
struct ReadAsPart {
  std::string text;                  // as it prints in `read_as`
  std::vector<std::string> aliases;  // other forms that count as the word
  bool filter = false;
  bool dropped = false;  // no article held all words: this one was let go
};

// Why freshness does not count.
enum class FreshnessOff {
  kSortedByDate,  // by date, nothing is weighed
  kRankText,      // SearchRequest::rank
  kZeroWeight,    // SearchRequest::freshness
  // The dates of query, filters, from and to end more than a half-life before
  // now: nothing fresh is asked for. `mentions:` is no such date, nor is one
  // that is negated.
  kPastDate,
  kUndated,  // no article has a date
};

// How freshness was taken into the score.
struct FreshnessReading {
  std::int64_t half_life_days = kDefaultHalfLifeDays;
  double weight = kDefaultFreshness;  // as asked for, from 0 to 1
  std::optional<FreshnessOff> off;    // empty: it counts
};

struct QueryReading {
  std::string text;     // as typed
  std::string read_as;  // typed as a query, it gives the same answer
  MatchMode match = MatchMode::kAuto;
  OffsetUnit offsets = OffsetUnit::kUtf8;
  FreshnessReading freshness;
  std::vector<ReadAsPart> parts;
  std::vector<Warning> warnings;
  std::optional<Suggestion> suggestion;
  std::optional<DateOffer> date_offer;
  std::vector<Alternative> alternatives;  // only where nothing was found
};

}  // namespace lede
