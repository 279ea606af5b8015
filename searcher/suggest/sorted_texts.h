// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many short texts in the order of their bytes, packed.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lede {

// Indexes [begin, end).
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Takes the bytes of the texts and four more for each. Const members are safe
// to call from several threads at once.
class SortedTexts {
 public:
  // REQUIRES: `text` is none of those before it, and comes behind them.
  void add(std::string_view text) {
    bytes_ += text;
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  }
  void shrink_to_fit() {
    bytes_.shrink_to_fit();
    ends_.shrink_to_fit();
  }

  [[nodiscard]] std::uint32_t size() const {
    return static_cast<std::uint32_t>(ends_.size());
  }
  [[nodiscard]] std::string_view text(std::uint32_t index) const {
    const std::uint32_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(bytes_).substr(begin, ends_[index] - begin);
  }
  [[nodiscard]] TextRange starting_with(std::string_view beginning) const {
    const auto first = [&](bool behind) {
      std::uint32_t low = 0;
      std::uint32_t high = size();
      while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        const int order =
            text(middle).substr(0, beginning.size()).compare(beginning);
        if (order < 0 || (behind && order == 0)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    };
    return {first(false), first(true)};
  }
  [[nodiscard]] std::size_t bytes() const {
    return bytes_.capacity() + ends_.capacity() * sizeof(std::uint32_t);
  }

 private:
  std::string bytes_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace lede
