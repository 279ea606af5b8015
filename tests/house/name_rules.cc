// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/house/name_rules.h"

#include <map>
#include <regex>
#include <string>

namespace lede::house {
namespace {

// Calls each(name, line) for the types a header defines in its namespaces, with
// these before the name. Indented ones lie in another type.
template <typename Each>
void for_each_type(const SourceFile& header, const Each& each) {
  static const std::regex opens(R"(namespace ([\w:]+) \{.*)");
  static const std::regex defines(
      R"((?:struct|class) (\w+)(?: final)?(?: [:{].*)?)");
  std::vector<std::string> spaces;
  std::size_t number = 0;
  for (const std::string_view line : header.lines()) {
    ++number;
    std::match_results<std::string_view::const_iterator> match;
    if (std::regex_match(line.begin(), line.end(), match, opens)) {
      spaces.push_back(match[1].str() + "::");
    } else if (line.starts_with("}  // namespace") && !spaces.empty()) {
      spaces.pop_back();
    } else if (std::regex_match(line.begin(), line.end(), match, defines)) {
      std::string name;
      for (const std::string& space : spaces) name += space;
      each(name + match[1].str(), number);
    }
  }
}

}  // namespace

std::vector<Finding> check_type_names(const std::vector<SourceFile>& files) {
  std::vector<Finding> findings;
  std::map<std::string, std::string> known;  // type -> path of its header
  for (const SourceFile& file : files) {
    if (!file.is_header()) continue;
    for_each_type(file, [&](const std::string& name, std::size_t line) {
      const auto [first, is_new] = known.emplace(name, file.path);
      if (is_new || first->second == file.path) return;
      findings.push_back(
          {file.path, line, name + " is defined in " + first->second + " too"});
    });
  }
  return findings;
}

}  // namespace lede::house
