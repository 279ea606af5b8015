// SPDX-License-Identifier: GPL-3.0-or-later
//
//   tokens -> atoms -> shingles -> the lowest hashes        (copies, forms)
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

// The lowest bits of an atom tell what it is.
constexpr std::uint64_t kCjkBit = 1;
constexpr std::uint64_t kFigureBit = 2;
// What stands for every figure in the shingles of a form.
constexpr std::uint64_t kAnyFigure = kFigureBit;

constexpr std::uint32_t kTitleCount = 3;
constexpr std::uint32_t kShortFieldCount = 2;
constexpr std::uint32_t kOpeningCount = 2;
// Positions of the body that count as its opening.
constexpr std::uint32_t kOpening = 80;
// And as its head, with all that stands outside of the body.
constexpr std::uint32_t kHead = 30;
constexpr std::uint32_t kCjkHead = 60;  // a word is about two code points

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
  form_.clear();
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
    const std::uint32_t head = token.layer == Layer::kBigram ? kCjkHead : kHead;
    const bool heads = field != TextField::kBody || token.position < head;
    const std::string_view term = stream.term(token);
    switch (token.layer) {
      case Layer::kStem:
        count(feature_hash(term), FeatureKind::kWord, counted, heads);
        break;
      case Layer::kBigram:
        count(feature_hash(term), FeatureKind::kCjk, counted, heads);
        break;
      case Layer::kExact:
        if (has_digit(term)) {
          count(feature_hash(term), FeatureKind::kNumber, counted, heads);
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
                             std::uint32_t times, bool in_head) {
  if (features_.size() * 2 >= table_.size()) grow();
  const std::size_t mask = table_.size() - 1;
  std::size_t slot = hash & mask;
  for (; table_[slot] != 0; slot = (slot + 1) & mask) {
    CountedFeature& known = features_[table_[slot] - 1];
    if (known.hash != hash) continue;
    known.count += times;
    known.in_head |= in_head;
    return;
  }
  features_.push_back({hash, times, kind, in_head});
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
  for (const Token& token : stream.tokens()) {
    const bool cjk = token.layer == Layer::kUnigram;
    if (!cjk && token.layer != Layer::kExact) continue;
    const std::string_view term = stream.term(token);
    std::uint64_t atom =
        XXH3_64bits(term.data(), term.size()) & ~(kCjkBit | kFigureBit);
    if (cjk) atom |= kCjkBit;
    if (has_digit(term)) atom |= kFigureBit;
    atoms_.push_back(atom);
  }
  for (std::size_t i = 0; i < atoms_.size(); ++i) {
    std::uint64_t hash = 0;
    std::uint64_t form = 0;
    unsigned size = 0;
    for (std::size_t j = i; j < atoms_.size() && size < kShingleSize; ++j) {
      const std::uint64_t atom = atoms_[j];
      hash = mix(hash, atom);
      form = mix(form, (atom & kFigureBit) != 0 ? kAnyFigure : atom);
      size += (atom & kCjkBit) != 0 ? kCjkSize : kWordSize;
    }
    // What is left at the end is no shingle, unless it is all there is.
    if (size < kShingleSize && i > 0) break;
    shingles_.push_back(static_cast<std::uint32_t>(hash >> 32));
    add_to_form(static_cast<std::uint32_t>(form >> 32));
  }
}

void SignatureBuilder::add_to_form(std::uint32_t hash) {
  if (form_.size() == kFormSize && hash >= form_.back()) return;
  const auto at = std::ranges::lower_bound(form_, hash);
  if (at != form_.end() && *at == hash) return;
  form_.insert(at, hash);
  if (form_.size() > kFormSize) form_.pop_back();
}

void SignatureBuilder::put_sketch(StorySignature& signature) {
  std::ranges::sort(shingles_);
  const auto end = std::unique(shingles_.begin(), shingles_.end());
  signature.shingles = static_cast<std::uint32_t>(end - shingles_.begin());
  const std::size_t size =
      std::min<std::size_t>(kSketchSize, signature.shingles);
  signature.sketch.assign(
      shingles_.begin(), shingles_.begin() + static_cast<std::ptrdiff_t>(size));
  signature.form = form_;
}

void SignatureBuilder::put_features(StorySignature& signature) const {
  std::vector<EventFeature>& features = signature.features;
  for (const CountedFeature& feature : features_) {
    const int rarity = background_.rarity(feature.hash);
    if (rarity < kMinRarity) continue;
    features.push_back({feature.hash, weight_of(rarity, feature), feature.kind,
                        feature.in_head});
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
