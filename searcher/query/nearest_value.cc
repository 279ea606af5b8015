// SPDX-License-Identifier: GPL-3.0-or-later
//
// Optimal string alignment distance by three rows.

#include "searcher/query/nearest_value.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "searcher/query/query_text.h"

namespace lede::internal {
namespace {

constexpr std::size_t kMaxCodePoints = 64;

std::u32string decoded(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size() && out.size() < kMaxCodePoints;) {
    const CodePoint c = code_point_at(text, at);
    out += c.value;
    at += c.bytes;
  }
  return out;
}

std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last.back();
}

}  // namespace

std::size_t nearest_value(std::string_view value,
                          const std::vector<std::string>& candidates) {
  const std::u32string wanted = decoded(value);
  std::size_t nearest = candidates.size();
  std::size_t fewest = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const std::u32string candidate = decoded(candidates[i]);
    const std::size_t longer = std::max(candidate.size(), wanted.size());
    const std::size_t shorter = std::min(candidate.size(), wanted.size());
    if (longer - shorter >= fewest) continue;
    const std::size_t edits = distance(wanted, candidate);
    if (edits < fewest) {
      fewest = edits;
      nearest = i;
    }
  }
  return nearest;
}

}  // namespace lede::internal
