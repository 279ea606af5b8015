// SPDX-License-Identifier: GPL-3.0-or-later
//
// Boolean queries find what a matcher of a few lines finds, which knows neither
// index nor planner.

#include <algorithm>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/query/planned_index.h"

namespace lede {
namespace {

using Words = std::vector<std::string>;

// Words of no language: no stems, no aliases, no stop words.
const Words& vocabulary() {
  static const Words words = {"korum", "midok", "tulog",
                              "vaxum", "zobek", "pirok"};
  return words;
}

Words words_of(const std::string& text) {
  std::istringstream in(text);
  Words words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

bool holds_phrase(const Words& article, const Words& phrase) {
  return std::ranges::search(article, phrase).begin() != article.end();
}

bool matches(const QueryNode& node, const Words& article) {
  const auto holds = [&](const QueryNode& child) {
    return matches(child, article);
  };
  switch (node.kind) {
    case NodeKind::kWords:
    case NodeKind::kAnd:
      return std::ranges::all_of(node.children, holds);
    case NodeKind::kOr:
      return std::ranges::any_of(node.children, holds);
    case NodeKind::kNot:
      return !holds(node.children.front());
    case NodeKind::kMust:
      return holds(node.children.front());
    case NodeKind::kAll:
      return true;
    default:
      return holds_phrase(article, words_of(node.text));
  }
}

std::string random_query(std::mt19937& random, int depth) {
  const Words& words = vocabulary();
  const auto word = [&] { return words[random() % words.size()]; };
  if (depth == 0) {
    return random() % 4 == 0 ? "\"" + word() + " " + word() + "\"" : word();
  }
  const std::string left = random_query(random, depth - 1);
  const std::string right = random_query(random, depth - 1);
  switch (random() % 6) {
    case 0:
      return "(" + left + " AND " + right + ")";
    case 1:
      return "(" + left + " OR " + right + ")";
    case 2:
      return "(" + left + " -(" + right + "))";
    case 3:
      return "(" + left + " OR NOT (" + right + "))";
    case 4:
      return "+(" + left + ") " + right;
    default:
      return "(" + left + " " + right + ")";
  }
}

TEST(PlanProperty, BooleanQueriesFindWhatANaiveMatcherFinds) {
  const std::uint32_t seed = 11;
  std::mt19937 random(seed);
  std::vector<testing::TestArticle> articles;
  for (int i = 0; i < 40; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 6; n-- > 0;) {
      text += vocabulary()[random() % vocabulary().size()] + " ";
    }
    articles.push_back({.body = text});
  }
  testing::PlannedIndex index(articles);
  for (int round = 0; round < 1000; ++round) {
    const std::string query =
        random_query(random, static_cast<int>(random() % 4));
    const ParsedQuery parsed =
        parse_query(query, TimeZone::utc(), testing::PlannedIndex::kNow);
    std::vector<unsigned> expected;
    for (unsigned i = 0; i < articles.size(); ++i) {
      if (matches(parsed.root, words_of(articles[i].body))) {
        expected.push_back(i + 1);
      }
    }
    ASSERT_EQ(index.find(query), expected)
        << query << "\n"
        << dump_query(parsed) << "seed " << seed;
  }
}

}  // namespace
}  // namespace lede
