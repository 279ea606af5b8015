// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lexemes -> tree, by recursive descent; the rule of each level is the name of
// its function.
//
//   words  := or { or }                  filter := f_and { OR f_and }
//   or     := and { OR and }             f_and  := f_unit { [AND] f_unit }
//   and    := near { AND near }          f_unit := "(" filter ")" | value ...
//   near   := signed { NEAR/n signed } | signed { SENTENCE signed }
//           | signed { PARAGRAPH signed }
//   signed := [NOT] ( leaf | "(" words ")" | field:"(" filter ")" )

#include "searcher/query/parse.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/analysis/text.h"
#include "common/saved_queries.h"
#include "searcher/query/lexer.h"
#include "searcher/query/query_text.h"
#include "searcher/query/saved_includes.h"
#include "searcher/query/tree_shape.h"

namespace lede {
namespace {

using internal::ascii_lower;
using internal::FieldKind;
using internal::Lexeme;
using internal::Sign;

constexpr std::size_t kDefaultNearDistance = 10;
// Words of two fields never stand closer than kFieldGap.
constexpr std::size_t kMaxNearDistance = 99;

bool is_operand(const Lexeme& lexeme) {
  return lexeme.kind == Lexeme::Kind::kOperand && !lexeme.operator_word;
}

bool shows_intent(const Lexeme& lexeme) {
  return lexeme.kind != Lexeme::Kind::kOperand || !lexeme.node.field.empty() ||
         lexeme.node.kind == NodeKind::kPhrase;
}

// Decides which operator words are operators: the rest become plain words, in
// lower case, so that they stay words when printed.
class OperatorReader {
 public:
  explicit OperatorReader(internal::LexedQuery& lexed)
      : lexemes_(lexed.lexemes), lexed_(lexed) {}

  void run() {
    const bool none = lexed_.all_capitals || is_headline();
    for (std::size_t i = 0; i < lexemes_.size(); ++i) {
      if (!lexemes_[i].operator_word) continue;
      if (none || !stands_as_operator(i)) {
        lexemes_[i].operator_word = false;
        warn_once(lexemes_[i]);
      }
    }
    if (lexed_.all_capitals) return;
    for (Lexeme& lexeme : lexemes_) {
      if (!lexeme.operator_word && lexeme.node.kind == NodeKind::kWord &&
          internal::is_operator_word(lexeme.node.text)) {
        lexeme.node.text = ascii_lower(lexeme.node.text);
      }
    }
  }

 private:
  [[nodiscard]] bool is_headline() const {
    return !std::ranges::any_of(lexemes_, shows_intent) &&
           std::ranges::count_if(lexemes_, is_operand) >
               static_cast<std::ptrdiff_t>(internal::kMaxHeadlineWords);
  }

  [[nodiscard]] bool begins_operand(std::size_t i) const {
    return i < lexemes_.size() &&
           (is_operand(lexemes_[i]) || lexemes_[i].kind == Lexeme::Kind::kOpen);
  }

  [[nodiscard]] bool is_not(std::size_t i) const {
    return i < lexemes_.size() && lexemes_[i].operator_word &&
           lexemes_[i].node.text == "NOT" && begins_operand(i + 1);
  }

  [[nodiscard]] bool stands_as_operator(std::size_t i) const {
    if (lexemes_[i].node.text == "NOT") return is_not(i);
    const bool after_operand =
        i > 0 && (is_operand(lexemes_[i - 1]) ||
                  lexemes_[i - 1].kind == Lexeme::Kind::kClose);
    return after_operand && (begins_operand(i + 1) || is_not(i + 1));
  }

  void warn_once(const Lexeme& lexeme) {
    if (std::exchange(warned_, true)) return;
    std::string why;
    if (lexed_.all_capitals) why = ", as the whole query is in capitals";
    lexed_.warnings.push_back(
        {"\"" + lexeme.node.text + "\" is read as a word" + why,
         lexeme.node.source.begin});
  }

  std::vector<Lexeme>& lexemes_;
  internal::LexedQuery& lexed_;
  bool warned_ = false;
};

class Parser {
 public:
  Parser(internal::LexedQuery lexed, const internal::DateContext& dates)
      : lexemes_(std::move(lexed.lexemes)), dates_(dates) {}

  QueryNode run() { return read_words(); }
  std::vector<Warning> take_warnings() { return std::move(warnings_); }

 private:
  [[nodiscard]] bool at_end() const {
    return at_ == lexemes_.size() || lexemes_[at_].kind == Lexeme::Kind::kClose;
  }

  [[nodiscard]] bool at_operator(std::string_view name) const {
    return !at_end() && lexemes_[at_].operator_word &&
           lexemes_[at_].node.text.starts_with(name);
  }

  QueryNode read_words() {
    std::vector<QueryNode> children;
    while (!at_end()) children.push_back(read_or());
    return internal::make_words(std::move(children));
  }

  QueryNode read_or() {
    std::vector<QueryNode> children{read_and()};
    while (at_operator("OR")) {
      ++at_;
      children.push_back(read_and());
    }
    return internal::make_or(std::move(children));
  }

  QueryNode read_and() {
    std::vector<QueryNode> children{read_near()};
    while (at_operator("AND")) {
      ++at_;
      children.push_back(read_near());
    }
    return internal::make_and(std::move(children));
  }

  QueryNode read_near() {
    std::vector<QueryNode> children{read_signed()};
    if (!at_nearness()) return std::move(children.front());
    const Lexeme& first = lexemes_[at_];
    const NodeKind kind = *nearness_of(first);
    std::size_t distance = 0;
    bool alike = true;
    while (at_nearness()) {
      const Lexeme& lexeme = lexemes_[at_++];
      alike = alike && nearness_of(lexeme) == kind;
      if (kind == NodeKind::kNear) {
        distance = std::max(distance, near_distance(lexeme));
      }
      children.push_back(read_signed());
    }
    if (alike && std::ranges::all_of(children, [&](const QueryNode& child) {
          return has_place(child, kind);
        })) {
      return internal::make_near(std::move(children), kind, distance);
    }
    warn_misplaced(first, alike);
    return internal::make_and(std::move(children));
  }

  // NEAR, SENTENCE and PARAGRAPH bind alike.
  static std::optional<NodeKind> nearness_of(const Lexeme& lexeme) {
    if (!lexeme.operator_word) return std::nullopt;
    const std::string& word = lexeme.node.text;
    if (word.starts_with("NEAR")) return NodeKind::kNear;
    if (word == "SENTENCE") return NodeKind::kSentence;
    if (word == "PARAGRAPH") return NodeKind::kParagraph;
    return std::nullopt;
  }

  [[nodiscard]] bool at_nearness() const {
    return !at_end() && nearness_of(lexemes_[at_]);
  }

  void warn_misplaced(const Lexeme& nearness, bool alike) {
    const std::string word =
        nearness.node.text.substr(0, nearness.node.text.find('/'));
    warnings_.push_back(
        {alike ? word + " stands between words and phrases only: read as AND"
               : word + " does not stand beside other words of nearness: read "
                        "as AND",
         nearness.node.source.begin});
  }

  // What has positions that can be compared as `kind` does.
  static bool has_place(const QueryNode& node, NodeKind kind) {
    const QueryNode& leaf =
        node.kind == NodeKind::kMust ? node.children.front() : node;
    return leaf.kind == NodeKind::kWord || leaf.kind == NodeKind::kExact ||
           leaf.kind == NodeKind::kPhrase || leaf.kind == kind;
  }

  static std::size_t near_distance(const Lexeme& lexeme) {
    const std::string& text = lexeme.node.text;
    std::size_t distance = kDefaultNearDistance;
    if (text.size() > 5) {
      std::from_chars(text.data() + 5, text.data() + text.size(), distance);
    }
    return std::min(distance, kMaxNearDistance);
  }

  QueryNode read_signed() {
    const bool forbidden = at_operator("NOT");
    if (forbidden) ++at_;
    const std::size_t first = at_;
    QueryNode node = lexemes_[first].kind == Lexeme::Kind::kOpen
                         ? read_group(&Parser::read_words)
                         : lexemes_[at_++].node;
    node = with_sign(std::move(node), lexemes_[first].sign);
    return forbidden ? internal::make_not(std::move(node)) : std::move(node);
  }

  static QueryNode with_sign(QueryNode node, Sign sign) {
    if (sign == Sign::kNot) return internal::make_not(std::move(node));
    if (sign == Sign::kMust) return internal::make_must(std::move(node));
    return node;
  }

  // Reads from the opening bracket at hand to its pair. `inside` is what a
  // group without a field holds.
  QueryNode read_group(QueryNode (Parser::*inside)()) {
    const QueryNode opening = lexemes_[at_++].node;
    const FieldKind kind = internal::field_kind(opening.field);
    QueryNode node;
    if (internal::narrows(kind)) {
      const std::string outer = std::exchange(filter_, opening.field);
      node = read_filter();
      filter_ = outer;
    } else {
      node = (this->*inside)();
    }
    const QueryNode closing = lexemes_[at_++].node;
    if (kind == FieldKind::kText) internal::apply_field(node, opening.field);
    if (closing.weight != 1.0) internal::apply_weight(node, closing.weight);
    node.source = {opening.source.begin, closing.source.end};
    return node;
  }

  QueryNode read_filter() {
    std::vector<QueryNode> children{read_filter_and()};
    while (at_operator("OR")) {
      ++at_;
      children.push_back(read_filter_and());
    }
    return make_alternatives(std::move(children));
  }

  QueryNode read_filter_and() {
    std::vector<QueryNode> children;
    while (!at_end() && !at_operator("OR")) {
      if (at_operator("AND") || at_nearness()) ++at_;
      children.push_back(read_filter_unit());
    }
    return internal::make_and(std::move(children));
  }

  QueryNode read_filter_unit() {
    const bool forbidden = at_operator("NOT");
    if (forbidden) ++at_;
    const Sign sign = lexemes_[at_].sign;
    QueryNode node = lexemes_[at_].kind == Lexeme::Kind::kOpen
                         ? read_group(&Parser::read_filter)
                         : read_value();
    node = with_sign(std::move(node), sign);
    return forbidden ? internal::make_not(std::move(node)) : std::move(node);
  }

  // Words side by side are one value: source:(example wire).
  QueryNode read_value() {
    QueryNode first = lexemes_[at_++].node;
    if (!first.field.empty()) return first;
    std::string value = printed_value(first);
    Span source = first.source;
    while (!at_end() && is_operand(lexemes_[at_]) &&
           lexemes_[at_].sign == Sign::kNone &&
           lexemes_[at_].node.field.empty()) {
      value += " " + printed_value(lexemes_[at_].node);
      source.end = lexemes_[at_].node.source.end;
      ++at_;
    }
    std::optional<QueryNode> filter =
        internal::make_filter(filter_, value, source, dates_);
    if (filter) return std::move(*filter);
    warnings_.push_back(
        {internal::no_value(filter_, value) + ": read as words", source.begin});
    if (source != first.source) {
      first.kind = NodeKind::kPhrase;
      first.text = value;
      first.source = source;
    }
    return first;
  }

  static std::string printed_value(const QueryNode& leaf) {
    if (leaf.kind == NodeKind::kPrefix) return leaf.text + "*";
    if (leaf.kind == NodeKind::kFuzzy) return leaf.text + "~";
    return leaf.text;
  }

  // One filter with alternatives, if the values are nothing else.
  static QueryNode make_alternatives(std::vector<QueryNode> children) {
    const bool plain = std::ranges::all_of(children, [&](const QueryNode& c) {
      return c.kind == NodeKind::kFilter && c.children.empty() &&
             c.field == children.front().field;
    });
    if (!plain || children.size() == 1) {
      return internal::make_or(std::move(children));
    }
    QueryNode node;
    node.kind = NodeKind::kFilter;
    node.field = children.front().field;
    node.children = std::move(children);
    return node;
  }

  std::vector<Lexeme> lexemes_;
  std::vector<Warning> warnings_;
  const internal::DateContext& dates_;
  std::string filter_;  // field of the filter group being read
  std::size_t at_ = 0;
};

// Lexemes whose operators are told from words.
internal::LexedQuery read_lexemes(std::string_view text,
                                  const internal::DateContext& dates) {
  internal::LexedQuery lexed = internal::lex_query(text, dates);
  OperatorReader(lexed).run();
  return lexed;
}

}  // namespace

ParsedQuery parse_query(std::string_view text, const TimeZone& zone,
                        std::int64_t now, const SavedQueries* saved) {
  std::string clean = sanitize_utf8(text);
  const internal::DateContext dates{zone, now};
  std::optional<Warning> cut;
  if (clean.size() > kMaxQueryBytes) {
    clean.resize(code_point_floor(clean, kMaxQueryBytes));
    cut = {"the query is longer than " + std::to_string(kMaxQueryBytes) +
               " bytes: the rest is left out",
           clean.size()};
  }
  internal::LexedQuery lexed = read_lexemes(clean, dates);
  ParsedQuery query;
  query.all_capitals = lexed.all_capitals;
  static const SavedQueries none;
  query.included = internal::include_saved(
      lexed, clean.size(), saved == nullptr ? none : *saved,
      [&](std::string_view inner) { return read_lexemes(inner, dates); });
  query.warnings = std::move(lexed.warnings);
  Parser parser(std::move(lexed), dates);
  query.root = parser.run();
  for (Warning& warning : parser.take_warnings()) {
    warning.position = typed_position(query, warning.position.value_or(0));
    query.warnings.push_back(std::move(warning));
  }
  if (cut) query.warnings.push_back(std::move(*cut));
  std::ranges::stable_sort(query.warnings, {}, &Warning::position);
  internal::lift_filters(query.root, query.filters);
  return query;
}

}  // namespace lede
