// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Did you mean": the known name closest to a misspelt one.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lede {

// The one of `names` at the smallest edit distance, the earlier of equals;
// empty if there are none. All are valid UTF-8.
std::string_view nearest_name(std::string_view name,
                              const std::vector<std::string_view>& names);

// "'sorce' is not a filter field; the nearest is 'source'".
std::string unknown_name(std::string_view name, std::string_view what,
                         const std::vector<std::string_view>& names);

}  // namespace lede
