// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/stories/story_similarity.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace lede {
namespace {

constexpr std::uint32_t kCopyThreshold = 500;
// Texts of fewer shingles must be alike all through.
constexpr std::uint32_t kShortText = 20;
constexpr std::uint32_t kShortCopyThreshold = 700;
// The longer text may have so many times the shingles of the shorter.
constexpr std::uint32_t kMaxCopyRatio = 4;
// Copies are about the same, too.
constexpr double kMinCopyCosine = 0.45;
constexpr std::uint32_t kWholeCopy = 800;
constexpr double kMinWholeCopyCosine = 0.25;
// Where there is hardly anything rare to tell by.
constexpr std::size_t kBareFeatures = 4;
constexpr std::uint32_t kBareCopy = 900;
// Of form_excess(): above it two texts are one form, not one text.
constexpr double kMaxCopyForm = 0.2;

// The log-odds that two articles tell of one event are a sum of what they have
// in common, each part 0 to 1, and of what speaks against it.
constexpr double kCosineWeight = 9.0;
constexpr double kSharpWeight = 2.0;
constexpr double kHeldWeight = 1.0;
constexpr double kHeadWeight = 2.0;
// By logarithms: of breadth up to kFullBreadth, and of how many features the
// article with fewer has, for of few more must be shared.
constexpr double kBreadthWeight = 0.6;
constexpr double kSizeWeight = 0.9;
constexpr double kBorder = 9.1;
// Forms filled in alike share all but what they are about. Estimates of two
// small sketches differ by kFormNoise by chance.
constexpr double kFormCost = 20.0;
constexpr double kFormNoise = 0.04;
// Tables of other figures: so much of both texts may be figures that the other
// has not.
constexpr double kFiguresCost = 5.0;
constexpr double kFreeFigures = 0.15;
// What each day between two articles costs.
constexpr double kDayCost = 0.1;
constexpr double kDaySeconds = 86400.0;

constexpr std::uint32_t kEventThreshold = 500;
constexpr std::uint32_t kBelongsThreshold = 150;

// Added to the square of each article's norm, so that a few words in common do
// not make two short texts one event: that of some features of middling weight.
constexpr double kPrior = 6000;
// Cosines that rest on fewer features, see breadth, count in part.
constexpr double kFullBreadth = 5.0;

// Names in CJK are shared in pieces, of which an article keeps fewer.
constexpr double kCjkBonus = 0.5;
// Across scripts.
constexpr unsigned kMinShared = 4;
// Two languages leave less to share: such likeness counts for more.
constexpr double kAcrossScale = 1.35;
constexpr double kAcrossBonus = 4.0;

double square(double number) { return number * number; }

bool is_figure(FeatureKind kind) {
  return kind == FeatureKind::kNumber || kind == FeatureKind::kAmount;
}

bool is_cjk(const StorySignature& signature) {
  const auto cjk = std::ranges::count(signature.features, FeatureKind::kCjk,
                                      &EventFeature::kind);
  return static_cast<std::size_t>(cjk) * 2 > signature.features.size();
}

// Sums of an article's weights, squared.
struct Mass {
  double all = 0;
  double head = 0;
  double figures = 0;

  void add(const EventFeature& feature) {
    const double mass = square(feature.weight);
    all += mass;
    if (feature.in_head) head += mass;
    if (is_figure(feature.kind)) figures += mass;
  }
};

struct Whole {
  Mass mass;
  double fourth_powers = 0;
  std::size_t features = 0;
};

// `neutral`: only what a text in another script can have, too.
Whole whole_of(const StorySignature& signature, bool neutral) {
  Whole whole;
  for (const EventFeature& feature : signature.features) {
    if (neutral && feature.kind == FeatureKind::kCjk) continue;
    whole.mass.add(feature);
    whole.fourth_powers += square(square(feature.weight));
    ++whole.features;
  }
  return whole;
}

struct Shared {
  Mass mass_a;  // by the weights that a gives
  Mass mass_b;
  double products = 0;  // of both weights
  double squares = 0;   // of those
  unsigned count = 0;
};

Shared shared_of(const StorySignature& a, const StorySignature& b) {
  Shared shared;
  auto other = b.features.begin();
  for (const EventFeature& feature : a.features) {
    while (other != b.features.end() && other->hash < feature.hash) ++other;
    if (other == b.features.end()) break;
    if (other->hash != feature.hash) continue;
    const double product = static_cast<double>(feature.weight) * other->weight;
    shared.products += product;
    shared.squares += square(product);
    shared.mass_a.add(feature);
    shared.mass_b.add(*other);
    ++shared.count;
  }
  return shared;
}

struct Likeness {
  double cosine = 0;    // of the features, in part if it rests on few
  double log_odds = 0;  // of being one event, without what form and days cost
};

constexpr double kNoOdds = -100;

// The parts of the sum. `sharp`: the cosine of squared weights, which hears the
// subjects of both and not the phrases of the trade. `held`: how much of one is
// in the other, so that a flash is found in the report. `head`: how much of
// both heads is in the other.
double log_odds_of(double cosine, double breadth, const Shared& shared,
                   const Whole& a, const Whole& b) {
  const double sharp =
      shared.squares / std::sqrt(a.fourth_powers * b.fourth_powers);
  const double held =
      std::max(shared.mass_a.all / a.mass.all, shared.mass_b.all / b.mass.all);
  const double head = std::min(shared.mass_a.head / (a.mass.head + 1),
                               shared.mass_b.head / (b.mass.head + 1));
  const double apart =
      std::min((a.mass.figures - shared.mass_a.figures) / a.mass.all,
               (b.mass.figures - shared.mass_b.figures) / b.mass.all);
  const auto fewer = static_cast<double>(std::min(a.features, b.features));
  return kCosineWeight * cosine + kSharpWeight * sharp + kHeldWeight * held +
         kHeadWeight * head +
         kBreadthWeight * std::log(std::min(breadth, kFullBreadth)) +
         kSizeWeight * std::log(fewer) -
         kFiguresCost * std::max(0.0, apart - kFreeFigures) - kBorder;
}

Likeness likeness_of(const StorySignature& a, const StorySignature& b) {
  const bool cjk = is_cjk(a);
  const bool across = cjk != is_cjk(b);
  const Shared shared = shared_of(a, b);
  if (shared.count < (across ? kMinShared : 1)) return {0, kNoOdds};
  const Whole whole_a = whole_of(a, across);
  const Whole whole_b = whole_of(b, across);
  // How many features of equal weight would be as much: one heavy name in two
  // articles, the company's, say, is no event.
  const double breadth = square(shared.products) / shared.squares;
  const double cosine =
      std::min(1.0, breadth / kFullBreadth) * shared.products /
      std::sqrt((whole_a.mass.all + kPrior) * (whole_b.mass.all + kPrior));
  Likeness likeness{cosine,
                    log_odds_of(cosine, breadth, shared, whole_a, whole_b)};
  if (across) {
    likeness.cosine = std::min(1.0, cosine * kAcrossScale);
    likeness.log_odds += kAcrossBonus;
  } else if (cjk) {
    likeness.log_odds += kCjkBonus;
  }
  return likeness;
}

// Of the lowest `size` hashes of both together, or of all if `whole`, the part
// that both have: an estimate of the Jaccard index (Broder 1997, bottom-k).
double jaccard(std::span<const std::uint32_t> a,
               std::span<const std::uint32_t> b, std::size_t size,
               bool whole = false) {
  std::size_t i = 0;
  std::size_t j = 0;
  std::size_t seen = 0;
  std::size_t common = 0;
  const std::size_t most = whole ? 2 * size : size;
  while (seen < most && i < a.size() && j < b.size()) {
    ++seen;
    if (a[i] == b[j]) {
      ++common;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  seen += std::min(most - seen, a.size() - i + b.size() - j);
  return seen == 0 ? 0.0
                   : static_cast<double>(common) / static_cast<double>(seen);
}

// How much more alike two texts are once their figures are masked.
double form_excess(const StorySignature& a, const StorySignature& b) {
  const auto lowest = [](const StorySignature& signature) {
    const std::span<const std::uint32_t> sketch(signature.sketch);
    return sketch.first(std::min(sketch.size(), kFormSize));
  };
  return jaccard(a.form, b.form, kFormSize) -
         jaccard(lowest(a), lowest(b), kFormSize);
}

double form_cost(const StorySignature& a, const StorySignature& b) {
  return kFormCost * std::max(0.0, form_excess(a, b) - kFormNoise);
}

// Log-odds -> 0 to kFullScore.
std::uint32_t score_of(double log_odds) {
  return static_cast<std::uint32_t>(kFullScore / (1.0 + std::exp(-log_odds)));
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
             std::uint32_t copy, double cosine) {
  const bool is_short = std::min(a.shingles, b.shingles) < kShortText;
  if (copy < (is_short ? kShortCopyThreshold : kCopyThreshold)) return false;
  if (std::min(a.features.size(), b.features.size()) < kBareFeatures) {
    return copy >= kBareCopy;
  }
  const bool about_one = cosine >= kMinCopyCosine ||
                         (copy >= kWholeCopy && cosine >= kMinWholeCopyCosine);
  return about_one && form_excess(a, b) < kMaxCopyForm;
}

}  // namespace

std::uint32_t copy_score(const StorySignature& a, const StorySignature& b) {
  const std::uint32_t shorter = std::min(a.shingles, b.shingles);
  const std::uint32_t longer = std::max(a.shingles, b.shingles);
  if (shorter == 0 || longer / kMaxCopyRatio > shorter) return 0;
  const bool whole =
      a.shingles <= a.sketch.size() && b.shingles <= b.sketch.size();
  const double alike = jaccard(a.sketch, b.sketch, kSketchSize, whole);
  const double both =
      alike / (1.0 + alike) * (static_cast<double>(shorter) + longer);
  return static_cast<std::uint32_t>(std::min(1.0, both / shorter) * kFullScore);
}

std::uint32_t event_score(const StorySignature& a, const StorySignature& b) {
  const double log_odds = likeness_of(a, b).log_odds;
  const std::uint32_t score = score_of(log_odds);
  return score < kBelongsThreshold ? score
                                   : score_of(log_odds - form_cost(a, b));
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
  const Likeness likeness = likeness_of(a, b);
  const std::uint32_t copy = copy_score(a, b);
  if (is_copy(a, b, copy, likeness.cosine)) {
    return {LinkKind::kCopy, static_cast<std::uint16_t>(copy)};
  }
  if (score_of(likeness.log_odds) < kEventThreshold ||
      !within_event_window(a, b)) {
    return {};
  }
  const std::uint32_t score = score_of(likeness.log_odds - form_cost(a, b) -
                                       kDayCost * days_between(a, b));
  if (score < kEventThreshold) return {};
  return {LinkKind::kSameEvent, static_cast<std::uint16_t>(score)};
}

bool belongs_to(const StorySignature& member, const StorySignature& earliest) {
  return event_score(member, earliest) >= kBelongsThreshold;
}

}  // namespace lede
