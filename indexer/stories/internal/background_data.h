// SPDX-License-Identifier: GPL-3.0-or-later
//
// background.txt, compiled in: a source file that embed.cmake makes.

#pragma once

#include <string_view>

namespace lede::internal {

std::string_view background_data();

}  // namespace lede::internal
