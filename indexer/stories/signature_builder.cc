// SPDX-License-Identifier: GPL-3.0-or-later
//
//   tokens -> atoms -> shingles -> the lowest hashes        (copies)
//   tokens, mentions, figures -> counts x rarity -> the weightiest  (events)

#include "indexer/stories/signature_builder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string>

#include <xxhash.h>

namespace lede {
namespace {

// A shingle is three words or six CJK code points or as much of both.
constexpr unsigned kShingleSize = 6;
constexpr unsigned kWordSize = 2;
constexpr unsigned kCjkSize = 1;

constexpr std::uint32_t kTitleCount = 3;
constexpr std::uint32_t kShortFieldCount = 2;
constexpr std::uint32_t kOpeningCount = 2;
// Positions of the body that count as its opening.
constexpr std::uint32_t kOpening = 80;

// Features in more than one of 2^kMinRarity articles tell no event.
constexpr int kMinRarity = 4;
constexpr double kWeightScale = 3.0;
constexpr std::uint32_t kMaxCount = 15;

// Dates nearer to publication are what every article of these days has.
constexpr std::int64_t kNearSeconds = std::int64_t{3} * 86400;

std::uint64_t mix(std::uint64_t hash, std::uint64_t next) {
  hash = (hash ^ next) * 0x9e3779b97f4a7c15U;
  return hash ^ (hash >> 29);
}

bool has_digit(std::string_view term) {
  return std::ranges::any_of(term, [](char c) { return c >= '0' && c <= '9'; });
}

// A run of Chinese has about as many pairs of code points as code points, half
// of them across words; a figure tells one event from its like.
double kind_weight(FeatureKind kind) {
  switch (kind) {
    case FeatureKind::kCjk:
      return 0.5;
    case FeatureKind::kNumber:
    case FeatureKind::kAmount:
      return 1.5;
    default:
      return 1.0;
  }
}

std::uint8_t weight_of(int rarity, const CountedFeature& feature) {
  const double weight = kWeightScale * kind_weight(feature.kind) * rarity *
                        std::log2(1.0 + std::min(feature.count, kMaxCount));
  return static_cast<std::uint8_t>(std::min(weight, 255.0));
}

}  // namespace

SignatureBuilder::SignatureBuilder(const Background& background)
    : background_(background) {}

void SignatureBuilder::begin(const Article& article) {
  published_.reset();
  if (article.published) {
    published_ = interval_of(*article.published, TimeZone::utc());
  }
  features_.clear();
  std::ranges::fill(table_, 0);
  if (table_.empty()) table_.resize(1024);
  shingles_.clear();
}

void SignatureBuilder::add_text(TextField field, const TokenStream& stream) {
  std::uint32_t times = 1;
  if (field == TextField::kTitle) times = kTitleCount;
  if (field == TextField::kSummary || field == TextField::kKeyPoints) {
    times = kShortFieldCount;
  }
  for (const Token& token : stream.tokens()) {
    const bool opens = field == TextField::kBody && token.position < kOpening;
    const std::uint32_t counted = opens ? kOpeningCount : times;
    const std::string_view term = stream.term(token);
    switch (token.layer) {
      case Layer::kStem:
        count(feature_hash(term), FeatureKind::kWord, counted);
        break;
      case Layer::kBigram:
        count(feature_hash(term), FeatureKind::kCjk, counted);
        break;
      case Layer::kExact:
        if (has_digit(term)) {
          count(feature_hash(term), FeatureKind::kNumber, counted);
        }
        break;
      default:
        break;
    }
  }
  add_shingles(stream);
}

void SignatureBuilder::add_mentions(std::span<const Mention> mentions) {
  std::string term;
  for (const Mention& mention : mentions) {
    term.assign(prefix::kEntity).append(mention.entity->id);
    count(feature_hash(term), FeatureKind::kEntity, 1);
  }
}

void SignatureBuilder::add_amounts(std::span<const Amount> amounts) {
  std::string term;
  for (const Amount& amount : amounts) {
    term.assign(prefix::kAmount).append(amount.unit).append(":");
    term.append(order_key(amount.value)).append(".");
    count(feature_hash(term), FeatureKind::kAmount, 1);
  }
}

void SignatureBuilder::add_dates(std::span<const DateInterval> dates) {
  constexpr std::int64_t kDay = 86400;
  for (const DateInterval& date : dates) {
    if (date.end - date.begin != kDay) continue;
    if (published_ && date.end > published_->begin - kNearSeconds &&
        date.begin < published_->end + kNearSeconds) {
      continue;
    }
    count(feature_hash("XD" + std::to_string(date.begin / kDay)),
          FeatureKind::kDay, 1);
  }
}

StorySignature SignatureBuilder::finish() {
  StorySignature signature;
  signature.published = published_;
  put_sketch(signature);
  put_features(signature);
  return signature;
}

void SignatureBuilder::count(std::uint32_t hash, FeatureKind kind,
                             std::uint32_t times) {
  if (features_.size() * 2 >= table_.size()) grow();
  const std::size_t mask = table_.size() - 1;
  std::size_t slot = hash & mask;
  for (; table_[slot] != 0; slot = (slot + 1) & mask) {
    CountedFeature& known = features_[table_[slot] - 1];
    if (known.hash != hash) continue;
    known.count += times;
    return;
  }
  features_.push_back({hash, times, kind});
  table_[slot] = static_cast<std::uint32_t>(features_.size());
}

void SignatureBuilder::grow() {
  table_.assign(table_.size() * 2, 0);
  const std::size_t mask = table_.size() - 1;
  for (std::size_t i = 0; i < features_.size(); ++i) {
    std::size_t slot = features_[i].hash & mask;
    while (table_[slot] != 0) slot = (slot + 1) & mask;
    table_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

void SignatureBuilder::add_shingles(const TokenStream& stream) {
  atoms_.clear();
  // The lowest bit tells a CJK code point.
  for (const Token& token : stream.tokens()) {
    const bool cjk = token.layer == Layer::kUnigram;
    if (!cjk && token.layer != Layer::kExact) continue;
    const std::string_view term = stream.term(token);
    atoms_.push_back((XXH3_64bits(term.data(), term.size()) & ~1ULL) |
                     (cjk ? 1U : 0U));
  }
  for (std::size_t i = 0; i < atoms_.size(); ++i) {
    std::uint64_t hash = 0;
    unsigned size = 0;
    for (std::size_t j = i; j < atoms_.size() && size < kShingleSize; ++j) {
      hash = mix(hash, atoms_[j]);
      size += (atoms_[j] & 1) != 0 ? kCjkSize : kWordSize;
    }
    // What is left at the end is no shingle, unless it is all there is.
    if (size < kShingleSize && i > 0) break;
    shingles_.push_back(static_cast<std::uint32_t>(hash >> 32));
  }
}

void SignatureBuilder::put_sketch(StorySignature& signature) {
  std::ranges::sort(shingles_);
  const auto end = std::unique(shingles_.begin(), shingles_.end());
  signature.shingles = static_cast<std::uint32_t>(end - shingles_.begin());
  const std::size_t size =
      std::min<std::size_t>(kSketchSize, signature.shingles);
  signature.sketch.assign(
      shingles_.begin(), shingles_.begin() + static_cast<std::ptrdiff_t>(size));
}

void SignatureBuilder::put_features(StorySignature& signature) const {
  std::vector<EventFeature>& features = signature.features;
  for (const CountedFeature& feature : features_) {
    const int rarity = background_.rarity(feature.hash);
    if (rarity < kMinRarity) continue;
    features.push_back(
        {feature.hash, weight_of(rarity, feature), feature.kind});
  }
  if (features.size() > kMaxFeatures) {
    const auto cut =
        features.begin() + static_cast<std::ptrdiff_t>(kMaxFeatures);
    std::ranges::nth_element(
        features, cut, [](const EventFeature& a, const EventFeature& b) {
          return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash;
        });
    features.erase(cut, features.end());
    features.shrink_to_fit();
  }
  std::ranges::sort(features, {}, &EventFeature::hash);
}

}  // namespace lede
