// SPDX-License-Identifier: GPL-3.0-or-later
//
// How far runs and quotations reach, and which signs count.

#pragma once

#include <cstddef>
#include <string_view>

namespace lede::internal {

enum class Sign { kNone, kMust, kNot };

inline constexpr char32_t kLeftSingleQuote = U'\u2018';

// True for white space, separators, quotes and brackets.
bool ends_run(char32_t c);
// Byte at which the run without these that begins at `at` ends.
std::size_t run_end(std::string_view text, std::size_t at);

// Byte at which the quotation that `opening` began before `at` ends; npos if it
// does not.
std::size_t closing_quote(std::string_view text, std::size_t at,
                          char32_t opening);

// True if "-" (or "+") directly before `rest` negates (requires) what follows:
// before a word, a quote or a bracket, but not before an amount such as "0.5%".
bool sign_applies(Sign sign, std::string_view rest);

}  // namespace lede::internal
