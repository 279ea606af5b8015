// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys of articles where there are many of them.

#pragma once

#include <array>
#include <compare>
#include <cstring>
#include <functional>
#include <optional>
#include <string_view>

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

}  // namespace lede
