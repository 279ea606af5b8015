// SPDX-License-Identifier: GPL-3.0-or-later
//
// How sure it is that something is commoner here than there.

#pragma once

#include <cstdint>

namespace lede {

// Scores below this are left to chance: so high comes one of a thousand by it
// (chi-square with one degree of freedom).
inline constexpr double kTellingScore = 10.83;

// Some of several documents.
struct Share {
  std::uint64_t some = 0;
  std::uint64_t all = 0;  // not fewer than `some`
};

// The log-likelihood ratio -2 log(lambda) of two binomials (Dunning, Accurate
// Methods for the Statistics of Surprise and Coincidence, Computational
// Linguistics 19(1), 1993): how much likelier the counts are if the shares
// differ than if they are one. 0 unless that of `here` is the greater, and if
// either side has no documents.
double rise_score(const Share& here, const Share& there);

}  // namespace lede
