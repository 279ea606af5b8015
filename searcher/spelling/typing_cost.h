// SPDX-License-Identifier: GPL-3.0-or-later
//
// What people do to words when they type them.

#pragma once

#include <string_view>

namespace lede {

// How much has to go wrong for `typed` to come of `meant`: the least sum of the
// costs of insertions, deletions, substitutions and transpositions of
// neighbours, an ordinary one costing 1. Cheaper are what hands often do (a
// neighbour on a QWERTY keyboard, two letters in the other's place, a letter
// doubled or not) and what ears do (one vowel for another); dearer is whatever
// touches the first letter, which people mostly get right. After the channel of
// Kernighan, Church and Gale, "A spelling correction program based on a noisy
// channel model", COLING 1990, with few costs set by hand instead of a table
// learnt. Both words are folded, of at most kMaxWordLetters code points.
double typing_cost(std::u32string_view typed, std::u32string_view meant);

}  // namespace lede
