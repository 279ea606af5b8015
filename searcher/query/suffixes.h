// SPDX-License-Identifier: GPL-3.0-or-later
//
// What may stand at the end of a word: chip*  nvidea~  word^2.

#pragma once

#include <optional>
#include <string_view>

#include "searcher/query/tree.h"

namespace lede::internal {

// Weights are kept within these bounds and to two decimals, so that they print
// as they are.
inline constexpr double kMinWeight = 0.01;
inline constexpr double kMaxWeight = 1000.0;
double bounded_weight(double weight);

// Without the punctuation of the sentence it ends: "chips," -> "chips".
std::string_view trim_word(std::string_view run);

// The weight of a text that is "^2", or several of them, and nothing else.
std::optional<double> weight_suffix(std::string_view text);

// True if the word `run` ends in a weight, if only in "^1".
bool bears_weight(std::string_view run);

// The leaf a run without white space is: kWord, kPrefix, kFuzzy or, if `exact`,
// kExact. A prefix of fewer than two letters or digits and no CJK code point is
// read as a word.
QueryNode read_word(std::string_view run, bool exact);

}  // namespace lede::internal
