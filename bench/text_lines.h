// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of lines of columns, as the tools here read them.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <lede/result.h>

namespace lede::bench {

// All of a file. kIo.
Result<std::string> read_text(const std::string& path);

// The parts between separators, empty ones included; one at least. They last as
// long as `text`.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace lede::bench
