// SPDX-License-Identifier: GPL-3.0-or-later
//
// The known value somebody may have meant by an unknown one.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lede::internal {

// Index of the candidate with the fewest insertions, deletions, substitutions
// and transpositions of neighbours (code points), the earlier of equals;
// candidates.size() if none is within a third of the value's code points.
// Quadratic in the values, linear in their number.
std::size_t nearest_value(std::string_view value,
                          const std::vector<std::string>& candidates);

}  // namespace lede::internal
