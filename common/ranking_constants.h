// SPDX-License-Identifier: GPL-3.0-or-later
//
// The constants of BM25 that searching weighs words by and that indexing bounds
// their weights by.

#pragma once

#include <algorithm>
#include <cstdint>

namespace lede {

// Measured, see bench/README.md.
inline constexpr double kBm25K1 = 1.0;
inline constexpr double kBm25B = 0.65;
// Of the average; a shorter document counts as one of this length.
inline constexpr double kShortestNormLength = 0.5;

// What a term's occurrences in a document are worth, as a share of the most
// they could be: in [0, 1), 0 for wdf 0. The part of BM25 that depends on the
// document (Robertson and others, Okapi at TREC-3, 1994), without k1 + 1.
// `length` is the document's sum of wdf, `average` that of all, not 0.
constexpr double impact(std::uint32_t wdf, std::uint32_t length,
                        double average) {
  const double norm = std::max(length / average, kShortestNormLength);
  return wdf / (wdf + kBm25K1 * (1 - kBm25B + kBm25B * norm));
}

}  // namespace lede
