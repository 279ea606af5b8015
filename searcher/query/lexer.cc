// SPDX-License-Identifier: GPL-3.0-or-later
//
// One item is read at a time: signs, field, then a bracket, a phrase or a run
// without white space with its suffixes. What does not fit is left out or
// becomes a word, so the reader never stops.
//
//   -title:"training chips"^2
//   ^ sign  ^ phrase        ^ weight
//    ^ field

#include "searcher/query/lexer.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "searcher/query/brackets.h"
#include "searcher/query/marks.h"
#include "searcher/query/query_text.h"
#include "searcher/query/suffixes.h"
#include "searcher/query/tree_shape.h"

namespace lede::internal {
namespace {

class Lexer {
 public:
  Lexer(std::string_view text, const DateContext& dates)
      : text_(text), dates_(dates) {}

  LexedQuery run() {
    while (at_ < text_.size()) {
      const CodePoint c = code_point_at(text_, at_);
      if (is_space(c.value) || is_separator(c.value)) {
        at_ += c.bytes;
      } else {
        read_item();
      }
    }
    pair_brackets(result_.lexemes, result_.warnings);
    result_.all_capitals = all_capitals();
    return std::move(result_);
  }

 private:
  struct Item {
    std::size_t begin = 0;
    Sign sign = Sign::kNone;
    bool exact = false;
    std::string field;
    bool bare = true;  // no sign, mark or field before it
  };

  [[nodiscard]] CodePoint here() const { return code_point_at(text_, at_); }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

  void warn(std::string message, std::size_t position) {
    result_.warnings.push_back({std::move(message), position});
  }

  void read_item() {
    Item item;
    item.begin = at_;
    read_signs(item);
    read_field(item);
    const char32_t c = here().value;
    const bool ended = at_ >= text_.size();
    if (!ended && (is_open_paren(c) || is_close_paren(c))) {
      push_bracket(item, is_open_paren(c));
    } else if (!ended && (is_double_quote(c) || c == kLeftSingleQuote)) {
      read_phrase(item, c);
    } else if (ended || ends_run(c)) {
      push_field_name(item);
    } else {
      read_run(item);
    }
  }

  // Consumes the run of "-", "+" and "=" before an operand. They count only
  // alone (or "=" after one of the others), after white space or a bracket.
  void read_signs(Item& item) {
    const CodePoint before = code_point_before(text_, at_);
    const bool may_sign = before.bytes == 0 || is_space(before.value) ||
                          is_open_paren(before.value);
    std::size_t marks = 0;
    Sign sign = Sign::kNone;
    std::size_t after_sign = at_;
    bool exact = false;
    for (CodePoint c = here(); c.bytes > 0; c = here()) {
      const bool dash = is_dash(c.value);
      if (!dash && c.value != U'+' && c.value != U'=') break;
      at_ += c.bytes;
      if (++marks == 1 && c.value != U'=') {
        sign = dash ? Sign::kNot : Sign::kMust;
        after_sign = at_;
      } else if (c.value == U'=' && !exact) {
        exact = true;
      } else {
        sign = Sign::kNone;
        exact = false;
        marks = 3;
      }
    }
    if (marks == 0) return;
    item.bare = false;
    if (!may_sign || marks > 2) return;
    item.exact = exact && is_word_code_point(here().value);
    if (exact && !item.exact) return;
    if (sign_applies(sign, item.exact ? rest() : text_.substr(after_sign))) {
      item.sign = sign;
    }
  }

  // Consumes "field:" if a value follows without a space.
  void read_field(Item& item) {
    std::size_t end = at_;
    while (end < text_.size() && is_ascii_letter(text_[end])) ++end;
    const CodePoint colon = code_point_at(text_, end);
    if (end == at_ || !is_colon(colon.value)) return;
    const std::string_view typed = text_.substr(at_, end - at_);
    const std::size_t value = end + colon.bytes;
    const CodePoint first = code_point_at(text_, value);
    if (first.bytes == 0 || is_space(first.value)) return;
    const std::string name = field_name(typed);
    if (field_kind(name) == FieldKind::kNone) {
      warn_unknown_field(typed, first.value);
      return;
    }
    item.field = name;
    item.bare = false;
    at_ = value;
    if (field_kind(name) == FieldKind::kText) read_marks_of_value(item);
  }

  // "title:=x" is exact; other marks after a field mean nothing.
  void read_marks_of_value(Item& item) {
    const std::size_t begin = at_;
    for (CodePoint c = here(); c.bytes > 0; c = here()) {
      if (!is_dash(c.value) && c.value != U'+' && c.value != U'=') break;
      at_ += c.bytes;
    }
    item.exact = (item.exact || text_.substr(begin, at_ - begin) == "=") &&
                 is_word_code_point(here().value);
  }

  static bool is_ascii_letter(char byte) {
    return ('a' <= byte && byte <= 'z') || ('A' <= byte && byte <= 'Z');
  }

  // Telephones write a query's first letter as a capital.
  static std::string field_name(std::string_view typed) {
    std::string name(typed);
    name[0] = ascii_lower(name.substr(0, 1))[0];
    return name;
  }

  void warn_unknown_field(std::string_view typed, char32_t value) {
    if (!std::ranges::all_of(typed,
                             [](char c) {
                               return is_ascii_lower(
                                   static_cast<unsigned char>(c));
                             }) ||
        value == U'/' || typed.size() < 2) {
      return;
    }
    warn("\"" + std::string(typed) + "\" is no field: read as words", at_);
  }

  // A field whose value turned out to be nothing is a word.
  void push_field_name(const Item& item) {
    if (item.field.empty()) return;
    QueryNode node;
    node.kind = NodeKind::kWord;
    node.text = item.field;
    push(item, std::move(node));
  }

  void push(const Item& item, QueryNode node) {
    node.source = {item.begin, at_};
    Lexeme lexeme;
    lexeme.sign = item.sign;
    lexeme.node = std::move(node);
    result_.lexemes.push_back(std::move(lexeme));
  }

  void push_bracket(const Item& item, bool open) {
    // What stands before a closing bracket belongs to nothing.
    if (!open) push_field_name(item);
    const std::size_t begin = open ? item.begin : at_;
    at_ += here().bytes;
    Lexeme lexeme;
    lexeme.kind = open ? Lexeme::Kind::kOpen : Lexeme::Kind::kClose;
    if (open) {
      lexeme.sign = item.sign;
      lexeme.node.field = item.field;
    } else {
      lexeme.node.weight = read_weight();
    }
    lexeme.node.source = {begin, at_};
    result_.lexemes.push_back(std::move(lexeme));
  }

  void read_phrase(const Item& item, char32_t opening) {
    const std::size_t begin = at_;
    const CodePoint before = code_point_before(text_, begin);
    const std::size_t inner = begin + here().bytes;
    const bool inches =
        opening == U'"' && before.bytes > 0 && is_ascii_digit(before.value);
    const bool single = opening == kLeftSingleQuote;
    const std::size_t end =
        inches ? std::string_view::npos : closing_quote(text_, inner, opening);
    if (end == std::string_view::npos) {
      if (!inches && !single) {
        warn("a quotation mark without its pair is left out", begin);
      }
      push_field_name(item);
      at_ = inner;
      return;
    }
    at_ = end + code_point_at(text_, end).bytes;
    std::string text = squeeze(text_.substr(inner, end - inner));
    if (!has_word_code_point(text)) {
      push_field_name(item);
    } else if (!push_filter(item, text)) {
      push_phrase(item, std::move(text), begin);
    } else if (item.field == kSavedField) {
      weigh_name();
    }
  }

  // query:"mine"^2 weighs what stands in the place of the name.
  void weigh_name() {
    QueryNode& name = result_.lexemes.back().node;
    name.weight = read_weight();
    name.source.end = at_;
  }

  void push_phrase(const Item& item, std::string text, std::size_t begin) {
    Item own = item;
    if (is_filter(item)) {  // a value that does not read
      const std::size_t end = std::exchange(at_, begin);
      push_field_name(item);
      own = {begin, Sign::kNone, false, {}, false};
      at_ = end;
    }
    QueryNode node;
    node.kind = NodeKind::kPhrase;
    node.field = own.field;
    node.text = std::move(text);
    node.weight = read_weight();
    push(own, std::move(node));
  }

  static bool is_filter(const Item& item) {
    return narrows(field_kind(item.field));
  }

  // Pushes the value as a filter, if its field is one and the value reads.
  bool push_filter(const Item& item, const std::string& value) {
    if (!is_filter(item)) return false;
    std::optional<QueryNode> filter =
        make_filter(item.field, value, {item.begin, at_}, dates_);
    if (!filter) {
      warn(no_value(item.field, value) + ": read as words", item.begin);
      return false;
    }
    push(item, std::move(*filter));
    return true;
  }

  void read_run(const Item& item) {
    const std::size_t begin = at_;
    at_ = run_end(text_, begin);
    const std::string_view raw = text_.substr(begin, at_ - begin);
    const std::string_view trimmed = trim_word(raw);
    if (!has_word_code_point(trimmed)) {
      push_field_name(item);
      return;
    }
    const FieldKind kind = field_kind(item.field);
    if (kind == FieldKind::kDate || kind == FieldKind::kAmount) {
      push_value(item, trimmed);
      return;
    }
    if (push_filter(item, std::string(trimmed))) return;
    QueryNode node = read_word(trimmed, item.exact);
    if (!has_word_code_point(node.text)) return;
    weighed_ = weighed_ || bears_weight(trimmed);
    if (!item.field.empty()) apply_field(node, item.field);
    push(item, std::move(node));
    Lexeme& word = result_.lexemes.back();
    word.operator_word = item.bare && is_operator_word(raw);
    // The comma behind a word is no part of it.
    word.node.source.end -= raw.size() - trimmed.size();
  }

  // A date or an amount; if it does not read, it is a word, its field included.
  // Inside title:( ) it is printed behind "title:", where the whole is read as
  // a word, so what is no plain word there is a phrase: since:2*, since:~1.
  void push_value(const Item& item, std::string_view typed) {
    const QueryNode value = read_word(typed, false);
    const bool plain =  // not so date:2025*, date:^2
        value.kind == NodeKind::kWord && has_word_code_point(value.text);
    if (push_filter(item, plain ? value.text : std::string(typed))) return;
    const std::string whole = item.field + ":" + std::string(typed);
    QueryNode word = read_word(whole, false);
    if (!plain || word.kind != NodeKind::kWord) {
      word = QueryNode();
      word.kind = NodeKind::kPhrase;
      word.text = whole;
    }
    push(item, std::move(word));
  }

  double read_weight() {
    const std::size_t begin = at_;
    at_ = run_end(text_, begin);
    const std::optional<double> weight =
        weight_suffix(trim_word(text_.substr(begin, at_ - begin)));
    if (!weight) at_ = begin;
    weighed_ = weighed_ || weight;
    return weight.value_or(1.0);
  }

  // No headline has fields or weights.
  [[nodiscard]] bool all_capitals() const {
    if (weighed_) return false;
    LetterCase found = LetterCase::kNone;
    for (const Lexeme& lexeme : result_.lexemes) {
      if (!lexeme.node.field.empty()) return false;
      found = std::max(found, letter_case(lexeme.node.text));
    }
    return found == LetterCase::kCapitals;
  }

  std::string_view text_;
  const DateContext& dates_;
  std::size_t at_ = 0;
  bool weighed_ = false;  // a weight was read, if only that of "^1"
  LexedQuery result_;
};

}  // namespace

LexedQuery lex_query(std::string_view text, const DateContext& dates) {
  return Lexer(text, dates).run();
}

}  // namespace lede::internal
