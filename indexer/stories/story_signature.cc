// SPDX-License-Identifier: GPL-3.0-or-later
//
//   signature := dated [begin end] shingles size hash... (the sketch)
//                size hash... (the form) size feature...
//   feature   := hash weight kind, kHeadBit of it set if it is in the head
//
// Numbers are little-endian, in the sizes of their types.

#include "indexer/stories/story_signature.h"

#include "indexer/stories/internal/bytes.h"

namespace lede {
namespace {

using internal::put_fixed;
using internal::take_fixed;

constexpr std::int64_t kDaySeconds = 86400;
constexpr std::uint8_t kHeadBit = 0x80;

void put_hashes(const std::vector<std::uint32_t>& hashes, std::string& bytes) {
  put_fixed(static_cast<std::uint8_t>(hashes.size()), bytes);
  for (const std::uint32_t hash : hashes) put_fixed(hash, bytes);
}

bool take_hashes(std::string_view& bytes, std::size_t most,
                 std::vector<std::uint32_t>& hashes) {
  std::uint8_t size = 0;
  if (!take_fixed(bytes, size) || size > most) return false;
  hashes.resize(size);
  for (std::uint32_t& hash : hashes) {
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
        !take_fixed(bytes, feature.weight) || !take_fixed(bytes, kind)) {
      return false;
    }
    feature.in_head = (kind & kHeadBit) != 0;
    kind = static_cast<std::uint8_t>(kind & ~kHeadBit);
    if (kind > static_cast<std::uint8_t>(FeatureKind::kDay)) return false;
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
  put_hashes(signature.sketch, bytes);
  put_hashes(signature.form, bytes);
  put_fixed(static_cast<std::uint8_t>(signature.features.size()), bytes);
  for (const EventFeature& feature : signature.features) {
    put_fixed(feature.hash, bytes);
    put_fixed(feature.weight, bytes);
    const auto kind = static_cast<std::uint8_t>(feature.kind);
    put_fixed(
        static_cast<std::uint8_t>(kind | (feature.in_head ? kHeadBit : 0)),
        bytes);
  }
}

std::optional<StorySignature> take_signature(std::string_view& bytes) {
  StorySignature signature;
  if (!take_published(bytes, signature) ||
      !take_fixed(bytes, signature.shingles) ||
      !take_hashes(bytes, kSketchSize, signature.sketch) ||
      !take_hashes(bytes, kFormSize, signature.form) ||
      !take_features(bytes, signature)) {
    return std::nullopt;
  }
  return signature;
}

}  // namespace lede
