// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the help says can be typed can be typed.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/saved_queries.h"
#include "common/schema.h"
#include "searcher/query/parse.h"
#include <lede/query_help.h>

namespace lede {
namespace {

constexpr std::int64_t kNow = 1757600000;  // 2025-09-11T14:13:20Z

// With the saved queries that the examples name.
ParsedQuery parse(const std::string& example) {
  SavedQueries saved;
  for (const char* name : {"ai-chips", "export-bans", "芯片", "出口管制"}) {
    saved.put(name, "chips");
  }
  return parse_query(example, TimeZone::utc(), kNow, &saved);
}

std::vector<std::string> examples() {
  std::vector<std::string> all;
  for (const QueryHelpRow& row : query_help()) {
    for (const QueryHelpText* text : {&row.english, &row.chinese}) {
      all.insert(all.end(), text->typed.begin(), text->typed.end());
    }
  }
  return all;
}

void add_fields(const QueryNode& node, std::set<std::string>& fields) {
  if (!node.field.empty()) fields.insert(node.field);
  for (const QueryNode& child : node.children) add_fields(child, fields);
}

TEST(QueryHelp, EveryExampleReadsWithoutAWarning) {
  for (const std::string& example : examples()) {
    const ParsedQuery query = parse(example);
    EXPECT_TRUE(query.warnings.empty())
        << example << ": " << query.warnings.front().message;
  }
}

TEST(QueryHelp, EveryFieldStandsInAnExample) {
  std::set<std::string> told;
  for (const std::string& example : examples()) {
    const ParsedQuery query = parse(example);
    if (!query.included.empty()) told.insert("query");
    add_fields(query.root, told);
    for (const QueryNode& filter : query.filters) add_fields(filter, told);
  }
  std::set<std::string> fields = {"date", "since", "before", "after", "query"};
  for (const TextFieldRow& row : kTextFields) fields.emplace(row.query_name);
  for (const FilterFieldRow& row : filter_fields()) fields.emplace(row.name);
  fields.insert(std::begin(kFigureFields), std::end(kFigureFields));
  EXPECT_EQ(told, fields);
}

TEST(QueryHelp, EveryRuleIsToldInBothLanguages) {
  for (const QueryHelpRow& row : query_help()) {
    for (const QueryHelpText* text : {&row.english, &row.chinese}) {
      EXPECT_FALSE(text->typed.empty());
      EXPECT_FALSE(text->means.empty());
    }
  }
}

}  // namespace
}  // namespace lede
