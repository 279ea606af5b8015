// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads, compares and writes tables of reviewed rows.

#include "tests/golden/golden_table.h"

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "common/analysis/utf8.h"

namespace lede::testing {
namespace {

Columns split(const std::string& line) {
  Columns columns(1);
  for (const char byte : line) {
    if (byte == '\t') {
      columns.emplace_back();
    } else {
      columns.back() += byte;
    }
  }
  return columns;
}

std::string join(const Columns& columns) {
  std::string line;
  for (const std::string& column : columns) {
    if (!line.empty()) line += '\t';
    line += column;
  }
  return line;
}

// Appends what the escape behind the backslash at `at` means; returns the byte
// behind it.
std::size_t append_escape(std::string_view text, std::size_t at,
                          std::string& out) {
  const std::size_t close = text.find('}', at);
  if (text.substr(at).starts_with("\\u{") && close != std::string_view::npos) {
    unsigned code_point = 0;
    std::from_chars(text.data() + at + 3, text.data() + close, code_point, 16);
    internal::append_utf8(out, code_point);
    return close + 1;
  }
  const std::string_view mark = text.substr(at, 2);
  out += mark == "\\n" ? "\n" : mark == "\\t" ? "\t" : mark.substr(1);
  return at + mark.size();
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\') {
      at = append_escape(text, at, out);
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    if (byte == '\\') {
      out += "\\\\";
    } else if (byte == '\n') {
      out += "\\n";
    } else if (byte == '\t') {
      out += "\\t";
    } else {
      out += byte;
    }
  }
  return out;
}

bool is_row(const std::string& line) {
  return !line.empty() && !line.starts_with("# ");
}

// The row with the columns that come of those given.
Columns computed_row(Columns given,
                     const std::function<Columns(const Columns&)>& compute) {
  Columns meant;
  for (const std::string& column : given) meant.push_back(unescaped(column));
  for (const std::string& column : compute(meant)) {
    given.push_back(escaped(column));
  }
  return given;
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

void expect_golden(const std::string& file, std::size_t given,
                   std::size_t least,
                   const std::function<Columns(const Columns&)>& compute) {
  const std::string path = LEDE_SOURCE_DIR "/tests/golden/" + file;
  std::vector<std::string> lines = lines_of(path);
  std::set<Columns> seen;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_row(lines[i])) continue;
    Columns row = split(lines[i]);
    row.resize(given);
    EXPECT_TRUE(seen.insert(row).second)
        << file << ":" << i + 1 << ": the row stands twice: " << join(row);
    const std::string came = join(computed_row(row, compute));
    if (std::getenv("LEDE_UPDATE_GOLDEN") != nullptr) {
      lines[i] = came;
    } else if (came != lines[i]) {
      ADD_FAILURE() << file << ":" << i + 1 << " of " << join(row)
                    << "\n  expected: " << lines[i] << "\n  came:     " << came;
    }
  }
  EXPECT_GE(seen.size(), least) << file;
  if (std::getenv("LEDE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream out(path);
    for (const std::string& line : lines) out << line << "\n";
  }
}

}  // namespace lede::testing
