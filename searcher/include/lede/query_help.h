// SPDX-License-Identifier: GPL-3.0-or-later
//
// The query language told to those who type it: the one text that terminal and
// page are rendered from.

#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace lede {

struct QueryHelpText {
  std::vector<std::string_view> typed;  // each a whole query
  std::string_view means;
};

// One rule of the language, in English and Chinese. Plain UTF-8 texts.
struct QueryHelpRow {
  QueryHelpText english;
  QueryHelpText chinese;
};

// The rules in the order they are told in. Every field of the language stands
// in an example. Thread-safe; the rows live as long as the program.
std::span<const QueryHelpRow> query_help();

}  // namespace lede
