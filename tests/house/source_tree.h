// SPDX-License-Identifier: GPL-3.0-or-later
//
// The source tree as the house rules see it: every C++ file with its lines.

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lede::house {

struct SourceFile {
  std::string path;  // from the root, with forward slashes
  std::string text;

  [[nodiscard]] std::vector<std::string_view> lines() const;
  [[nodiscard]] bool is_header() const;
  [[nodiscard]] bool is_public_header() const;
};

// One broken rule.
struct Finding {
  std::string path;
  std::size_t line = 0;  // from 1; 0: the file as a whole
  std::string what;
};

// "path:line: what", a line each.
std::string to_text(const std::vector<Finding>& findings);

// Every file of the rooms, of tests and bench, and the scripts of the top
// level; sorted by path. Throws if the root cannot be read.
std::vector<SourceFile> read_tree(const std::filesystem::path& root);

// Names of the entries of the top level, but for what a build or a version
// control system leaves there.
std::vector<std::string> top_level_entries(const std::filesystem::path& root);

}  // namespace lede::house
