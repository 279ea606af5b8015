// SPDX-License-Identifier: GPL-3.0-or-later
//
// What charts write into SVG.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lede {

// With one digit behind the point.
std::string decimal(double number);

// The first code points of a text, with an ellipsis if there are more.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace lede
