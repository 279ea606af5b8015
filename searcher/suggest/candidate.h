// SPDX-License-Identifier: GPL-3.0-or-later
//
// What may be suggested, before it is chosen from, and what it is found with.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"
#include "common/lexicon/lexicon.h"
#include "searcher/answer_counter.h"
#include "searcher/index_reader.h"
#include "searcher/matcher.h"
#include "searcher/query/plan.h"
#include "searcher/saved_reader.h"
#include "searcher/suggest/suggest_store.h"
#include "searcher/suggest/typed_text.h"
#include <lede/suggest.h>

namespace lede {

// How what was typed leads to the candidate, the nearest first.
enum class Closeness : std::uint8_t {
  kWhole,      // it is its name
  kBeginning,  // it begins with it
  kInner,      // a later word of it does
  kSound,      // it sounds like it
  kMistyped,   // it may have been meant
};

struct Candidate {
  Completion shown;
  Closeness closeness = Closeness::kBeginning;
  std::size_t words = 1;  // typed that it completes
};
using Candidates = std::vector<Candidate>;

// What candidates are looked for with. References outlive it.
struct SuggestContext {
  const TypedText& typed;
  const IndexView& view;
  const SuggestSources& sources;
  const PlanContext& plan;
  const Matcher& matcher;
  const AnswerCounter& counter;
  const SavedSet& saved;
  const TimeZone& zone;
  std::int64_t now;
  std::size_t limit;
  bool words_alone;  // see is_words_alone(), of what was typed
};

// True for nothing but words, and `quotations` if they may be: no other syntax,
// no filter, nothing odd.
bool is_words_alone(const ParsedQuery& query, bool quotations = false);

// Puts `completion` in the place of the text from `begin` on. `typed_part`: its
// bytes that were typed.
void complete(const TypedText& typed, std::size_t begin, std::string completion,
              Span typed_part, Completion& shown);

// True for letters a to z alone.
bool is_ascii_letters(std::string_view text);

// Adds up the documents of the same texts; puts those with most first.
void merge_counts(std::vector<CountedText>& texts);

// Each appends what it finds, the likeliest first.
void add_names(const SuggestContext& context, Candidates& out);
void add_similar_names(const SuggestContext& context, Candidates& out);
// Of names, those that most articles mention.
void add_popular_names(const SuggestContext& context, Candidates& out);
// `inner`: also what begins within a run of CJK. Most pairs there are no words.
void add_words(const SuggestContext& context, bool inner, Candidates& out);
void add_similar_words(const SuggestContext& context, Candidates& out);
void add_phrases(const SuggestContext& context, bool inner, Candidates& out);
void add_sounding_phrases(const SuggestContext& context, Candidates& out);
void add_headlines(const SuggestContext& context, Candidates& out);
void add_fields(const SuggestContext& context, Candidates& out);
void add_values(const SuggestContext& context, Candidates& out);

}  // namespace lede
