// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether four digits in prose are a year.

#pragma once

#include <cstddef>
#include <string_view>

namespace lede::internal {

// True if the four digits at `begin` mean a year. `latest` is the last that
// needs no word such as "by" before it.
//
// REQUIRES: exactly four digits stand there, and no letter before them.
bool stands_as_year(std::string_view text, std::size_t begin, int latest);

// The year written with four digits, or two of this century, at `at`; 0 if
// there is none.
int year_written(std::string_view text, std::size_t at);

// The number that `digits` write. REQUIRES: one to nine digits.
int number_of(std::string_view digits);

}  // namespace lede::internal
