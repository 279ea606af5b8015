// SPDX-License-Identifier: GPL-3.0-or-later
//
// Query text -> tree. Nothing is an error: what cannot be read as syntax is
// read as words, with a warning where somebody may have meant it.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/date.h"
#include "searcher/query/tree.h"

namespace lede {

class SavedQueries;

// A query longer than this is cut at a code point, with a warning; nesting
// deeper than kMaxQueryDepth is read as words.
inline constexpr std::size_t kMaxQueryBytes = 2000;
inline constexpr int kMaxQueryDepth = 20;

// Reads a query. Dates relative to `now` are resolved in `zone`; "query:NAME"
// stands for the query of that name in `saved` (null: there are none), in
// parentheses. Pure, linear in the bytes; safe to call from several threads.
// The text is repaired by sanitize_utf8() first; positions count bytes of the
// repaired text.
ParsedQuery parse_query(std::string_view text, const TimeZone& zone,
                        std::int64_t now, const SavedQueries* saved = nullptr);

// The byte of the query as typed that a span of a node means by `position`.
std::size_t typed_position(const ParsedQuery& query, std::size_t position);

// Prints a tree in the query language: parse_query(print_query(q)) gives a tree
// that prints the same and means the same.
std::string print_query(const ParsedQuery& query);
std::string print_node(const QueryNode& node);

// Prints the tree's structure, one node a line, indented: for tests and
// --explain.
std::string dump_query(const ParsedQuery& query);

}  // namespace lede
