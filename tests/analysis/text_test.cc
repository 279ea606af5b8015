// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/analysis/text.h"

#include <gtest/gtest.h>

namespace lede {
namespace {

using namespace std::string_view_literals;

struct Row {
  std::string_view text;
  std::string_view expected;
};

TEST(Text, RepairsInvalidUtf8ByMaximalSubparts) {
  const Row rows[] = {
      {"plain", "plain"},
      {"芯片", "芯片"},
      {"a\xFF"
       "b",
       "a\uFFFDb"},
      {"\xE4\xB8", "\uFFFD"},
      {"\xE4\xB8x", "\uFFFDx"},
      {"\xC0\x80", "\uFFFD\uFFFD"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"\xF0\x80\x80", "\uFFFD\uFFFD\uFFFD"},
      {"\uFFFD", "\uFFFD"},
      {"a\0b"sv, "ab"},
      {"\0"sv, ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(sanitize_utf8(row.text), row.expected);
    EXPECT_TRUE(is_valid_utf8(sanitize_utf8(row.text)));
  }
}

TEST(Text, TellsValidUtf8) {
  EXPECT_TRUE(is_valid_utf8("芯片 \uFFFD"));
  EXPECT_TRUE(is_valid_utf8("a\0b"sv));
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_FALSE(is_valid_utf8("a\xE4\xB8"));
  EXPECT_FALSE(is_valid_utf8("\xFFz"));
  EXPECT_FALSE(is_valid_utf8("\0\xFF"sv));
}

TEST(Text, FoldsValues) {
  const Row rows[] = {
      {"  Example \n\t Wire ", "example wire"},
      {"Zürich", "zurich"},
      {"ＡＩ　News", "ai news"},
      {"華為", "华为"},
      {"AT&T", "at&t"},
      {"ニュース", "ニュース"},
      {"", ""},
      {" ", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(fold_value(row.text), row.expected) << row.text;
    EXPECT_EQ(fold_value(fold_value(row.text)), row.expected) << row.text;
  }
}

TEST(Text, FindsCodePointBoundaries) {
  constexpr std::string_view kText = "a芯";
  EXPECT_EQ(code_point_floor(kText, 0), 0U);
  EXPECT_EQ(code_point_floor(kText, 1), 1U);
  EXPECT_EQ(code_point_floor(kText, 2), 1U);
  EXPECT_EQ(code_point_floor(kText, 3), 1U);
  EXPECT_EQ(code_point_floor(kText, 4), 4U);
  EXPECT_EQ(code_point_floor(kText, 9), 4U);
}

TEST(Text, CutsNoLetterFromItsMarks) {
  struct {
    std::string_view text;
    std::size_t offset;
    std::size_t expected;
  } const rows[] = {
      {"abc", 2, 2},
      {"abc", 9, 3},
      {"e\u0301x", 1, 0},
      {"e\u0301x", 2, 0},
      {"e\u0301x", 3, 3},
      {"芯\uFE00片", 3, 0},
      {"芯片", 4, 3},
      {"\U0001F468\u200D\U0001F469", 7, 0},
      {"a\U0001F44D\U0001F3FD", 5, 1},
      {"\r\n", 1, 0},
      {"", 0, 0},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(grapheme_floor(row.text, row.offset), row.expected)
        << row.text << " at " << row.offset;
  }
}

TEST(Text, DetectsLanguages) {
  const Row rows[] = {
      {"阿里巴巴发布新芯片", "zh-Hans"},
      {"華為發布新晶片", "zh-Hant"},
      {"OpenAI 发布 GPT-4o 模型", "zh-Hans"},
      {"東京大学の人工知能研究が進む", "ja"},
      {"ソニー、新チップを発表", "ja"},
      {"삼성전자가 인공지능 반도체를 공개했다", "ko"},
      {"ปัญญาประดิษฐ์ของไทย", "th"},
      {"The chips are made for training large models in data centres", "en"},
      {"Nvidia unveils chips", "en"},
      {"Die Regierung will neue Rechenzentren für künstliche Intelligenz bauen "
       "und fördern",
       "de"},
      {"Le gouvernement veut investir dans les centres de données pour "
       "l'intelligence artificielle",
       "fr"},
      {"Компания представила новые процессоры для обучения нейронных сетей",
       "ru"},
      {"", ""},
      {"12 34 !?", ""},
      {"\U0001F680", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(detect_language(row.text, ""), row.expected) << row.text;
    EXPECT_EQ(detect_language("", row.text), row.expected) << row.text;
  }
}

std::string joined(std::string_view text, const std::vector<Span>& spans) {
  std::string out;
  for (const Span& span : spans) {
    if (!out.empty()) out += " | ";
    out += text.substr(span.begin, span.end - span.begin);
  }
  return out;
}

std::string sentences(std::string_view text) {
  return joined(text, sentence_spans(text));
}

TEST(Text, CutsSentences) {
  const Row rows[] = {
      {"", ""},
      {" \n ", ""},
      {"One. Two! Three? Four", "One. | Two! | Three? | Four"},
      {"Dr. Smith of Acme Inc. said so. He left.",
       "Dr. Smith of Acme Inc. said so. | He left."},
      {"The U.S. Senate met. Then e.g. Bob.",
       "The U.S. Senate met. | Then e.g. Bob."},
      {"J. Smith spoke. Fine.", "J. Smith spoke. | Fine."},
      {"It costs 3.5% more at v1.2.3. Yes.",
       "It costs 3.5% more at v1.2.3. | Yes."},
      {"He said no. 5 men left. See No. 5 there.",
       "He said no. 5 men left. | See No. 5 there."},
      {"“Stop.” She ran. (Really.) Yes",
       "“Stop.” | She ran. | (Really.) | Yes"},
      {"Wait... what? Well... Yes.", "Wait... what? | Well... | Yes."},
      {"芯片发布了。真的吗？“是。”好", "芯片发布了。 | 真的吗？ | “是。” | 好"},
      {"A line\nwrapped here. Next", "A line\nwrapped here. | Next"},
      {"A heading\n\nA text", "A heading | A text"},
      {"A heading\n  \n A text", "A heading | A text"},
      {"1. First thing. 2. Second.", "1. First thing. | 2. Second."},
      {"...", "..."},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(sentences(row.text), row.expected) << row.text;
  }
}

TEST(Text, ParagraphsLieBetweenBlankLines) {
  const Row rows[] = {
      {"", ""},
      {"One. Two.", "One. Two."},
      {"One.\nTwo.", "One.\nTwo."},
      {"One. Two.\n\nThree.", "One. Two. | Three."},
      {"No full stop\n \n\nThree", "No full stop | Three"},
      {"一。二。\n\n三。", "一。二。 | 三。"},
  };
  for (const Row& row : rows) {
    const std::string_view text = row.text;
    EXPECT_EQ(joined(text, paragraph_spans(text, sentence_spans(text))),
              row.expected)
        << text;
  }
}

TEST(Text, FindsWhatIsQuoted) {
  const Row rows[] = {
      {"", ""},
      {"none", ""},
      {"\"Yes,\" he said. \"No.\"", "Yes, | No."},
      {"“Yes” and „Ja“ and «Oui»", "Yes | Ja | Oui"},
      {"‘It’s here,’ she said, and it’s gone", "It’s here,"},
      {"「是」『否』＂对＂", "是 | 否 | 对"},
      {"“outer ‘inner’ outer”", "outer ‘inner’ outer"},
      // Inches, and marks that stand alone.
      {"a 15\" screen and a 17\" one", ""},
      {"a stray \" mark", ""},
      {"“never closed", ""},
      {"never opened” here", ""},
      {"“never closed.\n\nNext “one” here", "one"},
      // Several paragraphs, each opened, the last one closed.
      {"“First.\n\n“Second.”", "First. | Second."},
      {"word\" then \"quoted\"", "quoted"},
      {"他说\"是\"。", "是"},
      {"\"\"", ""},
      {"\"\"\"", ""},
  };
  for (const Row& row : rows) {
    const std::string_view text = row.text;
    const std::vector<Span> sentences = sentence_spans(text);
    EXPECT_EQ(
        joined(text, quotation_spans(text, paragraph_spans(text, sentences))),
        row.expected)
        << text;
  }
}

TEST(Text, IsQuickWithMarksThatNothingCloses) {
  std::string text;
  for (int i = 0; i < 300000; ++i) text += "“ ‘ 「 \"x „ « ";
  const Span all[] = {{0, text.size()}};
  const std::vector<Span> quoted = quotation_spans(text, all);
  EXPECT_FALSE(quoted.empty());  // between one straight mark and the next
}

TEST(Text, TellsWhatASpanCovers) {
  const Span spans[] = {{2, 5}, {7, 9}};
  EXPECT_TRUE(is_covered({2, 5}, spans));
  EXPECT_TRUE(is_covered({7, 8}, spans));
  EXPECT_FALSE(is_covered({4, 6}, spans));
  EXPECT_FALSE(is_covered({5, 7}, spans));
  EXPECT_FALSE(is_covered({0, 1}, spans));
  EXPECT_FALSE(is_covered({8, 12}, spans));
}

}  // namespace
}  // namespace lede
