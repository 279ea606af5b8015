// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/house/layout_rules.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <string_view>

#include "tests/house/function_scanner.h"

namespace lede::house {
namespace {

const std::set<std::string, std::less<>> kTopLevel = {".ci",
                                                      ".clang-format",
                                                      ".clang-tidy",
                                                      ".editorconfig",
                                                      ".gitignore",
                                                      "CMakeLists.txt",
                                                      "CMakePresets.json",
                                                      "LICENSE",
                                                      "README.md",
                                                      "bench",
                                                      "common",
                                                      "corpus",
                                                      "dev",
                                                      "indexer",
                                                      "packages.txt",
                                                      "searcher",
                                                      "server",
                                                      "tests"};

bool is_code(const SourceFile& file) {
  return file.is_header() || file.path.ends_with(".cc");
}

bool is_table(const SourceFile& file) {
  return file.path.ends_with("_data.cc") || file.path.ends_with("_data.h");
}

bool needs_licence_line(const SourceFile& file) {
  static constexpr std::array kEndings = {".cc",  ".h",   ".cmake",
                                          ".sh",  ".py",  ".js",
                                          ".css", ".mjs", "CMakeLists.txt"};
  return file.path == "dev" || file.path == ".ci/run" ||
         std::ranges::any_of(kEndings, [&](const char* ending) {
           return file.path.ends_with(ending);
         });
}

// Lines that are rows of a table, such as {"input", "expected"}, in [first,
// first + count); tables are exempt from the limits.
std::size_t table_rows(const std::vector<std::string_view>& lines,
                       std::size_t first, std::size_t count) {
  std::size_t rows = 0;
  for (std::size_t i = first; i < std::min(first + count, lines.size()); ++i) {
    const std::size_t begin = lines[i].find_first_not_of(' ');
    if (begin != std::string_view::npos && lines[i][begin] == '{' &&
        lines[i].size() > begin + 1) {
      ++rows;
    }
  }
  return rows;
}

struct Sizes {
  struct Row {
    std::size_t lines;
    std::string where;
  };
  std::vector<Row> functions;
  std::vector<Row> files;
};

Sizes measure(const std::vector<SourceFile>& files) {
  Sizes sizes;
  for (const SourceFile& file : files) {
    if (!is_code(file) || is_table(file)) continue;
    const std::vector<std::string_view> lines = file.lines();
    sizes.files.push_back(
        {lines.size() - table_rows(lines, 0, lines.size()), file.path});
    for (const FunctionSize& function : function_sizes(file.text)) {
      sizes.functions.push_back(
          {function.lines - table_rows(lines, function.line, function.lines),
           file.path + ":" + std::to_string(function.line) + " " +
               function.name});
    }
  }
  const auto longest_first = [](const Sizes::Row& a, const Sizes::Row& b) {
    return a.lines > b.lines;
  };
  std::ranges::stable_sort(sizes.functions, longest_first);
  std::ranges::stable_sort(sizes.files, longest_first);
  return sizes;
}

std::size_t percentile_90(const std::vector<Sizes::Row>& rows) {
  std::vector<std::size_t> values;
  for (const Sizes::Row& row : rows) values.push_back(row.lines);
  return house::percentile_90(std::move(values));
}

void check_percentile(const char* what, const std::vector<Sizes::Row>& rows,
                      std::size_t allowed, std::vector<Finding>& findings) {
  const std::size_t found = percentile_90(rows);
  if (found > allowed) {
    findings.push_back({what, 0,
                        "90th percentile is " + std::to_string(found) +
                            " lines, allowed " + std::to_string(allowed)});
  }
}

bool has_licence_line(const SourceFile& file) {
  const std::vector<std::string_view> lines = file.lines();
  for (std::size_t i = 0; i < std::min<std::size_t>(3, lines.size()); ++i) {
    if (lines[i].find("SPDX-License-Identifier: GPL-3.0-or-later") !=
        std::string_view::npos) {
      return true;
    }
  }
  return false;
}

// Whether a sentence stands between the licence line and the first code.
bool opens_with_a_comment(const SourceFile& file) {
  for (const std::string_view line : file.lines()) {
    if (!line.starts_with("//")) return false;
    if (line.size() > 3 && line.find("SPDX-") == std::string_view::npos) {
      return true;
    }
  }
  return false;
}

// "// --- Fields ------", but not a line of a drawing.
bool is_banner(std::string_view line) {
  static constexpr std::string_view kRule = "-=*#";
  const std::size_t slashes = line.find("//");
  if (slashes == std::string_view::npos) return false;
  const std::size_t first = line.find_first_not_of("/ ", slashes);
  if (first == std::string_view::npos) return false;
  const std::string_view comment = line.substr(first);
  const std::size_t opening = comment.find_first_not_of(kRule);
  const std::size_t closing = comment.find_last_not_of(kRule);
  if (opening == std::string_view::npos) return comment.size() >= 8;
  return opening >= 2 && comment.size() - 1 - closing >= 2;
}

bool is_note(std::string_view line) {
  const std::size_t slashes = line.find("//");
  if (slashes == std::string_view::npos) return false;
  const std::string_view comment = line.substr(slashes);
  // Cut in two, or this line would be a finding itself.
  for (const char* word : {"TO"
                           "DO",
                           "FIX"
                           "ME",
                           "HA"
                           "CK:"}) {
    if (comment.find(word) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

std::size_t percentile_90(std::vector<std::size_t> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[(values.size() * 9 + 9) / 10 - 1];
}

std::vector<Finding> check_sizes(const std::vector<SourceFile>& files) {
  const Sizes sizes = measure(files);
  std::vector<Finding> findings;
  for (const Sizes::Row& row : sizes.functions) {
    if (row.lines > kMaxFunction) {
      findings.push_back(
          {row.where, 0, std::to_string(row.lines) + " lines in a function"});
    }
  }
  for (const Sizes::Row& row : sizes.files) {
    if (row.lines > kMaxFile) {
      findings.push_back(
          {row.where, 0, std::to_string(row.lines) + " lines in a file"});
    }
  }
  for (const SourceFile& file : files) {
    if (file.is_public_header() && file.lines().size() > kMaxPublicHeader) {
      findings.push_back(
          {file.path, 0,
           std::to_string(file.lines().size()) + " lines in a public header"});
    }
  }
  check_percentile("functions", sizes.functions, kUsualFunction, findings);
  check_percentile("files", sizes.files, kUsualFile, findings);
  return findings;
}

std::string describe_sizes(const std::vector<SourceFile>& files) {
  const Sizes sizes = measure(files);
  std::ostringstream text;
  const auto describe = [&](const char* what, const auto& rows) {
    text << rows.size() << " " << what << ", 90th percentile "
         << percentile_90(rows) << " lines\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(5, rows.size()); ++i) {
      text << "  " << rows[i].lines << "  " << rows[i].where << '\n';
    }
  };
  describe("functions", sizes.functions);
  describe("files", sizes.files);
  return text.str();
}

std::vector<Finding> check_comments(const std::vector<SourceFile>& files) {
  std::vector<Finding> findings;
  for (const SourceFile& file : files) {
    if (needs_licence_line(file) && !has_licence_line(file)) {
      findings.push_back({file.path, 1, "no SPDX line"});
    }
    if (file.is_header() && !opens_with_a_comment(file)) {
      findings.push_back({file.path, 1, "does not open with what it is for"});
    }
    if (!is_code(file)) continue;
    std::size_t number = 0;
    for (const std::string_view line : file.lines()) {
      ++number;
      if (is_banner(line)) findings.push_back({file.path, number, "banner"});
      if (is_note(line)) findings.push_back({file.path, number, "note to do"});
    }
  }
  return findings;
}

std::vector<Finding> check_top_level(const std::vector<std::string>& entries) {
  std::vector<Finding> findings;
  for (const std::string& entry : entries) {
    if (!kTopLevel.contains(entry)) {
      findings.push_back({entry, 0, "the top level is closed"});
    }
  }
  return findings;
}

}  // namespace lede::house
