// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether two passages say nearly the same in nearly the same words, as a
// standfirst and the first sentence of an article do.

#pragma once

#include <string_view>

namespace lede {

// True if most of the shorter text's runs of four bytes stand in the other:
// a language-neutral measure, for texts of some hundred bytes. Linear in them.
bool is_near_copy(std::string_view a, std::string_view b);

}  // namespace lede
