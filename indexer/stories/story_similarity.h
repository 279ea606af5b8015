// SPDX-License-Identifier: GPL-3.0-or-later
//
// How alike two articles are, by their signatures, and from where on they are
// one story. Thresholds were chosen on judged pairs: bench/stories/README.md.

#pragma once

#include <cstdint>

#include "common/story_table.h"
#include "indexer/stories/story_signature.h"

namespace lede {

// Publication intervals further apart than this are no link of the kind. An
// undated article may be a copy of any, and tells of no dated event.
inline constexpr std::int64_t kEventWindowSeconds = std::int64_t{72} * 3600;
inline constexpr std::int64_t kCopyWindowSeconds = std::int64_t{30} * 86400;

// Of both, 0 to kFullScore; comparing two signatures costs under a microsecond.
inline constexpr std::uint32_t kFullScore = 1000;

// The part of the shorter text's shingles that the longer has too, estimated;
// 0 if one is so much longer that it can be a roundup holding the other.
std::uint32_t copy_score(const StorySignature& a, const StorySignature& b);

// How likely both tell of one event: a logistic function of how alike their
// features are, of whether the subjects and heads are the same, and of whether
// the texts are but one form with other figures. Between a text in CJK and one
// in an alphabet only what both can have counts: names, entities, figures; and
// there must be several of them.
std::uint32_t event_score(const StorySignature& a, const StorySignature& b);

bool within_copy_window(const StorySignature& a, const StorySignature& b);
bool within_event_window(const StorySignature& a, const StorySignature& b);

struct LinkScore {
  LinkKind kind = LinkKind::kNone;
  std::uint16_t score = 0;  // of the kind

  friend auto operator<=>(const LinkScore&, const LinkScore&) = default;
};

// A copy, or else the same event, if scores and dates allow. Symmetric.
LinkScore link_between(const StorySignature& a, const StorySignature& b);

// True if `member`, linked to some article of the story that `earliest` began,
// still tells of what began it.
bool belongs_to(const StorySignature& member, const StorySignature& earliest);

}  // namespace lede
