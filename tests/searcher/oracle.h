// SPDX-License-Identifier: GPL-3.0-or-later
//
// A matcher of plain loops, which knows neither index nor planner: what a query
// tree says of one article.

#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/analysis/text.h"
#include "searcher/query/tree.h"
#include "tests/support/boolean_query.h"
#include <lede/article.h>

namespace lede::testing {

// Ways to speak of a date, and the days that it is.
struct SpokenDate {
  std::string_view text;
  std::string_view days;
};
inline constexpr SpokenDate kSpokenDates[] = {
    {"on March 3, 2025", "2025-03-03"},
    {"2025年3月15日", "2025-03-15"},
    {"in April 2025", "2025-04"},
    {"2024年12月", "2024-12"},
    {"in Q2 2025", "2025-Q2"},
    {"2025年第三季度", "2025-Q3"},
    {"by 2025", "2025"},
    {"2026年底", "2026"},
    {"on 2024-02-29", "2024-02-29"},
    {"the 1990s", "1990..1999"},
};

// Ways to speak of an amount, and ranges of amounts as they are asked for.
struct SpokenAmount {
  std::string_view text;
  double value;
  std::string_view unit;
};
inline constexpr SpokenAmount kSpokenAmounts[] = {
    {"$1.5 billion", 1.5e9, "usd"}, {"$900 million", 9e8, "usd"},
    {"$2 billion", 2e9, "usd"},     {"15亿元", 1.5e9, "cny"},
    {"12 percent", 12, "percent"},  {"70B-parameter", 7e10, "parameter"},
    {"2 million", 2e6, ""},         {"120 million", 1.2e8, ""},
};
struct AskedAmount {
  std::string_view text;
  double low;   // included
  double high;  // likewise
  std::string_view unit;
};
inline constexpr AskedAmount kAskedAmounts[] = {
    {">=1bn", 1e9, 1e99, ""},
    {"1.5bn..2bn", 1.5e9, 2e9, ""},
    {"<= $1.5 billion", 0, 1.5e9, "usd"},
    {"$1bn..", 1e9, 1e99, "usd"},
    {"15亿元", 1.5e9, 1.5e9, "cny"},
    {"..50%", 0, 50, "percent"},
    {"2m", 2e6, 2e6, ""},
    {"100m..1.9bn", 1e8, 1.9e9, ""},
};

// The terms of one text by position.
struct OracleText {
  using Terms = std::vector<std::set<std::string>>;
  Terms exact;
  Terms stems;
  std::set<std::string> names;  // of letters and digits
  // By position: how many sentences and paragraphs began before; the number of
  // the quotation it stands in, 0 for none.
  std::vector<int> sentence;
  std::vector<int> paragraph;
  std::vector<int> quotation;

  // Of texts whose sentences end in ". ", whose paragraphs are parted by
  // "\n\n", and whose quotations stand in curly marks.
  OracleText(std::string_view text, Analyzer& analyzer) {
    TokenStream stream;
    analyzer.analyze(text, "en", stream);
    exact.resize(stream.positions());
    stems.resize(stream.positions());
    sentence.resize(stream.positions());
    paragraph.resize(stream.positions());
    quotation.resize(stream.positions());
    for (const Token& token : stream.tokens()) {
      const std::string term(stream.term(token));
      const std::string_view before = text.substr(0, token.span.begin);
      paragraph[token.position] = count(before, "\n\n");
      sentence[token.position] =
          count(before, ". ") + count(before, ".” ") + count(before, "\n\n");
      const int opened = count(before, "“");
      quotation[token.position] = opened > count(before, "”") ? opened : 0;
      if (token.layer == Layer::kStem) {
        stems[token.position].insert(term);
      } else if (token.layer == Layer::kFused) {
        names.insert(term);
      } else if (token.layer != Layer::kBigram &&
                 token.layer != Layer::kJoined) {
        exact[token.position].insert(term);
      }
    }
  }

 private:
  static int count(std::string_view text, std::string_view mark) {
    int found = 0;
    for (std::size_t at = text.find(mark); at != std::string_view::npos;
         at = text.find(mark, at + mark.size())) {
      ++found;
    }
    return found;
  }
};

class OracleArticle {
 public:
  OracleArticle(const Article& article, Analyzer& analyzer)
      : article_(article), analyzer_(analyzer) {
    fields_.emplace("title", OracleText(article.title.value_or(""), analyzer));
    fields_.emplace("summary", OracleText(article.summary, analyzer));
    for (const std::string& point : article.key_points) {
      fields_.emplace("points", OracleText(point, analyzer));
    }
    fields_.emplace("body", OracleText(article.text, analyzer));
  }

  [[nodiscard]] bool matches(const QueryNode& query) const {
    return holds(query,
                 [&](const QueryNode& node) { return matches_leaf(node); });
  }

 private:
  [[nodiscard]] bool matches_leaf(const QueryNode& node) const {
    switch (node.kind) {
      case NodeKind::kFilter:
        return node.children.empty()
                   ? has_value(node)
                   : std::ranges::any_of(node.children,
                                         [&](const QueryNode& value) {
                                           return matches(value);
                                         });
      case NodeKind::kMentions:
        return std::ranges::any_of(kSpokenDates, [&](const SpokenDate& spoken) {
          return says(spoken.text) && is_within(spoken.days, node.interval);
        });
      case NodeKind::kAmount:
        return std::ranges::any_of(kSpokenAmounts, [&](const auto& spoken) {
          return says(spoken.text) && is_within(spoken, node.text);
        });
      case NodeKind::kDate:
        return article_.published &&
               node.interval.begin <= article_.published->seconds &&
               article_.published->seconds < node.interval.end;
      default:
        return std::ranges::any_of(fields_, [&](const auto& field) {
          return (node.field.empty() || node.field == "quote" ||
                  node.field == field.first) &&
                 stands_in(node, field.second);
        });
    }
  }

  [[nodiscard]] bool says(std::string_view text) const {
    std::vector<std::string> texts = article_.key_points;
    texts.insert(texts.end(), {article_.title.value_or(""), article_.summary,
                               article_.text});
    return std::ranges::any_of(texts, [&](const std::string& one) {
      return one.find(text) != std::string::npos;
    });
  }

  static bool is_within(std::string_view days, const DateInterval& interval) {
    const auto held = parse_interval(days, TimeZone::utc(), 0);
    return interval.begin <= held->begin && held->end <= interval.end;
  }

  static bool is_within(const SpokenAmount& spoken, std::string_view asked) {
    const auto* range =
        std::ranges::find(kAskedAmounts, asked, &AskedAmount::text);
    if (range == std::end(kAskedAmounts)) return false;
    return (range->unit.empty() || range->unit == spoken.unit) &&
           range->low <= spoken.value && spoken.value <= range->high;
  }

  [[nodiscard]] bool has_value(const QueryNode& filter) const {
    if (filter.field == "company") return names_company(filter.text);
    const std::string& held =
        filter.field == "lang" ? article_.lang : article_.source;
    return fold_value(held) == fold_value(filter.text);
  }

  // One of those the articles of the test name.
  [[nodiscard]] bool names_company(const std::string& asked) const {
    static const std::vector<std::set<std::string>> companies = {
        {"nvidia", "英伟达"}, {"alibaba", "阿里巴巴"}};
    const std::string name = fold_value(asked);
    const auto known = std::ranges::find_if(
        companies, [&](const auto& names) { return names.contains(name); });
    return known != companies.end() &&
           std::ranges::any_of(fields_, [&](const auto& field) {
             return std::ranges::any_of(*known, [&](const std::string& one) {
               const OracleText typed(one, analyzer_);
               return !places(typed.exact, field.second.exact).empty();
             });
           });
  }

  [[nodiscard]] bool stands_in(const QueryNode& node,
                               const OracleText& text) const {
    if (node.kind == NodeKind::kPrefix) {
      return std::ranges::any_of(text.exact, [&](const auto& terms) {
        return std::ranges::any_of(terms, [&](const std::string& term) {
          return term.starts_with(node.text);
        });
      });
    }
    if (node.kind == NodeKind::kFuzzy) {
      const std::size_t edits = node.text.size() <= 5 ? 1 : 2;
      return std::ranges::any_of(text.exact, [&](const auto& terms) {
        return std::ranges::any_of(terms, [&](const std::string& term) {
          return distance(term, node.text) <= edits;
        });
      });
    }
    if (node.kind == NodeKind::kNear) return is_near(node, text);
    if (node.kind == NodeKind::kSentence) {
      return is_in_one(node, text, text.sentence);
    }
    if (node.kind == NodeKind::kParagraph) {
      return is_in_one(node, text, text.paragraph);
    }
    const OracleText typed(node.text, analyzer_);
    if (node.field == "quote") {
      return std::ranges::any_of(
          places(typed.exact, text.exact), [&](std::size_t at) {
            return text.quotation[at] > 0 &&
                   text.quotation[at] ==
                       text.quotation[at + typed.exact.size() - 1];
          });
    }
    if (node.kind == NodeKind::kWord) {
      if (!typed.names.empty()) {
        return std::ranges::includes(text.names, typed.names);
      }
      if (typed.stems.size() == 1 && !typed.stems[0].empty()) {
        return !places(typed.stems, text.stems).empty();
      }
    }
    return !places(typed.exact, text.exact).empty();
  }

  // Edits from one word of ASCII letters to the other, neighbours changing
  // places being one.
  static std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(
        a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
      for (std::size_t j = 0; j <= b.size(); ++j) {
        d[i][j] = std::max(i, j);
        if (i == 0 || j == 0) continue;
        d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1,
                            d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
          d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.size()][b.size()];
  }

  // Positions at which `wanted` stands, one of its terms at each position.
  static std::vector<std::size_t> places(const OracleText::Terms& wanted,
                                         const OracleText::Terms& held) {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at + wanted.size() <= held.size(); ++at) {
      bool all = true;
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        all = all && std::ranges::any_of(wanted[i], [&](const auto& term) {
                return held[at + i].contains(term);
              });
      }
      if (all) found.push_back(at);
    }
    return found;
  }

  // Of two words.
  [[nodiscard]] bool is_near(const QueryNode& node,
                             const OracleText& text) const {
    const auto places_of = [&](const QueryNode& word) {
      return places(OracleText(word.text, analyzer_).exact, text.exact);
    };
    for (const std::size_t a : places_of(node.children[0])) {
      for (const std::size_t b : places_of(node.children[1])) {
        const std::size_t apart = a > b ? a - b : b - a;
        if (apart > 0 && apart <= node.distance) return true;
      }
    }
    return false;
  }

  // Of two words.
  [[nodiscard]] bool is_in_one(const QueryNode& node, const OracleText& text,
                               const std::vector<int>& passage) const {
    const auto places_of = [&](const QueryNode& word) {
      return places(OracleText(word.text, analyzer_).exact, text.exact);
    };
    for (const std::size_t a : places_of(node.children[0])) {
      for (const std::size_t b : places_of(node.children[1])) {
        if (passage[a] == passage[b]) return true;
      }
    }
    return false;
  }

  const Article& article_;
  Analyzer& analyzer_;
  std::multimap<std::string, OracleText> fields_;  // by query name
};

}  // namespace lede::testing
