// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compressed test input.

#pragma once

#include <string>
#include <string_view>

namespace lede::testing {

std::string gzip(std::string_view bytes);
std::string zstd(std::string_view bytes);

}  // namespace lede::testing
