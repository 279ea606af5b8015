// SPDX-License-Identifier: GPL-3.0-or-later
//
// Boolean queries find what a matcher of a few lines finds, which knows neither
// index nor planner.

#include <algorithm>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/query/planned_index.h"
#include "tests/support/boolean_query.h"

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
  return std::search(article.begin(), article.end(), phrase.begin(),
                     phrase.end()) != article.end();
}

bool matches(const QueryNode& query, const Words& article) {
  return testing::holds(query, [&](const QueryNode& node) {
    return holds_phrase(article, words_of(node.text));
  });
}

std::string random_query(std::mt19937& random, int depth) {
  const Words& words = vocabulary();
  const auto word = [&] { return words[random() % words.size()]; };
  if (depth == 0) {
    return random() % 4 == 0 ? "\"" + word() + " " + word() + "\"" : word();
  }
  const std::string left = random_query(random, depth - 1);
  const std::string right = random_query(random, depth - 1);
  return testing::combined(left, right, random);
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
