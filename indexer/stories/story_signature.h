// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is kept of an article to tell whether another one is a copy of it or
// tells of the same event: about 800 bytes instead of its text.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"
#include <lede/article.h>

namespace lede {

// Changes when signatures that earlier programs made are no longer comparable.
inline constexpr std::uint32_t kSignatureVersion = 2;

inline constexpr std::size_t kSketchSize = 96;
inline constexpr std::size_t kFormSize = 32;
inline constexpr std::size_t kMaxFeatures = 48;

enum class FeatureKind : std::uint8_t {
  kWord,    // stem of a word in an alphabet, in a text of any language
  kCjk,     // two CJK code points: says nothing to other languages
  kNumber,  // as written, a name of letters and digits included
  kEntity,  // of the lexicon: one for all its aliases in all languages
  kAmount,  // value and unit: of "1.2 billion" and 12亿 the same
  kDay,     // that the text speaks of, some days off its own
};

// What an article is about, in one word or figure.
struct EventFeature {
  std::uint32_t hash = 0;  // feature_hash()
  std::uint8_t weight = 0;
  FeatureKind kind = FeatureKind::kWord;
  bool in_head = false;  // it stands in the headline or near the beginning

  friend bool operator==(const EventFeature&, const EventFeature&) = default;
};

struct StorySignature {
  // When it may have been published, see interval_of(); nullopt if undated.
  std::optional<DateInterval> published;
  // Hashes of the text's shingles, the kSketchSize lowest in ascending order
  // (bottom-k MinHash), and how many different ones there are.
  std::vector<std::uint32_t> sketch;
  std::uint32_t shingles = 0;
  // The same of shingles that have one mark in place of every figure, the
  // kFormSize lowest: two texts more alike in these are one form, filled in.
  std::vector<std::uint32_t> form;
  std::vector<EventFeature> features;  // the weightiest, ascending by hash

  friend bool operator==(const StorySignature&,
                         const StorySignature&) = default;
};

// True if the date is known at least to the day: what tells of the same event
// appears within days of it.
bool dated_to_the_day(const StorySignature& signature);

// Appends the signature's bytes, which carry their own end.
void append_signature(const StorySignature& signature, std::string& bytes);

// Reads one off the front of `bytes`. nullopt if they are not what
// append_signature() of this version writes.
std::optional<StorySignature> take_signature(std::string_view& bytes);

}  // namespace lede
