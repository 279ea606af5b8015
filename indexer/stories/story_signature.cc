// SPDX-License-Identifier: GPL-3.0-or-later
//
//   signature := dated [begin end] shingles sketch-size hash... size feature...
//   feature   := hash weight kind
//
// Numbers are little-endian, in the sizes of their types.

#include "indexer/stories/story_signature.h"

#include "indexer/stories/internal/bytes.h"

namespace lede {
namespace {

using internal::put_fixed;
using internal::take_fixed;

constexpr std::int64_t kDaySeconds = 86400;

bool take_sketch(std::string_view& bytes, StorySignature& signature) {
  std::uint8_t size = 0;
  if (!take_fixed(bytes, signature.shingles) || !take_fixed(bytes, size) ||
      size > kSketchSize) {
    return false;
  }
  signature.sketch.resize(size);
  for (std::uint32_t& hash : signature.sketch) {
    if (!take_fixed(bytes, hash)) return false;
  }
  return true;
}

bool take_features(std::string_view& bytes, StorySignature& signature) {
  std::uint8_t size = 0;
  if (!take_fixed(bytes, size) || size > kMaxFeatures) return false;
  signature.features.resize(size);
  for (EventFeature& feature : signature.features) {
    std::uint8_t kind = 0;
    if (!take_fixed(bytes, feature.hash) ||
        !take_fixed(bytes, feature.weight) || !take_fixed(bytes, kind) ||
        kind > static_cast<std::uint8_t>(FeatureKind::kDay)) {
      return false;
    }
    feature.kind = static_cast<FeatureKind>(kind);
  }
  return true;
}

bool take_published(std::string_view& bytes, StorySignature& signature) {
  std::uint8_t dated = 0;
  if (!take_fixed(bytes, dated) || dated > 1) return false;
  if (dated == 0) return true;
  signature.published.emplace();
  return take_fixed(bytes, signature.published->begin) &&
         take_fixed(bytes, signature.published->end);
}

}  // namespace

bool dated_to_the_day(const StorySignature& signature) {
  return signature.published &&
         signature.published->end - signature.published->begin <= kDaySeconds;
}

void append_signature(const StorySignature& signature, std::string& bytes) {
  put_fixed<std::uint8_t>(signature.published ? 1 : 0, bytes);
  if (signature.published) {
    put_fixed(signature.published->begin, bytes);
    put_fixed(signature.published->end, bytes);
  }
  put_fixed(signature.shingles, bytes);
  put_fixed(static_cast<std::uint8_t>(signature.sketch.size()), bytes);
  for (const std::uint32_t hash : signature.sketch) put_fixed(hash, bytes);
  put_fixed(static_cast<std::uint8_t>(signature.features.size()), bytes);
  for (const EventFeature& feature : signature.features) {
    put_fixed(feature.hash, bytes);
    put_fixed(feature.weight, bytes);
    put_fixed(static_cast<std::uint8_t>(feature.kind), bytes);
  }
}

std::optional<StorySignature> take_signature(std::string_view& bytes) {
  StorySignature signature;
  if (!take_published(bytes, signature) || !take_sketch(bytes, signature) ||
      !take_features(bytes, signature)) {
    return std::nullopt;
  }
  return signature;
}

}  // namespace lede
