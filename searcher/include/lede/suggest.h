// SPDX-License-Identifier: GPL-3.0-or-later
//
// Completing what is being typed. All texts are UTF-8.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <lede/response.h>

namespace lede {

struct SuggestRequest {
  // What has been typed so far, the cursor at its end; invalid sequences are
  // read as U+FFFD, what is beyond 2,000 bytes is cut off. Empty: how one may
  // begin.
  std::string text;
  std::size_t limit = 8;           // at most kMaxSuggestions
  std::string time_zone = "UTC";   // IANA name: what "today" is
  std::int64_t deadline_ms = 500;  // 0: none
};
inline constexpr std::size_t kMaxSuggestions = 20;

enum class CompletionKind {
  kEntity,    // a name the lexicon knows, by any alias in any script
  kWord,      // of the index
  kPhrase,    // words side by side in headlines
  kHeadline,  // of an article that holds all words typed
  kField,     // "company:"
  kValue,     // of the field typed before it: "company:alibaba"
};

struct Completion {
  CompletionKind kind = CompletionKind::kWord;
  // What the box would hold in full: a query.
  std::string text;
  // What is new in it, as one would list it: "Alibaba", "training chips".
  std::string completion;
  // Articles that hold the word or name, or the phrase in the headline, or that
  // the value by itself lets pass; whatever else was typed. None of a field, of
  // a headline, and where nobody can tell.
  std::optional<std::uint64_t> documents;
  std::string key;                  // of the headline's article; or empty
  std::optional<HitEntity> entity;  // of a name, or of a value that is one
  // Parts of `text` that were typed: ascending, disjoint, in bytes.
  std::vector<Span> highlights;
};

struct SuggestResponse {
  std::string query;  // the text, repaired
  std::vector<Completion> suggestions;
  // False while what words are completed from is still being made, as after the
  // index has changed: the next call may know more.
  bool complete = true;
  std::string index_uuid;
  std::uint64_t index_revision = 0;
  double took_ms = 0.0;
};

}  // namespace lede
