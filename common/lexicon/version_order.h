// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order of versions.

#pragma once

#include <string_view>

namespace lede {

// True if `a` sorts before `b`: byte by byte, but numbers by their worth, so
// that qwen2.5 < qwen3 < qwen10, and gpt-4 < gpt-4.1 < gpt-4.10. A strict weak
// order.
bool version_less(std::string_view a, std::string_view b);

}  // namespace lede
