// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/stories/story_similarity.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lede {
namespace {

constexpr std::uint32_t kCopyThreshold = 500;
// Texts of fewer shingles must be alike all through.
constexpr std::uint32_t kShortText = 20;
constexpr std::uint32_t kShortCopyThreshold = 700;
// The longer text may have so many times the shingles of the shorter.
constexpr std::uint32_t kMaxCopyRatio = 4;

// Forms filled in alike (share prices, dividends, weather warnings) share most
// of their shingles, but not what they are about.
constexpr std::uint32_t kMinCopyEvent = 450;
constexpr std::uint32_t kWholeCopy = 800;
constexpr std::uint32_t kMinWholeCopyEvent = 250;
// Where there is hardly anything rare to tell by.
constexpr std::size_t kBareFeatures = 4;
constexpr std::uint32_t kBareCopy = 900;

constexpr std::uint32_t kEventThreshold = 270;
constexpr std::uint32_t kBelongsThreshold = 150;
// Added to the square of each article's norm, so that a few words in common do
// not make two short texts one event: that of some features of middling weight.
constexpr double kPrior = 6000;
// Scores that rest on fewer features, see breadth(), count in part.
constexpr double kFullBreadth = 5.0;
// What of the score each day between two articles costs.
constexpr double kDayCost = 0.1;
constexpr double kDaySeconds = 86400.0;

// Across scripts.
constexpr unsigned kMinShared = 4;
// Two languages leave less to share: such scores count for more.
constexpr double kAcrossScale = 1.35;

bool is_neutral(const EventFeature& feature) {
  return feature.kind != FeatureKind::kCjk;
}

struct Sums {
  double all = 0;      // of squared weights
  double neutral = 0;  // of what other scripts can have
  std::size_t features = 0;
  std::size_t cjk_features = 0;

  [[nodiscard]] bool cjk() const { return cjk_features * 2 > features; }
};

Sums sums_of(const StorySignature& signature) {
  Sums sums;
  for (const EventFeature& feature : signature.features) {
    const double square = static_cast<double>(feature.weight) * feature.weight;
    sums.all += square;
    if (is_neutral(feature)) {
      sums.neutral += square;
    } else {
      ++sums.cjk_features;
    }
  }
  sums.features = signature.features.size();
  return sums;
}

struct Shared {
  double product = 0;  // sum of the products of both weights
  double squares = 0;  // of the squares of those
  unsigned count = 0;

  // How many features of equal weight would be as much: one heavy name in two
  // articles, the company's, say, is no event.
  [[nodiscard]] double breadth() const {
    return squares > 0 ? product * product / squares : 0;
  }
};

Shared shared_of(const StorySignature& a, const StorySignature& b) {
  Shared shared;
  auto other = b.features.begin();
  for (const EventFeature& feature : a.features) {
    while (other != b.features.end() && other->hash < feature.hash) ++other;
    if (other == b.features.end()) break;
    if (other->hash != feature.hash) continue;
    const double product = static_cast<double>(feature.weight) * other->weight;
    shared.product += product;
    shared.squares += product * product;
    ++shared.count;
  }
  return shared;
}

bool within(const StorySignature& a, const StorySignature& b,
            std::int64_t seconds) {
  return a.published->begin - b.published->end <= seconds &&
         b.published->begin - a.published->end <= seconds;
}

// From the end of one to the beginning of the other; 0 if they overlap.
double days_between(const StorySignature& a, const StorySignature& b) {
  const std::int64_t gap = std::max(a.published->begin - b.published->end,
                                    b.published->begin - a.published->end);
  return static_cast<double>(std::max<std::int64_t>(gap, 0)) / kDaySeconds;
}

bool is_copy(const StorySignature& a, const StorySignature& b,
             std::uint32_t copy, std::uint32_t event) {
  const bool is_short = std::min(a.shingles, b.shingles) < kShortText;
  if (copy < (is_short ? kShortCopyThreshold : kCopyThreshold)) return false;
  if (std::min(a.features.size(), b.features.size()) < kBareFeatures) {
    return copy >= kBareCopy;
  }
  return event >= kMinCopyEvent ||
         (copy >= kWholeCopy && event >= kMinWholeCopyEvent);
}

// Of the lowest hashes of both together, the part that both have: an estimate
// of the Jaccard index (Broder 1997, bottom-k).
double jaccard(const StorySignature& a, const StorySignature& b) {
  std::size_t i = 0;
  std::size_t j = 0;
  std::size_t seen = 0;
  std::size_t common = 0;
  const auto whole = [](const StorySignature& s) {
    return s.shingles <= s.sketch.size();
  };
  const std::size_t most = whole(a) && whole(b) ? 2 * kSketchSize : kSketchSize;
  while (seen < most && i < a.sketch.size() && j < b.sketch.size()) {
    ++seen;
    if (a.sketch[i] == b.sketch[j]) {
      ++common;
      ++i;
      ++j;
    } else if (a.sketch[i] < b.sketch[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  seen += std::min(most - seen, a.sketch.size() - i + b.sketch.size() - j);
  return seen == 0 ? 0.0
                   : static_cast<double>(common) / static_cast<double>(seen);
}

}  // namespace

std::uint32_t copy_score(const StorySignature& a, const StorySignature& b) {
  const std::uint32_t shorter = std::min(a.shingles, b.shingles);
  const std::uint32_t longer = std::max(a.shingles, b.shingles);
  if (shorter == 0 || longer / kMaxCopyRatio > shorter) return 0;
  const double alike = jaccard(a, b);
  const double both =
      alike / (1.0 + alike) * (static_cast<double>(shorter) + longer);
  return static_cast<std::uint32_t>(std::min(1.0, both / shorter) * kFullScore);
}

std::uint32_t event_score(const StorySignature& a, const StorySignature& b) {
  const Sums sums_a = sums_of(a);
  const Sums sums_b = sums_of(b);
  const Shared shared = shared_of(a, b);
  double squares = (sums_a.all + kPrior) * (sums_b.all + kPrior);
  double scale = kFullScore;
  if (sums_a.cjk() != sums_b.cjk()) {
    if (shared.count < kMinShared) return 0;
    squares = (sums_a.neutral + kPrior) * (sums_b.neutral + kPrior);
    scale *= kAcrossScale;
  }
  const double part = std::min(1.0, shared.breadth() / kFullBreadth);
  const double cosine = shared.product / std::sqrt(squares);
  return std::min(kFullScore,
                  static_cast<std::uint32_t>(part * cosine * scale));
}

bool within_copy_window(const StorySignature& a, const StorySignature& b) {
  return !a.published || !b.published || within(a, b, kCopyWindowSeconds);
}

bool within_event_window(const StorySignature& a, const StorySignature& b) {
  return dated_to_the_day(a) && dated_to_the_day(b) &&
         within(a, b, kEventWindowSeconds);
}

LinkScore link_between(const StorySignature& a, const StorySignature& b) {
  if (!within_copy_window(a, b)) return {};
  const std::uint32_t event = event_score(a, b);
  const std::uint32_t copy = copy_score(a, b);
  if (is_copy(a, b, copy, event)) {
    return {LinkKind::kCopy, static_cast<std::uint16_t>(copy)};
  }
  if (event < kEventThreshold || !within_event_window(a, b)) return {};
  const auto score =
      static_cast<std::uint32_t>(event * (1.0 - kDayCost * days_between(a, b)));
  if (score < kEventThreshold) return {};
  return {LinkKind::kSameEvent, static_cast<std::uint16_t>(score)};
}

bool belongs_to(const StorySignature& member, const StorySignature& earliest) {
  return event_score(member, earliest) >= kBelongsThreshold;
}

}  // namespace lede
