// SPDX-License-Identifier: GPL-3.0-or-later
//
// The query as a tree of what was typed: no index, analyzer or lexicon has been
// asked yet. parse.h makes it and prints it, plan.h reads it.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/date.h"
#include <lede/article.h>
#include <lede/response.h>

namespace lede {

enum class NodeKind {
  kWords,   // children side by side: the match mode says how many must be there
  kAnd,     // all children, as typed
  kOr,      // any child
  kNot,     // forbids its only child
  kMust,    // "+": its only child is required whatever the match mode
  kWord,    // `text`: one run without white space
  kExact,   // "=word": no stem, no alias
  kPrefix,  // "chip*": `text` without the star
  kFuzzy,   // "word~"
  kPhrase,  // `text`: the words in quotes
  kNear,    // children are words or phrases, at most `distance` apart
  kSentence,   // the same, all in one sentence
  kParagraph,  // the same, all in one paragraph
  kFilter,     // `field`:`text`, of filter_fields(); children: alternatives in
               // parentheses, each a kFilter of the same field
  kDate,       // `interval`; `field` is date, since, before or after
  kMentions,   // `interval` of whole days in UTC, that the text speaks of
  kAmount,     // `text`, which read_amount_range() reads
  kAll,        // everything: an empty query
};

// What narrows without weighing.
inline bool is_filter(NodeKind kind) {
  return kind == NodeKind::kFilter || kind == NodeKind::kDate ||
         kind == NodeKind::kMentions || kind == NodeKind::kAmount;
}

// Spans of nodes count bytes of the query as typed, with the texts of saved
// queries in the place of their names: so no two words have one place. See
// typed_position().
struct QueryNode {
  NodeKind kind = NodeKind::kAll;
  Span source;
  std::string text;   // see NodeKind; valid UTF-8
  std::string field;  // text field that restricts it ("title"), or the filter's
  double weight = 1.0;       // word^2
  std::size_t distance = 0;  // of kNear
  DateInterval interval;     // of kDate, kMentions
  std::vector<QueryNode> children;
};

// A saved query in the place of its name; of an unknown one, the name.
struct IncludedText {
  Span span;   // as nodes count
  Span typed;  // its name with the field, in the query as typed
};

// `root` never holds a filter or date at its top: those outside parentheses
// bind the whole query and stand in `filters`. A root of forbidden words alone
// (kNot, or kWords of nothing else) means everything but them.
struct ParsedQuery {
  QueryNode root;
  std::vector<QueryNode> filters;  // is_filter(), or kNot of one
  std::vector<Warning> warnings;   // positions in bytes of the query as typed
  std::vector<IncludedText> included;  // ascending
  // Typed in capitals throughout: then "US" is no more than "us".
  bool all_capitals = false;
};

}  // namespace lede
