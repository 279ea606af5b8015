// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order a reader expects of ids and versions.

#pragma once

#include <string_view>

namespace lede {

// True if `a` sorts before `b`: byte by byte, but runs of digits by their
// value, so that qwen2.5 < qwen3 < qwen10 and "item 9" < "item 10". Total:
// numbers that differ in leading zeros alone are ordered by their bytes.
bool natural_less(std::string_view a, std::string_view b);

}  // namespace lede
