// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tree -> text in the query language, with as few brackets as keep its meaning
// and, where there is room, those that show it.

#include <algorithm>
#include <cstdio>
#include <string>

#include "searcher/query/lexer.h"
#include "searcher/query/parse.h"
#include "searcher/query/query_text.h"

namespace lede {
namespace {

// How tightly a place binds what stands in it.
enum Level { kSideBySide, kInOr, kInAnd, kInNear, kSigned };

Level level_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::kWords:
      return kSideBySide;
    case NodeKind::kOr:
      return kInOr;
    case NodeKind::kAnd:
      return kInAnd;
    case NodeKind::kNear:
    case NodeKind::kSentence:
    case NodeKind::kParagraph:
      return kInNear;
    default:
      return kSigned;
  }
}

bool is_group(NodeKind kind) { return level_of(kind) != kSigned; }

int nesting(const QueryNode& node) {
  int deepest = 0;
  for (const QueryNode& child : node.children) {
    deepest = std::max(deepest, nesting(child));
  }
  return node.children.empty() ? 0 : deepest + 1;
}

std::size_t leaves(const QueryNode& node) {
  if (node.children.empty()) return 1;
  std::size_t sum = 0;
  for (const QueryNode& child : node.children) sum += leaves(child);
  return sum;
}

bool has_operator(const QueryNode& node) {
  return level_of(node.kind) == kInOr || level_of(node.kind) == kInAnd ||
         level_of(node.kind) == kInNear ||
         std::ranges::any_of(node.children, has_operator);
}

bool has_field(const QueryNode& node) {
  return !node.field.empty() || std::ranges::any_of(node.children, has_field);
}

bool has_weight(const QueryNode& node) {
  return node.weight != 1.0 || std::ranges::any_of(node.children, has_weight);
}

internal::LetterCase letter_case(const QueryNode& node) {
  internal::LetterCase found = internal::letter_case(node.text);
  for (const QueryNode& child : node.children) {
    found = std::max(found, letter_case(child));
  }
  return found;
}

// True if the text of `root` alone would be taken for a headline in capitals,
// which it is not, and mean something else so: "OR" a word, "US" no country.
bool misleads_by_capitals(const ParsedQuery& query, std::string_view text) {
  const QueryNode& root = query.root;
  return !query.all_capitals && query.filters.empty() && !has_field(root) &&
         !has_weight(root) &&
         letter_case(root) == internal::LetterCase::kCapitals &&
         (has_operator(root) || text.find("US") != std::string_view::npos);
}

// A weight that changes nothing, of a bracket: behind a word it could undo a
// sign, as in -5US^1.
std::string weighed_by_one(const std::string& text, const QueryNode& root) {
  const bool bare = !text.ends_with(')') && nesting(root) < kMaxQueryDepth;
  return bare ? "(" + text + ")^1" : text + "^1";
}

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

// True if the value reads as itself without quotes.
bool is_bare_value(std::string_view value) {
  if (internal::is_operator_word(value)) return false;
  for (std::size_t at = 0; at < value.size();) {
    const internal::CodePoint c = internal::code_point_at(value, at);
    const bool mark = at > 0 && std::string_view("-_./&'+").find(value[at]) !=
                                    std::string_view::npos;
    if (!internal::is_word_code_point(c.value) && !mark) return false;
    at += c.bytes;
  }
  return !value.empty();
}

std::string print_value(const std::string& value) {
  return is_bare_value(value) ? value : quoted(value);
}

std::string print_leaf(const QueryNode& node) {
  std::string out = node.field.empty() ? "" : node.field + ":";
  switch (node.kind) {
    case NodeKind::kExact:
      out += "=" + node.text;
      break;
    case NodeKind::kPrefix:
      out += node.text + "*";
      break;
    case NodeKind::kFuzzy:
      out += node.text + "~";
      break;
    case NodeKind::kPhrase:
      out += quoted(node.text);
      break;
    default:
      out += node.text;
  }
  if (node.weight != 1.0) {
    char weight[32];
    std::snprintf(weight, sizeof weight, "^%.6g", node.weight);
    out += weight;
  }
  return out;
}

std::string print_filter(const QueryNode& node) {
  if (node.children.empty()) return node.field + ":" + print_value(node.text);
  std::string out = node.field + ":(";
  for (const QueryNode& child : node.children) {
    if (out.back() != '(') out += " OR ";
    out += print_value(child.text);
  }
  return out + ")";
}

class Printer {
 public:
  explicit Printer(bool generous) : generous_(generous) {}

  [[nodiscard]] std::string print(const QueryNode& node, Level place) const {
    switch (node.kind) {
      case NodeKind::kAll:
        return "";
      case NodeKind::kNot:
        return print_signed(node.children.front(), internal::Sign::kNot);
      case NodeKind::kMust:
        return print_signed(node.children.front(), internal::Sign::kMust);
      case NodeKind::kFilter:
      case NodeKind::kDate:
      case NodeKind::kMentions:
      case NodeKind::kAmount:
        return print_filter(node);
      default:
        break;
    }
    if (!is_group(node.kind)) return print_leaf(node);
    const std::string inside = print_group(node);
    return level_of(node.kind) < place ? "(" + inside + ")" : inside;
  }

 private:
  [[nodiscard]] std::string print_group(const QueryNode& node) const {
    const Level own = level_of(node.kind);
    const Level inside =
        own == kSideBySide && generous_ ? kSigned : static_cast<Level>(own + 1);
    std::string out;
    for (const QueryNode& child : node.children) {
      if (!out.empty()) out += separator(node);
      out += print(child, inside);
    }
    return out;
  }

  static std::string separator(const QueryNode& node) {
    switch (node.kind) {
      case NodeKind::kAnd:
        return " AND ";
      case NodeKind::kOr:
        return " OR ";
      case NodeKind::kNear:
        return " NEAR/" + std::to_string(node.distance) + " ";
      case NodeKind::kSentence:
        return " SENTENCE ";
      case NodeKind::kParagraph:
        return " PARAGRAPH ";
      default:
        return " ";
    }
  }

  [[nodiscard]] std::string print_signed(const QueryNode& child,
                                         internal::Sign sign) const {
    const std::string mark = sign == internal::Sign::kNot ? "-" : "+";
    const std::string inside = print(child, kSigned);
    const std::string_view after_mark =
        std::string_view(inside).substr(inside.starts_with('=') ? 1 : 0);
    return internal::sign_applies(sign, after_mark) ? mark + inside
                                                    : mark + "(" + inside + ")";
  }

  bool generous_;  // brackets around every group in a row of words
};

std::string_view kind_label(NodeKind kind) {
  switch (kind) {
    case NodeKind::kWords:
      return "words";
    case NodeKind::kAnd:
      return "and";
    case NodeKind::kOr:
      return "or";
    case NodeKind::kNot:
      return "not";
    case NodeKind::kMust:
      return "must";
    case NodeKind::kWord:
      return "word";
    case NodeKind::kExact:
      return "exact";
    case NodeKind::kPrefix:
      return "prefix";
    case NodeKind::kFuzzy:
      return "fuzzy";
    case NodeKind::kPhrase:
      return "phrase";
    case NodeKind::kNear:
      return "near";
    case NodeKind::kSentence:
      return "sentence";
    case NodeKind::kParagraph:
      return "paragraph";
    case NodeKind::kFilter:
      return "filter";
    case NodeKind::kDate:
      return "date";
    case NodeKind::kMentions:
      return "mentions";
    case NodeKind::kAmount:
      return "amount";
    case NodeKind::kAll:
      return "all";
  }
  return "";
}

void dump(const QueryNode& node, std::size_t depth, std::string& out) {
  out.append(depth * 2, ' ');
  out += kind_label(node.kind);
  if (!node.field.empty()) out += " " + node.field + ":";
  if (!node.text.empty()) out += " " + quoted(node.text);
  if (node.distance > 0) out += " within " + std::to_string(node.distance);
  if (node.weight != 1.0) {
    char weight[32];
    std::snprintf(weight, sizeof weight, " ^%.6g", node.weight);
    out += weight;
  }
  if (node.kind == NodeKind::kDate || node.kind == NodeKind::kMentions) {
    out += " [" + std::to_string(node.interval.begin) + ", " +
           std::to_string(node.interval.end) + ")";
  }
  out += "\n";
  for (const QueryNode& child : node.children) dump(child, depth + 1, out);
}

}  // namespace

std::string print_node(const QueryNode& node) {
  const Printer printer(nesting(node) < kMaxQueryDepth);
  std::string out = printer.print(node, kSideBySide);
  // Of a long query operators count only with a bracket, quote or field.
  if (has_operator(node) && !has_field(node) &&
      out.find_first_of("(\"") == std::string::npos) {
    if (leaves(node) > internal::kMaxHeadlineWords) out = "(" + out + ")";
  }
  return out;
}

std::string print_query(const ParsedQuery& query) {
  std::string out;
  if (query.root.kind != NodeKind::kAll) out = print_node(query.root);
  // Typed with a field, as date:(US OR UK), of which nothing else is left.
  if (misleads_by_capitals(query, out)) out = weighed_by_one(out, query.root);
  for (const QueryNode& filter : query.filters) {
    if (!out.empty()) out += " ";
    out += print_node(filter);
  }
  return out;
}

std::string dump_query(const ParsedQuery& query) {
  std::string out;
  dump(query.root, 0, out);
  for (const QueryNode& filter : query.filters) {
    out += "bound by\n";
    dump(filter, 1, out);
  }
  return out;
}

}  // namespace lede
