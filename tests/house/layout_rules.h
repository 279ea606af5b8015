// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sizes, licence lines, opening comments and the closed top level.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/house/source_tree.h"

namespace lede::house {

// Sizes in lines. The tail counts, so percentiles are held beside the maxima.
inline constexpr std::size_t kMaxFunction = 60;
inline constexpr std::size_t kUsualFunction = 30;  // 90th percentile
inline constexpr std::size_t kMaxFile = 400;
inline constexpr std::size_t kUsualFile = 250;  // 90th percentile
inline constexpr std::size_t kMaxPublicHeader = 150;

// Smallest value that at least 90 of 100 do not exceed; 0 for none.
std::size_t percentile_90(std::vector<std::size_t> values);

// Files and functions above their maximum, and percentiles above theirs. A file
// whose name ends in _data.cc or _data.h is a table and exempt.
std::vector<Finding> check_sizes(const std::vector<SourceFile>& files);

// "five longest functions and files, percentiles", to be read by people.
std::string describe_sizes(const std::vector<SourceFile>& files);

// Source files and scripts without an SPDX line among their first three lines,
// headers without a comment after it, banner lines, and notes of things to do.
std::vector<Finding> check_comments(const std::vector<SourceFile>& files);

// Entries of the top level that the house does not have.
std::vector<Finding> check_top_level(const std::vector<std::string>& entries);

}  // namespace lede::house
