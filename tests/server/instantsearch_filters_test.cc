// SPDX-License-Identifier: GPL-3.0-or-later
//
// Filters of InstantSearch clients, and the texts they are given.

#include <cstdint>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "server/instantsearch/filters.h"
#include "server/instantsearch/marked_text.h"

namespace lede {
namespace {

// "company=Alibaba", "!lang=en", "[1,2)"; "|" within a condition, "&" between.
std::string text_of(const Conditions& conditions) {
  std::string text;
  for (const auto& tests : conditions) {
    if (!text.empty()) text += " & ";
    for (std::size_t i = 0; i < tests.size(); ++i) {
      const FilterTest& test = tests[i];
      text += std::string(i > 0 ? "|" : "") + (test.negated ? "!" : "");
      text += test.published
                  ? "[" + std::to_string(test.published->begin) + "," +
                        std::to_string(test.published->end) + ")"
                  : test.has.field + "=" + test.has.value;
    }
  }
  return text;
}

TEST(InstantSearchText, ReadsFiltersInOneText) {
  const std::pair<const char*, const char*> rows[] = {
      {"", ""},
      {"company:Alibaba", "company=Alibaba"},
      {"company:Alibaba AND lang:en", "company=Alibaba & lang=en"},
      {"lang:en OR lang:zh AND company:X", "lang=en|lang=zh & company=X"},
      {"(lang:en OR lang:zh) AND NOT source:'Example Wire'",
       "lang=en|lang=zh & !source=Example Wire"},
      {"source:\"A's AND B\"", "source=A's AND B"},
      {"published_ts:5 TO 9", "[5,10)"},
      {"lang:en AND published_ts = 7", "lang=en & [7,8)"},
      {"NOT published_ts != 7", "[7,8)"},
      {"month:\"2025 > 2025-09\"", "month=2025-09"},
      {"topics:芯片", "topic=芯片"},
  };
  for (const auto& [text, expected] : rows) {
    Conditions read;
    const auto ok = read_filter_text(text, read);
    EXPECT_TRUE(ok) << text;
    EXPECT_EQ(text_of(read), expected) << text;
  }
}

TEST(InstantSearchText, ReadsWhatNumbersAreComparedWith) {
  const std::string from = std::to_string(-5364662400);
  const std::string to = std::to_string(INT64_MAX);
  const std::pair<std::string, std::string> rows[] = {
      {"published_ts<5", "[" + from + ",5)"},
      {"published_ts <= 5", "[" + from + ",6)"},
      {"published_ts>5", "[6," + to + ")"},
      {"published_ts>=5", "[5," + to + ")"},
      {"published_ts>=5.5", "[6," + to + ")"},
      {"published_ts<5.5", "[" + from + ",6)"},
      {"published_ts<=5.5", "[" + from + ",6)"},
      {"published_ts>5.5", "[6," + to + ")"},
      {"published_ts=5", "[5,6)"},
      {"published_ts=5.5", "[6,6)"},
      {"published_ts!=5", "![5,6)"},
      {"published_ts>=-5", "[-5," + to + ")"},
  };
  for (const auto& [text, expected] : rows) {
    const auto test = read_numeric_filter(text);
    ASSERT_TRUE(test) << text;
    EXPECT_EQ(text_of({{*test}}), expected) << text;
  }
}

TEST(InstantSearchText, ADashBeforeAValueForbidsItUnlessEscaped) {
  Conditions read;
  ASSERT_TRUE(read_facet_filters(
      nlohmann::ordered_json::parse(
          R"(["company:-A",["company:\\-B","lang:en"],"topic:a-b"])"),
      read));
  EXPECT_EQ(text_of(read), "!company=A & company=-B|lang=en & topic=a-b");
}

TEST(InstantSearchText, SnippetsShowTheDensestStretch) {
  const MarkTags tags{"[", "]", "…"};
  const std::string text =
      "Once there was one mark here. Then a long way with nothing in it at "
      "all came along. And then two marks, both marks of them, stood there "
      "and nobody said a word about it any more.";
  std::vector<Span> marks;
  for (std::size_t at = text.find("mark"); at != std::string::npos;
       at = text.find("mark", at + 1)) {
    marks.push_back({at, at + 4});
  }
  const std::string snippet = tagged_snippet(text, marks, 8, tags);
  EXPECT_EQ(snippet, "…And then two [mark]s, both [mark]s of them, stood…");
  EXPECT_EQ(tagged_snippet("Short [text].", {}, 10, tags), "Short [text].");
  EXPECT_EQ(tagged_snippet("", {}, 10, tags), "");
  EXPECT_EQ(tagged_snippet("芯片芯片芯片芯片", {{12, 18}}, 1, tags),
            "…[芯片]…");
}

}  // namespace
}  // namespace lede
