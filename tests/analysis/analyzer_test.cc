// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/analysis/analyzer.h"

#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "common/analysis/text.h"
#include "common/schema.h"
#include "tests/analysis/token_dump.h"

namespace lede {
namespace {

struct Row {
  std::string_view text;
  std::string_view expected;
};

TokenStream analyze(std::string_view text, std::string_view lang = "en") {
  static Analyzer analyzer;
  TokenStream stream;
  analyzer.analyze(text, lang, stream);
  return stream;
}

// Atoms: exact terms and CJK unigrams.
std::string atoms(std::string_view text) {
  const TokenStream stream = analyze(text);
  std::string out;
  for (const Token& token : stream.tokens()) {
    if (token.layer != Layer::kExact && token.layer != Layer::kUnigram) {
      continue;
    }
    if (!out.empty()) out += ' ';
    out += stream.term(token);
  }
  return out;
}

std::string layer(std::string_view text, Layer which,
                  std::string_view lang = "en") {
  return dump_layer(analyze(text, lang), which);
}

TEST(Analyzer, CutsTextIntoAtoms) {
  const Row rows[] = {
      {"", ""},
      {"  \n\t", ""},
      {"Training chips, again.", "training chips again"},
      {"O'Reilly don't rock'n'roll", "o'reilly don't rock'n'roll"},
      {"O\u2019Reilly", "o'reilly"},
      {"OpenAI's and OpenAI\u2019s", "openai and openai"},
      {"'quoted' \u2018words\u2019", "quoted words"},
      {"the labs' chips", "the labs chips"},
      {"state-of-the-art", "state of the art"},
      {"GPT\u2014the model", "gpt the model"},
      {"@sama @sam_altman #AI", "sama sam altman ai"},
      {"john.doe@openai.com", "john doe openai.com"},
      {"1,000,000", "1000000"},
      {"1,000,000, 1,000,", "1000000 1000"},
      {"12,345.67 and 1,2,3", "12345.67 and 1 2 3"},
      {"1,0000", "1 0000"},
      {"3.5% of 10.5k", "3.5 of 10.5k"},
      {"$10B, US$10, \u20AC3,000.50", "10b us 10 3000.50"},
      {"gpt4o H100 o3 v1.2.3", "gpt 4o h 100 o 3 v 1.2.3"},
      {"4o 405B 10k 4th", "4o 405b 10k 4th"},
      {"Llama-3.1-405B", "llama 3.1 405b"},
      {"2024-05-13 10:30", "2024 05 13 10 30"},
      {"I/O and AI/ML", "i o and ai ml"},
      {"end.Start", "end start"},
      {"in 2024.The next", "in 2024 the next"},
      {"version 3.5.Next", "version 3.5 next"},
      {"ends here. Starts", "ends here starts"},
      {"h\u00E9llo\u200Bworld", "h\u00E9llo world"},
      {"co\u00ADoperate Open\u200DAI \uFEFFBOM", "cooperate openai bom"},
      {"OpenAI\u2122 launches", "openai launches"},
      {"ＡＩ　ｃｈｉｐ", "ai chip"},
      {"e\uFB03cient", "efficient"},
      {"CO\u2082 x\u00B2", "co 2 x 2"},
      {"8\u00D77B", "8 7b"},
      {"cafe\u0301", "caf\u00E9"},
      {"AI\U0001F680\U0001F916chips \U0001F468\u200D\U0001F469", "ai chips"},
      {"1\uFE0F\u20E3 first", "1 first"},
      {"\u0301abc \u0301", "abc"},
      {"straße", "strasse"},
      {"\xFFhalf \xE4\xB8 cut", "half cut"},
      {"https://openai.com/blog/gpt-4o?x=1",
       "https openai.com blog gpt 4o x 1"},
      {"...", ""},
      {"-.-'&+#@,_", ""},
      {"a.", "a"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(atoms(row.text), row.expected) << row.text;
  }
}

TEST(Analyzer, KeepsSpecialNamesWhole) {
  const Row rows[] = {
      {"C++ and c++", "c++|c and|Zand c++|c"},
      {"C++20", "c++|c 20"},
      {"g++", "g++|g"},
      {"C# F#", "c#|c f#|f"},
      {"Ｃ＋＋", "c++|c"},
      {"C+ C+++", "c|Zc c|Zc"},
      {".NET", ".net|net"},
      {"R&D", "r&d"},
      {"r&d at&t", "r&d at&t"},
      {"AT&T's", "at&t"},
      {"rock&roll", "rock|Zrock roll|Zroll"},
      {"A.I.", "ai|a.i.|Zai"},
      {"a.i", "ai|a.i.|Zai"},
      {"U.S. U.S", "u.s.|us|Zus u.s.|us|Zus"},
      {"U.S.A.", "usa|u.s.a.|Zusa"},
      {"J.P.Morgan", "jp|j.p.|Zjp morgan|Zmorgan"},
      {"openai.com", "openai.com|openai|Zopenai"},
      {"www.openai.com", "www|Zwww openai.com|openai|Zopenai"},
      {"Node.js ASP.NET", "node.js|node|Znode asp.net|asp|Zasp"},
      {"x.ai", "x.ai|x|Zx|ai|Zai"},
      {"01.AI", "01.ai|01|ai|Zai"},
      {"bbc.co.uk", "bbc.co.uk|bbc|Zbbc"},
      {"End.De", "end|Zend de|Zde"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(dump_tokens(analyze(row.text)), row.expected) << row.text;
  }
}

TEST(Analyzer, ReadsCapitalUsAsTheCountryInMixedCaseOnly) {
  EXPECT_EQ(layer("US chips", Layer::kVariant), "u.s.");
  EXPECT_EQ(layer("the US\u2019s chips", Layer::kVariant), "u.s.");
  EXPECT_EQ(layer("GIVE US CHIPS", Layer::kVariant), "");
  EXPECT_EQ(layer("give us chips", Layer::kVariant), "");
  EXPECT_EQ(layer("US-China chips", Layer::kVariant), "u.s.");
}

TEST(Analyzer, FindsEverySpellingOfANameByOneTerm) {
  for (const std::string_view text :
       {"gpt4o", "GPT-4o", "gpt 4o", "GPT\u20114o", "GPT\u20134o",
        "\uFF27\uFF30\uFF34\uFF0D\uFF14\uFF4F",
        "GPT\u2014"
        "4o",
        "GPT\u2212"
        "4o",
        "gpt_4o",
        "GPT\u00A0"
        "4o",
        "gpt\u00AD-4o"}) {
    const TokenStream stream = analyze(text);
    EXPECT_EQ(dump_layer(stream, Layer::kExact), "gpt 4o") << text;
    EXPECT_EQ(dump_layer(stream, Layer::kFused), "Fgpt4o") << text;
    EXPECT_EQ(stream.positions(), 2U) << text;
    for (const Token& token : stream.tokens()) {
      if (token.layer != Layer::kFused) continue;
      EXPECT_EQ(token.position, 0U);
      EXPECT_EQ(token.width, 2U);
      EXPECT_EQ(token.span, (Span{0, text.size()}));
    }
  }
}

TEST(Analyzer, FusesNamesOfLettersAndDigits) {
  const Row rows[] = {
      {"gpt4o", "Fgpt4o Jgpt4o"},
      {"gpt 4o", "Fgpt4o"},
      {"o3", "Fo3 Jo3"},
      {"H20 and H200", "Fh20 Jh20 Fh200 Jh200"},
      {"Llama-3.1-405B", "Fllama3.1 Jllama3.1"},
      {"Qwen2.5-72B", "Fqwen2.5 Jqwen2.5"},
      {"CO\u2082", "Fco2 Jco2"},
      {"llama 2024", ""},
      {"llama-2024", "Fllama2024 Jllama2024"},
      {"in 10 October 30", ""},
      {"model 1234567", ""},
      {"gpt  4o", ""},
      {"gpt\n4o", ""},
      {"gpt, 4o", ""},
      {"S&P 500", "Fs&p500"},
      {"fine-tuning open-source",
       "Ffinetuning Jfinetuning Fopensource "
       "Jopensource"},
      {"e-mail", "Femail Jemail"},
      {"state-of-the-art", ""},
      {"gpt-oss-120b", "Fgptoss Jgptoss Foss120b Joss120b"},
      {"Kimi-K2", "Fk2 Jk2"},
      {"open-source模型", "Fopensource Jopensource"},
      {"fine\u2013tuning", ""},
      {"c++-based", ""},
      {"第4代 AI芯片", ""},
  };
  for (const Row& row : rows) {
    const TokenStream stream = analyze(row.text);
    std::string fused;
    for (const Token& token : stream.tokens()) {
      if (token.layer != Layer::kFused && token.layer != Layer::kJoined) {
        continue;
      }
      if (!fused.empty()) fused += ' ';
      fused += stream.term(token);
    }
    EXPECT_EQ(fused, row.expected) << row.text;
  }
}

TEST(Analyzer, AddsFormsWithoutDiacritics) {
  const Row rows[] = {
      {"café naïve", "cafe naive"},
      {"cafe\u0301", "cafe"},
      {"Ørsted Łódź", "orsted lodz"},
      {"Müller", "muller"},
      {"\u0130stanbul", "istanbul"},
      {"ещё", "еще"},
      {"мой", ""},
      {"हिन्दी", ""},
      {"l'énergie", "l'energie energie"},
      {"plain", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(layer(row.text, Layer::kVariant), row.expected) << row.text;
  }
}

TEST(Analyzer, StemsByLanguage) {
  EXPECT_EQ(layer("training chips", Layer::kStem), "Ztrain Zchip");
  EXPECT_EQ(layer("Häuser", Layer::kStem, "de-AT"), "Zhaus");
  EXPECT_EQ(layer("l'intelligence", Layer::kStem, "fr"), "Zintelligent");
  EXPECT_EQ(layer("chips", Layer::kStem, "zh-Hans"), "Zchip");
  EXPECT_EQ(layer("4o 100 c++ r&d", Layer::kStem), "");
  EXPECT_EQ(stemmer_for("pt-BR"), "pt");
  EXPECT_EQ(stemmer_for("NB"), "no");
  EXPECT_EQ(stemmer_for(""), "en");
  EXPECT_EQ(stemmer_for("ja"), "en");
}

TEST(Analyzer, StemsAnAtomUnderSeveralStemmersWithoutDuplicates) {
  Analyzer analyzer;
  EXPECT_EQ(analyzer.stems("training", {"en", "de"}),
            (std::vector<std::string>{"Ztrain", "Ztraining"}));
  EXPECT_EQ(analyzer.stems("chip", {"en", "de"}),
            std::vector<std::string>{"Zchip"});
}

TEST(Analyzer, CutsCjkIntoUnigramsAndBigrams) {
  const Row rows[] = {
      {"AI芯片", "ai|Zai 芯|芯片 片"},
      {"芯片，训练", "芯|芯片 片 训|训练 练"},
      {"芯片 训", "芯|芯片 片 训"},
      {"データー", "デ|デー ー|ータ タ|ター ー"},
      {"ﾃﾞｰﾀ", "デ|デー ー|ータ タ"},
      {"人々", "人|人々 々"},
      {"삼성", "삼|삼성 성"},
      {"삼성", "삼|삼성 성"},
      {"芯A片", "芯 a|Za 片"},
      {"芯\u200D片", "芯|芯片 片"},
      {"\u337F", "株|株式 式|式会 会|会社 社"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(dump_tokens(analyze(row.text)), row.expected) << row.text;
  }
}

TEST(Analyzer, FoldsTraditionalScript) {
  EXPECT_EQ(dump_tokens(analyze("華為發布晶片")),
            dump_tokens(analyze("华为发布晶片")));
  EXPECT_EQ(dump_tokens(analyze("臺積電")), dump_tokens(analyze("台积电")));
}

TEST(Analyzer, CutsScriptsWithoutSpacesByDictionary) {
  EXPECT_EQ(atoms("ปัญญาประดิษฐ์ของไทย"), "ปัญญา ประดิษฐ์ ของ ไทย");
  EXPECT_EQ(atoms("AIของไทย4o"), "ai ของ ไทย 4o");
}

TEST(Analyzer, BoundsOverlongWords) {
  const std::string word(300, 'x');
  const TokenStream stream = analyze(word + " " + word + "y");
  for (const Token& token : stream.tokens()) {
    EXPECT_LE(stream.term(token).size(), kMaxTermBytes);
  }
  EXPECT_NE(stream.term(stream.tokens()[0]), stream.term(stream.tokens()[2]));
}

TEST(Analyzer, CoversAnAcronymsLastFullStop) {
  const TokenStream stream = analyze("the U.S. said");
  EXPECT_EQ(stream.tokens()[2].span, (Span{4, 8}));
}

// Text of pieces that the rules care about, in any order.
std::string random_text(std::mt19937& random) {
  static constexpr std::string_view kPieces[] = {
      "GPT",    "4o",     "chips",  "US",         "A",       ".",
      ",",      "-",      "'s",     "'",          "&",       "+",
      "#",      "@",      "_",      " ",          " ",       "\n",
      "1,000",  "3.5",    "com",    "ai",         "net",     "芯",
      "片",     "華",     "デ",     "é",          "e\u0301", "\u00AD",
      "\u200B", "\u2019", "\u2011", "\U0001F680", "ของ",     "\u0301",
      "\uFB03", "。",     "№",      "\u2122",     "ß",       "\u0662"};
  std::string text;
  const std::size_t pieces = random() % 30;
  for (std::size_t i = 0; i < pieces; ++i) {
    text += kPieces[random() % std::size(kPieces)];
  }
  return text;
}

TEST(Analyzer, SpansLieOnCodePointsInOrder) {
  std::mt19937 random(20250911);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random);
    const TokenStream stream = analyze(text);
    std::uint32_t position = 0;
    std::size_t end = 0;
    for (const Token& token : stream.tokens()) {
      ASSERT_LT(token.span.begin, token.span.end) << text;
      ASSERT_LE(token.span.end, text.size()) << text;
      ASSERT_EQ(code_point_floor(text, token.span.begin), token.span.begin);
      ASSERT_EQ(code_point_floor(text, token.span.end), token.span.end);
      ASSERT_GE(token.position, position) << text;
      ASSERT_LT(token.position, stream.positions()) << text;
      if (token.position > position && token.width == 1) {
        ASSERT_GE(token.span.begin, end) << text;
      }
      if (token.width == 1) end = token.span.end;
      position = token.position;
    }
  }
}

TEST(Analyzer, GivesATextsTokensWhateverFollowsABreak) {
  // analyze(a + "\n" + b) is analyze(a), then analyze(b) moved behind it; the
  // reading of "US" alone looks at the whole text.
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const std::string first = random_text(random) + "x";
    const std::string second = "x" + random_text(random);
    const TokenStream both = analyze(first + "\n" + second);
    std::string parts = dump_tokens(analyze(first));
    parts += ' ';
    parts += dump_tokens(analyze(second));
    ASSERT_EQ(dump_tokens(both), parts) << first << " / " << second;
  }
}

TEST(Analyzer, WorksInSeveralThreadsAtOnce) {
  std::vector<std::string> dumps(4);
  std::vector<std::thread> threads;
  threads.reserve(dumps.size());
  for (std::string& dump : dumps) {
    threads.emplace_back([&dump] {
      Analyzer analyzer;
      TokenStream stream;
      analyzer.analyze("華為 GPT-4o 训练 ของไทย café", "en", stream);
      dump = dump_tokens(stream);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& dump : dumps) EXPECT_EQ(dump, dumps[0]);
}

TEST(Analyzer, KnowsStopWords) {
  for (const std::string_view word :
       {"the", "what", "which", "did", "的", "什么", "吗", "der", "の"}) {
    EXPECT_TRUE(is_stop_word(word)) << word;
  }
  for (const std::string_view word : {"ai", "us", "chips", "芯", "", "芯片"}) {
    EXPECT_FALSE(is_stop_word(word)) << word;
  }
}

TEST(Analyzer, NamesItsVersions) {
  EXPECT_TRUE(analysis_fingerprint().starts_with("rules-1 icu-"));
  EXPECT_EQ(analysis_fingerprint(), analysis_fingerprint());
}

}  // namespace
}  // namespace lede
