// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/house/include_rules.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace lede::house {
namespace {

// common <- indexer, common <- searcher <- server; tests and bench see all and
// nobody sees them.
const std::map<std::string, std::set<std::string>, std::less<>> kArrows = {
    {"common", {"common"}},
    {"indexer", {"indexer", "common"}},
    {"searcher", {"searcher", "common"}},
    {"server", {"server", "searcher", "common"}},
    {"bench", {"bench", "server", "searcher", "indexer", "common"}},
    {"tests", {"tests", "bench", "server", "searcher", "indexer", "common"}},
};

// The program lede-index, unlike the library, may use the public library.
constexpr std::string_view kIndexProgram[] = {"indexer/main.cc",
                                              "indexer/alerts"};

struct Include {
  std::size_t line = 0;
  std::string name;
  bool quoted = false;
};

std::vector<Include> includes_of(const SourceFile& file) {
  static constexpr std::string_view kWord = "#include ";
  std::vector<Include> includes;
  std::size_t number = 0;
  for (const std::string_view line : file.lines()) {
    ++number;
    if (!line.starts_with(kWord)) continue;
    const std::string_view rest = line.substr(kWord.size());
    const std::size_t end = rest.find_first_of("\">", 1);
    if (end == std::string_view::npos) continue;
    includes.push_back(
        {number, std::string(rest.substr(1, end - 1)), rest[0] == '"'});
  }
  return includes;
}

std::string room_of(std::string_view path) {
  return std::string(path.substr(0, path.find('/')));
}

bool is_index_program(std::string_view path) {
  return std::ranges::any_of(kIndexProgram, [&](std::string_view prefix) {
    return path.starts_with(prefix);
  });
}

// The folder that owns an internal/ header: "common/lexicon/internal/x.h" is
// common/lexicon's. Empty if there is no internal/ in the path.
std::string_view owner_of_internal(std::string_view path) {
  const std::size_t at = path.find("/internal/");
  return at == std::string_view::npos ? std::string_view() : path.substr(0, at);
}

bool may_see_internal(std::string_view path, std::string_view owner) {
  return path.starts_with(owner) || path.starts_with("tests/") ||
         path.starts_with("bench/");
}

// Where <lede/x.h> stands; empty if there is none.
std::string resolve_public(const std::string& name,
                           const std::set<std::string, std::less<>>& paths) {
  for (const char* room : {"common", "searcher"}) {
    std::string path = std::string(room) + "/include/" + name;
    if (paths.contains(path)) return path;
  }
  return {};
}

class Checker {
 public:
  Checker(const std::vector<SourceFile>& files, const std::vector<Door>& doors)
      : doors_(doors) {
    for (const SourceFile& file : files) paths_.insert(file.path);
  }

  void check(const SourceFile& file) {
    for (const Include& include : includes_of(file)) {
      if (include.quoted) {
        check_own(file, include, include.name);
      } else if (include.name.starts_with("lede/")) {
        check_own(file, include, resolve_public(include.name, paths_));
      } else {
        check_guest(file, include);
      }
    }
  }

  std::vector<Finding> take() { return std::move(findings_); }

 private:
  void find(const SourceFile& file, const Include& include, std::string what) {
    findings_.push_back({file.path, include.line, std::move(what)});
  }

  void check_own(const SourceFile& file, const Include& include,
                 const std::string& target) {
    if (!paths_.contains(target)) {
      find(file, include, "there is no " + include.name);
      return;
    }
    if (file.is_public_header() && include.quoted) {
      find(file, include, "a public header includes public headers only");
    }
    const auto arrows = kArrows.find(room_of(file.path));
    const bool open_to_program = is_index_program(file.path) &&
                                 target.starts_with("searcher/include/lede/");
    if (arrows != kArrows.end() && !arrows->second.contains(room_of(target)) &&
        !open_to_program) {
      find(file, include,
           arrows->first + " may not include " + room_of(target));
    }
    const std::string_view owner = owner_of_internal(target);
    if (!owner.empty() && !may_see_internal(file.path, owner)) {
      find(file, include, target + " is internal to " + std::string(owner));
    }
    // Headers of ours that only some may use have doors too.
    check_doors(file, include, target);
  }

  void check_guest(const SourceFile& file, const Include& include) {
    const bool standard = include.name.find('.') == std::string::npos &&
                          include.name.find('/') == std::string::npos;
    if (standard) return;
    if (file.is_public_header()) {
      find(file, include, "a public header includes standard headers only");
    }
    if (!check_doors(file, include, include.name)) {
      find(file, include, "<" + include.name + "> has no line in doors.txt");
    }
  }

  // False if no line of the table speaks of the header.
  bool check_doors(const SourceFile& file, const Include& include,
                   const std::string& header) {
    const auto door = std::ranges::find_if(doors_, [&](const Door& row) {
      return header.starts_with(row.header);
    });
    if (door == doors_.end()) return false;
    const bool open =
        std::ranges::any_of(door->doors, [&](const std::string& prefix) {
          return file.path.starts_with(prefix);
        });
    if (!open) {
      find(file, include, header + " comes in elsewhere than by its doors");
    }
    return true;
  }

  const std::vector<Door>& doors_;
  std::set<std::string, std::less<>> paths_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Door> parse_doors(std::string_view text) {
  std::vector<Door> doors;
  std::istringstream input{std::string(text)};
  for (std::string line; std::getline(input, line);) {
    line.resize(std::min(line.find('#'), line.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    Door door{line.substr(0, colon), {}};
    std::istringstream words(line.substr(colon + 1));
    for (std::string word; words >> word;) door.doors.push_back(word);
    const auto known = std::ranges::find(doors, door.header, &Door::header);
    if (known == doors.end()) {
      doors.push_back(std::move(door));
    } else {
      known->doors.insert(known->doors.end(), door.doors.begin(),
                          door.doors.end());
    }
  }
  return doors;
}

std::vector<Finding> check_includes(const std::vector<SourceFile>& files,
                                    const std::vector<Door>& doors) {
  Checker checker(files, doors);
  for (const SourceFile& file : files) {
    if (file.is_header() || file.path.ends_with(".cc")) checker.check(file);
  }
  return checker.take();
}

}  // namespace lede::house
