// SPDX-License-Identifier: GPL-3.0-or-later
//
// The line protocol of `lede-bench answer`, shared by all engines that are
// compared side by side: a query line in, an answer line out.
//
//   op TAB mode TAB words TAB from TAB to
//   hits TAB microseconds TAB id,id,...

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lede/result.h>

namespace lede::bench {

enum class QueryOp { kTerm, kAnd, kOr, kPhrase, kPrefix };

enum class AnswerMode {
  kTop,       // "10": top ten; the total may be an estimate
  kCounted,   // "10c": top ten and the exact total
  kNewest,    // "date": the newest ten
  kStored,    // "data": top ten with their stored articles
  kSnippets,  // "snip": top ten with snippets
};

struct QueryLine {
  QueryOp op = QueryOp::kTerm;
  AnswerMode mode = AnswerMode::kTop;
  std::vector<std::string> words;
  // Seconds since 1970, both included.
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> to;
};

// Reads a line without its line break. kInvalidArgument names the column.
Result<QueryLine> parse_query_line(std::string_view line);

struct AnswerLine {
  std::uint64_t hits = 0;
  double microseconds = 0.0;
  std::vector<std::string> ids;  // best first
};

// Without a line break.
std::string print_answer_line(const AnswerLine& answer);

}  // namespace lede::bench
