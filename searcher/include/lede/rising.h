// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands out among some articles, and when. All texts are plain UTF-8.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lede {

// The article that tells of something best, and its story.
struct TopStory {
  std::string key;
  std::string id;
  std::optional<std::string> title;
  std::string source;
  std::string published;  // at its own precision; empty if undated
  std::string lang;
  std::string story_id;
  std::uint64_t story_documents = 1;
};

// A word, phrase or entity that stands in more of some articles than in others.
struct TellingTerm {
  std::string kind;  // "word", "phrase" or the entity's: "company", "chip" ...
  std::string text;  // as shown
  std::string filter;  // of an entity: "company:alibaba"
  std::string query;   // of words and phrases: what finds them: "\"ai chips\""
  std::uint64_t documents = 0;  // of those articles hold it
  std::uint64_t elsewhere = 0;  // of the others
  // Log-likelihood ratio: from 10.83 on, chance in one of a thousand cases.
  double score = 0.0;
};

// Neighbouring buckets of a timeline that stand out; story and terms where they
// were asked for.
struct Burst {
  std::string start;  // date of its first day
  std::string end;    // and of its last
  std::uint64_t documents = 0;
  double expected = 0.0;  // documents it would have if nothing had happened
  double score = 0.0;     // of standard deviations above that
  std::optional<TopStory> story;
  std::vector<TellingTerm> terms;  // that rose, highest score first
};

}  // namespace lede
