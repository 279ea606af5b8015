// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/query/tree_line.h"

#include <cstdio>
#include <limits>

namespace lede::testing {

namespace {

std::string instant_text(std::int64_t seconds) {
  if (seconds == kEarliestDate ||
      seconds == std::numeric_limits<std::int64_t>::max()) {
    return "";
  }
  const CivilTime time = TimeZone::utc().to_civil(seconds);
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", time.year, time.month,
                time.day);
  std::string out = text;
  if (time.hour == 0 && time.minute == 0 && time.second == 0) return out;
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d", time.hour, time.minute,
                time.second);
  return out + text;
}

}  // namespace

std::string tree_line(const QueryNode& node) {
  const auto group = [&](const std::string& name) {
    std::string out = "(" + name;
    for (const QueryNode& child : node.children) out += " " + tree_line(child);
    return out + ")";
  };
  const auto leaf = [&](const std::string& text) {
    std::string out = node.field.empty() ? text : node.field + ":" + text;
    if (node.weight != 1.0) {
      char weight[32];
      std::snprintf(weight, sizeof weight, "^%.6g", node.weight);
      out += weight;
    }
    return out;
  };
  switch (node.kind) {
    case NodeKind::kWords:
      return group("words");
    case NodeKind::kAnd:
      return group("and");
    case NodeKind::kOr:
      return group("or");
    case NodeKind::kNot:
      return group("not");
    case NodeKind::kMust:
      return group("must");
    case NodeKind::kNear:
      return group("near/" + std::to_string(node.distance));
    case NodeKind::kSentence:
      return group("sentence");
    case NodeKind::kParagraph:
      return group("paragraph");
    case NodeKind::kWord:
      return leaf(node.text);
    case NodeKind::kPhrase:
      return leaf('"' + node.text + '"');
    case NodeKind::kExact:
      return leaf("(exact " + node.text + ")");
    case NodeKind::kPrefix:
      return leaf("(prefix " + node.text + ")");
    case NodeKind::kFuzzy:
      return leaf("(fuzzy " + node.text + ")");
    case NodeKind::kDate:
    case NodeKind::kMentions:
      return "{" + node.field + " " + instant_text(node.interval.begin) + ".." +
             instant_text(node.interval.end) + "}";
    case NodeKind::kAmount:
    case NodeKind::kFilter: {
      std::string values = node.text;
      for (const QueryNode& child : node.children) {
        if (!values.empty()) values += "|";
        values += child.text;
      }
      return "{" + node.field + " " + values + "}";
    }
    case NodeKind::kAll:
      return "everything";
  }
  return "";
}

std::string tree_line(const ParsedQuery& query) {
  std::string out = tree_line(query.root);
  for (const QueryNode& filter : query.filters) out += " " + tree_line(filter);
  for (const Warning& warning : query.warnings) {
    out += " !" + std::to_string(warning.position.value_or(0)) + " " +
           warning.message;
  }
  return out;
}

}  // namespace lede::testing
