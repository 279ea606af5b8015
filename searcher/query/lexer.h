// SPDX-License-Identifier: GPL-3.0-or-later
//
// Query text -> lexemes: operands with their sign, field and weight, brackets,
// and words that may turn out to be operators.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "searcher/query/fields.h"
#include "searcher/query/marks.h"
#include "searcher/query/tree.h"

namespace lede::internal {

// A query of more words and neither bracket, quote nor field may be a headline:
// operators do not count in it.
inline constexpr std::size_t kMaxHeadlineWords = 8;

struct Lexeme {
  enum class Kind { kOperand, kOpen, kClose };
  Kind kind = Kind::kOperand;
  Sign sign = Sign::kNone;
  // Of an operand: the leaf. Of an opening bracket: its field. Of a closing
  // one: the weight of the group.
  QueryNode node;
  bool operator_word = false;  // AND, OR, NOT or NEAR/n, bare and in capitals
};

// Every bracket left in `lexemes` has its pair, every pair holds an operand,
// and they nest at most kMaxQueryDepth deep.
struct LexedQuery {
  std::vector<Lexeme> lexemes;
  std::vector<Warning> warnings;
  // All letters (those of AND, OR, NOT and NEAR aside) are capitals, and there
  // is neither field nor weight.
  bool all_capitals = false;
};

// REQUIRES: `text` is valid UTF-8.
LexedQuery lex_query(std::string_view text, const DateContext& dates);

}  // namespace lede::internal
