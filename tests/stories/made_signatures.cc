// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stories/made_signatures.h"

#include <algorithm>
#include <cstdio>

namespace lede::testing {
namespace {

constexpr std::int64_t kDay = 86400;

std::uint32_t any(std::mt19937& random, std::uint32_t below) {
  return static_cast<std::uint32_t>(random() % below);
}

// Twelve features of the event's own twenty, and some that all have.
std::vector<EventFeature> made_features(std::uint32_t event,
                                        std::mt19937& random) {
  std::vector<EventFeature> features;
  const auto add = [&](std::uint32_t hash) {
    const auto weight = static_cast<std::uint8_t>(40 + any(random, 60));
    features.push_back({hash, weight, FeatureKind::kWord, any(random, 3) == 0});
  };
  for (std::uint32_t i = 0; i < 20; ++i) {
    if (any(random, 20) < 12) add(event * 1000 + i);
  }
  for (int i = 0; i < 8; ++i) add(0x40000000 + any(random, 200));
  std::ranges::sort(features, {}, &EventFeature::hash);
  const auto last = std::ranges::unique(features, {}, &EventFeature::hash);
  features.erase(last.begin(), last.end());
  return features;
}

std::vector<std::uint32_t> made_sketch(std::mt19937& random) {
  std::vector<std::uint32_t> sketch;
  for (std::size_t i = 0; i < kSketchSize; ++i) {
    sketch.push_back(static_cast<std::uint32_t>(random()) / 2);
  }
  std::ranges::sort(sketch);
  return sketch;
}

std::optional<DateInterval> made_date(std::int64_t near, std::mt19937& random) {
  const std::int64_t at = near + any(random, 3 * kDay);
  switch (any(random, 10)) {
    case 0:
      return std::nullopt;
    case 1:
      return DateInterval{at / (30 * kDay) * 30 * kDay,
                          (at / (30 * kDay) + 1) * 30 * kDay};
    case 2:
    case 3:
    case 4:
      return DateInterval{at / kDay * kDay, (at / kDay + 1) * kDay};
    default:
      return DateInterval{at / 3600 * 3600, at / 3600 * 3600 + 1};
  }
}

}  // namespace

ArticleKey made_key(std::uint32_t number) {
  char text[17];
  std::snprintf(text, sizeof text, "%016u", number * 2654435761U);
  return *ArticleKey::from(text);
}

std::vector<KeyedSignature> made_articles(std::size_t count,
                                          std::mt19937& random,
                                          std::size_t an_event) {
  std::vector<KeyedSignature> articles;
  const auto events = static_cast<std::uint32_t>(count / an_event + 1);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t event = any(random, events);
    StorySignature signature;
    if (any(random, 4) == 0 && !articles.empty()) {
      const auto& other = articles[any(random, i)].second;
      signature = made_version(other, random);
    } else {
      signature.published =
          made_date((event * 7919) % 60 * kDay + 1'700'000'000, random);
      signature.features = made_features(event + 1, random);
      signature.sketch = made_sketch(random);
      signature.form.assign(signature.sketch.begin(),
                            signature.sketch.begin() + kFormSize);
      signature.shingles = 150 + any(random, 200);
    }
    articles.emplace_back(made_key(i), std::move(signature));
  }
  return articles;
}

StorySignature made_version(const StorySignature& of, std::mt19937& random) {
  StorySignature version = of;
  const bool same_text = any(random, 3) == 0;  // scores will tie
  for (std::size_t i = 0; i < (same_text ? 0 : kSketchSize / 8); ++i) {
    version.sketch[any(random, kSketchSize)] =
        static_cast<std::uint32_t>(random()) / 2;
  }
  std::ranges::sort(version.sketch);
  if (!same_text && any(random, 2) == 0) version.features.pop_back();
  version.published =
      made_date(of.published ? of.published->begin : 1'700'000'000, random);
  return version;
}

StoryGrouper group(const std::vector<KeyedSignature>& articles) {
  StoryGrouper grouper;
  for (const auto& [key, signature] : articles) grouper.put(key, signature);
  grouper.settle();
  return grouper;
}

std::vector<Story> all_stories(const StoryGrouper& grouper) {
  std::vector<Story> stories;
  for (const ArticleKey& id : grouper.story_ids()) {
    stories.push_back(*grouper.story(id));
  }
  return stories;
}

}  // namespace lede::testing
