// SPDX-License-Identifier: GPL-3.0-or-later
//
// A story as it stands: its articles in the order in which they appeared.

#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "common/date.h"
#include "indexer/stories/story_similarity.h"

namespace lede {

// An article_key(): 16 bytes of ASCII.
struct ArticleKey {
  std::array<char, 16> bytes{};

  // nullopt if `text` is not of that size.
  static std::optional<ArticleKey> from(std::string_view text) {
    ArticleKey key;
    if (text.size() != key.bytes.size()) return std::nullopt;
    std::memcpy(key.bytes.data(), text.data(), text.size());
    return key;
  }
  [[nodiscard]] std::string_view text() const {
    return {bytes.data(), bytes.size()};
  }
  friend auto operator<=>(const ArticleKey&, const ArticleKey&) = default;
};

struct ArticleKeyHash {
  std::size_t operator()(const ArticleKey& key) const {
    return std::hash<std::string_view>()(key.text());
  }
};

struct StoryMember {
  ArticleKey key;
  std::optional<DateInterval> published;
  // The earlier article of the story that made it a member, and by what; the
  // earliest has none (LinkKind::kNone).
  LinkScore link;
  ArticleKey linked_to;

  friend bool operator==(const StoryMember&, const StoryMember&) = default;
};

struct Story {
  ArticleKey id;                     // the earliest member's key
  std::vector<StoryMember> members;  // by first possible instant, then by key;
                                     // the undated last
  // True if the earliest was out before any other member can have been.
  bool certain = true;

  friend bool operator==(const Story&, const Story&) = default;
};

}  // namespace lede
