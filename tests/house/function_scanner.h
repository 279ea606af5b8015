// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds the functions of a C++ file and counts their lines, by braces and the
// words before them; no compiler needed, and good enough for code formatted by
// clang-format.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lede::house {

struct FunctionSize {
  std::string name;       // the line its body opens on, shortened
  std::size_t line = 0;   // of the opening brace, from 1
  std::size_t lines = 0;  // from the opening to the closing brace
};

// Blanks comments, literals and preprocessor lines, keeping every line break.
std::string without_comments_and_literals(std::string_view source);

// Functions at namespace or class scope, those of a class included; lambdas
// count with the function around them. Tables and initialisers are none.
std::vector<FunctionSize> function_sizes(std::string_view source);

}  // namespace lede::house
