// SPDX-License-Identifier: GPL-3.0-or-later
//
// Weighted optimal string alignment.

#include "searcher/spelling/typing_cost.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace lede {
namespace {

constexpr double kEdit = 1.0;
constexpr double kNearKey = 0.75;
constexpr double kVowel = 0.7;
constexpr double kDoubling = 0.6;
constexpr double kTransposition = 0.7;
constexpr double kFirstLetter = 0.6;

struct Key {
  double column = 0.0;
  double row = 0.0;
};

// Where a key lies, in widths of a key; far away if it is on no letter row.
Key key_of(char32_t c) {
  constexpr std::u32string_view kRows[] = {U"qwertyuiop", U"asdfghjkl",
                                           U"zxcvbnm"};
  constexpr double kShift[] = {0.0, 0.25, 0.75};
  for (std::size_t row = 0; row < std::size(kRows); ++row) {
    const std::size_t column = kRows[row].find(c);
    if (column == std::u32string_view::npos) continue;
    return {static_cast<double>(column) + kShift[row],
            static_cast<double>(row)};
  }
  return {-100.0, 100.0 * static_cast<double>(c)};
}

bool near_keys(char32_t a, char32_t b) {
  const Key first = key_of(a);
  const Key second = key_of(b);
  return std::abs(first.column - second.column) <= 1.0 &&
         std::abs(first.row - second.row) <= 1.0;
}

bool is_vowel(char32_t c) {
  return std::u32string_view(U"aeiouy").find(c) != std::u32string_view::npos;
}

// The table of the alignment, by prefixes of both words.
class Alignment {
 public:
  Alignment(std::u32string_view typed, std::u32string_view meant)
      : typed_(typed), meant_(meant), width_(meant.size() + 1) {}

  double cost() {
    table_.assign((typed_.size() + 1) * width_, 0.0);
    for (std::size_t i = 0; i <= typed_.size(); ++i) {
      for (std::size_t j = 0; j < width_; ++j) {
        if (i + j > 0) at(i, j) = cheapest(i, j);
      }
    }
    return table_.back();
  }

 private:
  double& at(std::size_t i, std::size_t j) { return table_[i * width_ + j]; }

  double cheapest(std::size_t i, std::size_t j) {
    double least = 1e9;
    if (i > 0) least = std::min(least, at(i - 1, j) + inserted(i - 1, j));
    if (j > 0) least = std::min(least, at(i, j - 1) + left_out(i, j - 1));
    if (i > 0 && j > 0) {
      least = std::min(least, at(i - 1, j - 1) + changed(i - 1, j - 1));
    }
    if (i > 1 && j > 1 && typed_[i - 1] == meant_[j - 2] &&
        typed_[i - 2] == meant_[j - 1]) {
      least = std::min(least, at(i - 2, j - 2) + kTransposition +
                                  (j == 2 ? kFirstLetter : 0.0));
    }
    return least;
  }

  // typed_[i] is too much before meant_[j].
  [[nodiscard]] double inserted(std::size_t i, std::size_t j) const {
    if (j > 0 && typed_[i] == meant_[j - 1]) return kDoubling;
    if (j == 0) return kEdit + kFirstLetter;
    const bool slipped = near_keys(typed_[i], meant_[j - 1]) ||
                         (j < meant_.size() && near_keys(typed_[i], meant_[j]));
    return slipped ? kNearKey : kEdit;
  }

  // meant_[j] is missing.
  [[nodiscard]] double left_out(std::size_t i, std::size_t j) const {
    if (j == 0) return kEdit + kFirstLetter;
    if (meant_[j - 1] == meant_[j]) return kDoubling;
    return i == 0 ? kEdit + kFirstLetter : kEdit;
  }

  [[nodiscard]] double changed(std::size_t i, std::size_t j) const {
    if (typed_[i] == meant_[j]) return 0.0;
    double cost = kEdit;
    if (near_keys(typed_[i], meant_[j])) cost = kNearKey;
    if (is_vowel(typed_[i]) && is_vowel(meant_[j])) {
      cost = std::min(cost, kVowel);
    }
    return j == 0 ? cost + kFirstLetter : cost;
  }

  std::u32string_view typed_;
  std::u32string_view meant_;
  std::size_t width_;
  std::vector<double> table_;
};

}  // namespace

double typing_cost(std::u32string_view typed, std::u32string_view meant) {
  return Alignment(typed, meant).cost();
}

}  // namespace lede
