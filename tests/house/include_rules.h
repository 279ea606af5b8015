// SPDX-License-Identifier: GPL-3.0-or-later
//
// The arrows between the rooms and the doors of the third-party libraries,
// judged by the #include lines.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/house/source_tree.h"

namespace lede::house {

// One line of doors.txt: headers whose path begins with `header` may be
// included by files whose path begins with one of `doors`.
struct Door {
  std::string header;
  std::vector<std::string> doors;
};

// Reads "header: door door..." lines; "#" begins a comment.
std::vector<Door> parse_doors(std::string_view text);

// What breaks an arrow, reaches into another folder's internal/, names a file
// that is not there, or lets a library in elsewhere than by its doors.
std::vector<Finding> check_includes(const std::vector<SourceFile>& files,
                                    const std::vector<Door>& doors);

}  // namespace lede::house
