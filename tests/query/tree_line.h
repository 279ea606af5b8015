// SPDX-License-Identifier: GPL-3.0-or-later
//
// A query tree in one line, for tables that people read.

#pragma once

#include <string>

#include "searcher/query/parse.h"

namespace lede::testing {

// Words stand bare, phrases in quotes, all else in brackets behind its name;
// intervals are half-open:
//   (words a title:"b c" (prefix chip) (not (or d e)) (near/5 f g))
//   {source example wire} {company alibaba|baidu} {date 2025-09-01..2025-10-01}
std::string tree_line(const QueryNode& node);

// The root, the filters that bind the whole query, the warnings with the bytes
// they are about: "(words a b) {lang zh} !3 ..."
std::string tree_line(const ParsedQuery& query);

}  // namespace lede::testing
