// SPDX-License-Identifier: GPL-3.0-or-later
//
// An article's texts, as analyzed for the index -> its StorySignature.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "common/amounts.h"
#include "common/analysis/analyzer.h"
#include "common/date.h"
#include "common/lexicon/lexicon.h"
#include "common/schema.h"
#include "indexer/stories/background.h"
#include "indexer/stories/story_signature.h"
#include <lede/article.h>

namespace lede {

// A feature of the article at hand and how much is made of it: once for each
// time it stands in the body, more for headline, standfirst and opening.
struct CountedFeature {
  std::uint32_t hash = 0;
  std::uint32_t count = 0;
  FeatureKind kind = FeatureKind::kWord;
  bool in_head = false;
};

// Call begin(), then add what the article has, in any order of the kinds, then
// finish(). Reused from article to article, it stops allocating. One a thread.
class SignatureBuilder {
 public:
  // `background` outlives this.
  explicit SignatureBuilder(const Background& background);

  void begin(const Article& article);
  // The tokens of one of the article's texts; texts in the order of the schema.
  void add_text(TextField field, const TokenStream& stream);
  // Each mention counts once.
  void add_mentions(std::span<const Mention> mentions);
  void add_amounts(std::span<const Amount> amounts);
  // See find_mentioned_dates(); those within some days of publication say
  // nothing and are passed over.
  void add_dates(std::span<const DateInterval> dates);

  // REQUIRES: begin() was called; begin() is called before anything is added
  // again.
  StorySignature finish();

  // All that were added, each once, in no order: what a Background counts.
  [[nodiscard]] const std::vector<CountedFeature>& features() const {
    return features_;
  }

 private:
  void count(std::uint32_t hash, FeatureKind kind, std::uint32_t times,
             bool in_head = false);
  void grow();
  void add_shingles(const TokenStream& stream);
  void add_to_form(std::uint32_t hash);
  void put_sketch(StorySignature& signature);
  void put_features(StorySignature& signature) const;

  const Background& background_;
  std::optional<DateInterval> published_;
  std::vector<CountedFeature> features_;
  std::vector<std::uint32_t> table_;     // index + 1 into features_, by hash
  std::vector<std::uint64_t> atoms_;     // hashes of a text's atoms in order
  std::vector<std::uint32_t> shingles_;  // hashes, of all texts
  std::vector<std::uint32_t> form_;      // the lowest so far, ascending
};

}  // namespace lede
