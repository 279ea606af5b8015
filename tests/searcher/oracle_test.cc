// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever is asked of whatever articles, the hits are those an oracle of plain
// loops finds.

#include "tests/searcher/oracle.h"

#include <random>

#include <gtest/gtest.h>

#include "searcher/query/parse.h"
#include "tests/searcher/test_index.h"

namespace lede {
namespace {

using testing::kNow;
using testing::OracleArticle;
using Words = std::vector<std::string>;

// No names of the lexicon and no stop words; inflected, of letters and digits,
// with marks, and of a script without spaces.
const Words kWords = {"river", "rivers", "walking", "walked", "lamp",
                      "café",  "zk7",    "c++",     "河流",   "山谷"};
const Words kSources = {"Wire A", "Wire B"};
// Never asked for but as companies.
const Words kCompanies = {"Nvidia", "英伟达", "Alibaba", "阿里巴巴"};

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::string word() { return kWords[below(kWords.size())]; }

  // Sentences, some of them quoted; a capital begins each, which tells that the
  // last one ended.
  std::string text(std::size_t words) {
    std::string out;
    while (words > 0) {
      const std::size_t size = std::min(words, 1 + below(6));
      words -= size;
      std::string next = "X";
      for (std::size_t i = 0; i < size; ++i) next += " " + spelt();
      next += ".";
      out += below(4) == 0 ? "“" + next + "”" : next;
      out += below(4) == 0 ? "\n\n" : " ";
    }
    if (below(4) == 0) {
      out += "- " + text_out_of(testing::kSpokenDates) + ". ";
    }
    if (below(4) == 0) {
      out += "- " + text_out_of(testing::kSpokenAmounts) + ". ";
    }
    return out;
  }

  template <typename Row, std::size_t N>
  std::string text_out_of(const Row (&rows)[N]) {
    return std::string(rows[below(N)].text);
  }

  // Names of letters and digits in each of their spellings.
  std::string spelt() {
    if (below(12) == 0) return kCompanies[below(kCompanies.size())];
    const std::string next = word();
    return next == "zk7" ? Words{"zk7", "ZK-7", "zk 7"}[below(3)] : next;
  }

  Article article(std::size_t number) {
    Article article =
        testing::news("n" + std::to_string(number), text(below(4)),
                      text(2 + below(9)), "", kSources[below(kSources.size())]);
    article.summary = text(below(4));
    for (std::size_t n = below(3); n > 0; --n) {
      article.key_points.push_back(text(1 + below(3)));
    }
    article.lang = below(3) == 0 ? "zh" : "en";
    if (below(5) != 0) {
      article.published =
          Date{kNow - static_cast<std::int64_t>(below(700)) * 86400,
               DatePrecision::kDay};
    }
    return article;
  }

  std::string query(int depth) {
    if (depth == 0) return leaf();
    const std::string left = query(depth - 1);
    const std::string right = query(depth - 1);
    switch (below(8)) {
      case 0:
        return "(" + left + " " + right + ")^2";
      case 1:
        return left + " " + filter();
      default:
        return testing::combined(left, right, random_);
    }
  }

 private:
  std::string leaf() {
    switch (below(12)) {
      case 11:
        return Words{"rivr~", "lmap~", "walkde~", "wolkign~"}[below(4)];
      case 9:
        return "(" + word() + (below(2) == 0 ? " SENTENCE " : " PARAGRAPH ") +
               word() + ")";
      case 10:
        return below(2) == 0 ? "quote:" + word()
                             : "quote:\"" + word() + " " + word() + "\"";
      case 0:
        return "\"" + word() + " " + word() + "\"";
      case 1:
        return Words{"riv*", "walk*", "lam*", "caf*"}[below(4)];
      case 2:
        return "=" + Words{"river", "walked", "lamp", "c++"}[below(4)];
      case 3:
        return Words{"river NEAR/2 lamp", "walking NEAR/1 rivers",
                     "lamp NEAR/4 walked"}[below(3)];
      case 4:
        return Words{"title:", "summary:", "points:", "body:"}[below(4)] +
               word();
      case 5:
        return Words{"title:\"", "body:\""}[below(2)] + word() + " " + word() +
               "\"";
      default:
        return word();
    }
  }

  std::string filter() {
    if (below(4) == 0) {
      return std::string(below(3) == 0 ? "-" : "") + "amount:\"" +
             text_out_of(testing::kAskedAmounts) + "\"";
    }
    return Words{"source:\"wire a\"",
                 "-source:\"Wire B\"",
                 "lang:zh",
                 "lang:(en OR zh)",
                 "since:2025-03",
                 "before:2025-06",
                 "date:2025-02..2025-09",
                 "-date:2025",
                 "mentions:2025",
                 "-mentions:2025-03",
                 "mentions:2025-Q2..2026",
                 "mentions:..2024",
                 "mentions:(2024 OR 2025-03-02..2025-03-20)",

                 "company:nvidia",
                 "company:英伟达",
                 "-company:alibaba",
                 "company:(阿里巴巴 OR nvidia)"}[below(17)];
  }

  std::mt19937 random_;
};

std::vector<Article> articles_of(Generator& generator) {
  std::vector<Article> articles;
  for (std::size_t i = 0; i < 80; ++i) articles.push_back(generator.article(i));
  // The index holds every word in every field: what it does not hold would not
  // be required.
  std::string all;
  for (const std::string& word : kWords) all += word + " ";
  articles[0].title = articles[0].summary = articles[0].text = all;
  articles[0].key_points = {all};
  return articles;
}

bool oracle_matches(const OracleArticle& article, const ParsedQuery& query) {
  return article.matches(query.root) &&
         std::ranges::all_of(query.filters, [&](const QueryNode& filter) {
           return article.matches(filter);
         });
}

void expect_as_oracle(const Searcher& searcher,
                      const std::vector<Article>& articles,
                      const std::vector<OracleArticle>& oracle,
                      const std::string& text) {
  const ParsedQuery query = parse_query(text, TimeZone::utc(), kNow);
  SearchRequest request = testing::request_for(text);
  request.match = MatchMode::kAll;
  request.spelling = SpellingMode::kOff;
  request.stories = false;
  request.limit = articles.size();
  const SearchResponse response = testing::answer(searcher, request);
  std::set<std::string> expected;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    if (oracle_matches(oracle[i], query)) expected.insert(articles[i].id);
  }
  const std::vector<std::string> found = testing::ids(response);
  ASSERT_EQ(std::set<std::string>(found.begin(), found.end()), expected)
      << text << "\n"
      << dump_query(query);
  ASSERT_EQ(response.documents, expected.size()) << text;
}

TEST(Oracle, HitsAreThoseOfPlainLoops) {
  Analyzer analyzer;
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    Generator generator(seed);
    const std::vector<Article> articles = articles_of(generator);
    std::vector<OracleArticle> oracle;
    oracle.reserve(articles.size());
    for (const Article& article : articles) {
      oracle.emplace_back(article, analyzer);
    }
    const testing::TestIndex index(articles);
    const Searcher searcher = index.open();
    for (int round = 0; round < 500; ++round) {
      const std::string text =
          generator.query(static_cast<int>(generator.below(4)));
      expect_as_oracle(searcher, articles, oracle, text);
      if (HasFatalFailure()) FAIL() << "seed " << seed << ", round " << round;
    }
  }
}

}  // namespace
}  // namespace lede
