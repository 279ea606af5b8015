// SPDX-License-Identifier: GPL-3.0-or-later
//
// Optimal string alignment distance by three rows.

#include "searcher/edit_distance.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "searcher/query/query_text.h"

namespace lede {

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const internal::CodePoint c = internal::code_point_at(text, at);
    out += c.value;
    at += c.bytes;
  }
  return out;
}

EditDistance::EditDistance(std::u32string word)
    : word_(std::move(word)),
      before_(word_.size() + 1),
      last_(word_.size() + 1),
      row_(word_.size() + 1) {}

void EditDistance::begin() {
  std::iota(last_.begin(), last_.end(), std::size_t{0});
}

std::size_t EditDistance::next_row(std::u32string_view other, std::size_t i) {
  row_[0] = i;
  std::size_t least = i;
  for (std::size_t j = 1; j <= word_.size(); ++j) {
    const std::size_t change = other[i - 1] == word_[j - 1] ? 0 : 1;
    std::size_t edits =
        std::min({last_[j] + 1, row_[j - 1] + 1, last_[j - 1] + change});
    if (i > 1 && j > 1 && other[i - 1] == word_[j - 2] &&
        other[i - 2] == word_[j - 1]) {
      edits = std::min(edits, before_[j - 2] + 1);
    }
    row_[j] = edits;
    least = std::min(least, edits);
  }
  std::swap(before_, last_);
  std::swap(last_, row_);
  return least;
}

std::size_t EditDistance::to(std::u32string_view other, std::size_t limit) {
  const std::size_t size = word_.size();
  const std::size_t longer = std::max(size, other.size());
  if (longer - std::min(size, other.size()) > limit) return limit + 1;
  begin();
  for (std::size_t i = 1; i <= other.size(); ++i) {
    // The least of a row never falls from row to row: a transposition reaches
    // back two rows, but for one edit more.
    if (next_row(other, i) > limit) return limit + 1;
  }
  return std::min(last_[size], limit + 1);
}

std::size_t EditDistance::to_beginning_of(std::u32string_view other,
                                          std::size_t limit) {
  begin();
  std::size_t least = std::min(word_.size(), limit + 1);
  // What is longer than the word by more than `limit` is no nearer.
  const std::size_t last = std::min(other.size(), word_.size() + limit);
  for (std::size_t i = 1; i <= last; ++i) {
    if (next_row(other, i) > limit) break;
    least = std::min(least, last_[word_.size()]);
  }
  return least;
}

}  // namespace lede
