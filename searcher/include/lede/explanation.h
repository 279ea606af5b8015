// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why a hit stands where it stands, and why an article is none of the hits.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lede {

// What one word, name, phrase or group of the query gave a hit.
struct ExplainedWord {
  std::string text;                   // as it prints in read_as
  double weight = 0.0;                // 0: the hit does not hold it
  std::vector<std::string> fields;    // where it may be marked: title, summary,
                                      // key_points, text
  std::vector<std::string> found_as;  // what stands there, some of it: "阿里"
};

// text + closeness + freshness is the score; all are 0 where hits are listed by
// date.
struct Explanation {
  double text = 0.0;       // of all words, headline and details
  double headline = 0.0;   // words once more, as they stand in the title
  double details = 0.0;    // words in the very form typed; single code points
  double closeness = 0.0;  // words standing close together
  // freshness_most * 2^(-age_days / half_life_days); undated, none.
  double freshness = 0.0;
  double freshness_most = 0.0;  // what an article of now gets
  std::int64_t half_life_days = 0;
  std::optional<double> age_days;    // empty: undated
  std::vector<ExplainedWord> words;  // in order of typing
  std::vector<std::string> terms;    // index terms that matched
  std::string sentence;              // the same for people
};

// One reason for which an article is not among the hits.
struct WhyNotReason {
  enum class Kind {
    kUnknownId,    // no article has it
    kListed,       // it is among the hits, after all
    kRankedLower,  // it matches, but stands on another page
    kFolded,       // it matches, but another article of its story stands for it
    kLacksWord,
    kForbidden,  // it holds what the query forbids
    kFilter,
    kDate,
    kUndated,  // it has no date, and dates were asked for
  };
  Kind kind = Kind::kUnknownId;
  std::string text;  // the word, filter or date, as it would be typed
};

struct WhyNot {
  std::string id;  // the article's; as asked for if there is none
  std::optional<std::string> title;
  std::vector<WhyNotReason> reasons;  // never empty
  std::optional<std::uint64_t> rank;  // from 1, if it matches
  std::optional<double> score;        // likewise
  std::string sentence;               // the same for people
};

}  // namespace lede
