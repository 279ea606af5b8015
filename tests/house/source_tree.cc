// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/house/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace lede::house {
namespace {

namespace fs = std::filesystem;

constexpr std::array kFolders = {"common", "indexer", "searcher", "server",
                                 "bench",  "tests",   ".ci"};
constexpr std::array kTopFiles = {"dev", "CMakeLists.txt"};

SourceFile read_file(const fs::path& root, const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  return {file.lexically_relative(root).generic_string(),
          {std::istreambuf_iterator<char>(input), {}}};
}

}  // namespace

std::vector<std::string_view> SourceFile::lines() const {
  std::vector<std::string_view> lines;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    lines.push_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return lines;
}

bool SourceFile::is_header() const { return path.ends_with(".h"); }

bool SourceFile::is_public_header() const {
  return is_header() && path.find("/include/lede/") != std::string::npos;
}

std::string to_text(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += finding.path;
    if (finding.line != 0) text += ":" + std::to_string(finding.line);
    text += ": " + finding.what + "\n";
  }
  return text;
}

std::vector<SourceFile> read_tree(const fs::path& root) {
  std::vector<SourceFile> files;
  for (const char* folder : kFolders) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file()) {
        files.push_back(read_file(root, entry.path()));
      }
    }
  }
  for (const char* name : kTopFiles) {
    if (fs::exists(root / name)) files.push_back(read_file(root, root / name));
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::vector<std::string> top_level_entries(const fs::path& root) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    if (name == ".git" || name == "build" || name == ".cache" ||
        name == "compile_commands.json" || name.ends_with(".db")) {
      continue;
    }
    names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace lede::house
