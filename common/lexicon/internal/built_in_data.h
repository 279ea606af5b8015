// SPDX-License-Identifier: GPL-3.0-or-later
//
// The built-in entries as the build embedded them (embed.cmake).

#pragma once

#include <span>
#include <string_view>

namespace lede::internal {

struct BuiltInFile {
  std::string_view name;  // "companies.json"
  std::string_view json;
};

std::span<const BuiltInFile> built_in_files();

}  // namespace lede::internal
