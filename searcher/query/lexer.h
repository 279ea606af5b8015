// SPDX-License-Identifier: GPL-3.0-or-later
//
// Query text -> lexemes: operands with their sign, field and weight, brackets,
// and words that may turn out to be operators.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"
#include "searcher/query/tree.h"

namespace lede::internal {

// A query of more words and neither bracket, quote nor field may be a headline:
// operators do not count in it.
inline constexpr std::size_t kMaxHeadlineWords = 8;

enum class Sign { kNone, kMust, kNot };

struct Lexeme {
  enum class Kind { kOperand, kOpen, kClose };
  Kind kind = Kind::kOperand;
  Sign sign = Sign::kNone;
  // Of an operand: the leaf. Of an opening bracket: its field. Of a closing
  // one: the weight of the group.
  QueryNode node;
  bool operator_word = false;  // AND, OR, NOT or NEAR/n, bare and in capitals
};

// What relative dates are resolved with.
struct DateContext {
  const TimeZone& zone;
  std::int64_t now;
};

// Every bracket left in `lexemes` has its pair, every pair holds an operand,
// and they nest at most kMaxQueryDepth deep.
struct LexedQuery {
  std::vector<Lexeme> lexemes;
  std::vector<Warning> warnings;
  // All letters (those of AND, OR, NOT and NEAR aside) are capitals.
  bool all_capitals = false;
};

// REQUIRES: `text` is valid UTF-8.
LexedQuery lex_query(std::string_view text, const DateContext& dates);

enum class FieldKind { kNone, kText, kFilter, kDate };
FieldKind field_kind(std::string_view name);

// The filter `field`:`value`; nullopt if it is a date that does not read.
std::optional<QueryNode> make_filter(std::string_view field, std::string value,
                                     Span source, const DateContext& dates);

// True if "-" (or "+") directly before `rest` negates (requires) what follows:
// before a word, a quote or a bracket, but not before an amount such as "0.5%".
bool sign_applies(Sign sign, std::string_view rest);

}  // namespace lede::internal
