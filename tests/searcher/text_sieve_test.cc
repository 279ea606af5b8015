// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/text_sieve.h"

#include <random>

#include <gtest/gtest.h>

#include "searcher/match_finder.h"

namespace lede {
namespace {

Analyzer& analyzer() {
  static Analyzer instance;
  return instance;
}

const Lexicon& lexicon() {
  static const std::shared_ptr<const Lexicon> instance = Lexicon::built_in();
  return *instance;
}

MatchPattern single(std::string term) {
  MatchPattern pattern;
  pattern.terms = {std::move(term)};
  return pattern;
}

// The stretches and, in brackets, the places.
std::vector<std::string> kept(std::string_view text,
                              const MatchPatterns& patterns,
                              std::string_view lang = "en") {
  const PatternTable table(patterns);
  SiftedText sifted;
  TextSieve(table, lexicon(), analyzer()).sift(text, lang, sifted);
  std::vector<std::string> found;
  const auto bytes = [&](const Span& span) {
    return std::string(text.substr(span.begin, span.end - span.begin));
  };
  for (const Span& span : sifted.stretches) found.push_back(bytes(span));
  for (const PatternPlace& place : sifted.places) {
    found.push_back("[" + bytes(place.span) + "]");
  }
  return found;
}

MatchPattern phrase(std::vector<std::string> terms) {
  MatchPattern pattern;
  pattern.terms = std::move(terms);
  return pattern;
}

std::string filler(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "nothing to see here ";
  return text;
}

TEST(TextSieve, KnowsAWordThatNothingAroundItChanges) {
  const std::string text = filler(2'000) + "two chips fell " + filler(2'000);
  EXPECT_EQ(kept(text, {single("Zchip")}), std::vector<std::string>{"[chips]"});
  EXPECT_EQ(kept(text, {single("Zchip"), single("fell")}),
            (std::vector<std::string>{"[chips]", "[fell]"}));
}

TEST(TextSieve, KeepsTheSurroundingsOfAPhraseAndNothingElse) {
  const std::string text =
      filler(2'000) + "chips rose, two chips — fell " + filler(2'000) + "chips";
  const auto found = kept(text, {phrase({"chips", "fell"})});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].find("two chips — fell"), std::string::npos);
  EXPECT_LT(found[0].size(), 400U);
}

TEST(TextSieve, KeepsTheSurroundingsOfWhatMayBeWrittenApart) {
  const std::string text = filler(2'000) + "a GPT 4o model " + filler(2'000);
  const auto found = kept(text, {single("Fgpt4o")});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].find("GPT 4o"), std::string::npos);
}

TEST(TextSieve, KnowsANameUnlessTheWordsAroundMayTakePartInIt) {
  const MatchPatterns patterns = {single("Ecompany:alibaba")};
  EXPECT_EQ(kept(filler(500) + "Alibaba said " + filler(500), patterns),
            std::vector<std::string>{"[Alibaba]"});
  for (const std::string_view name : {"Alibaba Cloud", "Alibaba 3"}) {
    const auto found =
        kept(filler(500) + std::string(name) + " " + filler(500), patterns);
    ASSERT_EQ(found.size(), 1U) << name;
    EXPECT_NE(found[0].find("here Alibaba"), std::string::npos) << found[0];
  }
}

TEST(TextSieve, KeepsOfALongRunOfIdeographsWhatIsAroundAMatch) {
  std::string run;
  while (run.size() < 2'000) run += "这里没有什么可看的";
  const auto found = kept(run + "英伟达的晶片很贵" + run, {single("芯片")});
  EXPECT_TRUE(found.empty());
  const auto chips = kept(run + "英偉達的芯片很貴" + run, {single("芯片")});
  ASSERT_EQ(chips.size(), 1U);
  EXPECT_NE(chips[0].find("的芯片很"), std::string::npos);
  EXPECT_LT(chips[0].size(), 400U);
}

TEST(TextSieve, KeepsNothingOfATextWithoutAMatch) {
  EXPECT_TRUE(kept(filler(2'000), {single("Zchip")}).empty());
  EXPECT_TRUE(kept("", {single("Zchip")}).empty());
  EXPECT_TRUE(kept(" \n\t ", {single("Zchip")}).empty());
  EXPECT_TRUE(kept("“church” — …", {single("chips")}).empty());
}

TEST(TextSieve, AsksAgainForAnotherLanguage) {
  const MatchPatterns patterns = {single("Zcheval")};
  const PatternTable table(patterns);
  TextSieve sieve(table, lexicon(), analyzer());
  SiftedText sifted;
  for (const auto& [lang, places] :
       {std::pair("fr", 1U), std::pair("en", 0U), std::pair("fr", 1U)}) {
    sieve.sift("chevaux", lang, sifted);
    EXPECT_EQ(sifted.places.size(), places) << lang;
  }
}

TEST(TextSieve, FindsStemsThatBeginUnlikeTheirWords) {
  EXPECT_EQ(kept("dying", {single("Zdie")}),
            std::vector<std::string>{"[dying]"});
  EXPECT_EQ(kept("dia membeli", {single("Zbeli")}, "id"),
            std::vector<std::string>{"[membeli]"});
  EXPECT_EQ(kept("an bhean", {single("Zbean")}, "ga"),
            std::vector<std::string>{"[bhean]"});
}

// Texts and patterns made of what is hard to cut.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
  }

  std::string_view word() {
    static constexpr std::string_view kWords[] = {
        "OpenAI",       "openai.com",  "GPT-4o",    "GPT",
        "4o",           "gpt4o",       "GPT‑4",     "H20",
        "H200",         "H 20",        "U.S.",      "US",
        "us",           "A.I.",        "AI",        "C++",
        "C#",           ".NET",        "AT&T",      "R&D",
        "Meta's",       "Meta",        "chips",     "Chip",
        "company",      "companies",   "dying",     "die",
        "skis",         "l'annonce",   "d’OpenAI",  "café",
        "CAFE",         "naïve",       "芯片",      "英伟达",
        "輝達公司",     "華為 昇腾",   "MIT",       "Technology Review",
        "Scale AI",     "scale",       "LLMs",      "large language models",
        "the",          "of",          "training",  "inference",
        "2024",         "$1.5bn",      "don't",     "don’t",
        "“quoted”",     "—",           "(GPUs)",    "GPU/TPU",
        "e-mail",       "👍",           "ﬁne-tuned", "fine tuned",
        "finetuning",   "Llama3.1-8B", "Hello",     "world",
        "エヌビディア", "한국어",      "ประเทศไทย", "Straße",
        "İstanbul",     "x",           "ＡＩ"};
    return kWords[below(std::size(kWords))];
  }

  // Code points of Chinese and what may stand between them.
  std::string cjk_run() {
    static constexpr std::string_view kPieces[] = {
        "芯", "片", "训", "練", "练", "阿", "里",     "云", "人",     "工",
        "智", "能", "大", "模", "型", "，", "。",     "、", "AI",     "GPT-4",
        "o",  "3",  "カ", "ナ", "한", "𠮷", "\uFE00", "——", "\u200B", "Ｏ"};
    std::string run;
    for (std::size_t i = below(24) + 1; i > 0; --i) {
      run += kPieces[below(std::size(kPieces))];
      if (below(30) == 0) run += "这里没有什么可看的也没有人会来看的地方";
    }
    return run;
  }

  std::string text(std::size_t words) {
    static constexpr std::string_view kGaps[] = {" ",  " ",    " ", " ", "\n",
                                                 ", ", "\n\n", "-", "/", ""};
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
      text += below(8) == 0 ? cjk_run() : std::string(word());
      text += kGaps[below(std::size(kGaps))];
      if (below(12) == 0) text += filler(200);
    }
    return text;
  }

  MatchPattern pattern(std::string_view lang) {
    static constexpr std::string_view kEntities[] = {
        "Ecompany:openai",
        "Ecompany:nvidia",
        "Ecompany:huawei",
        "Ecompany:meta",
        "Emodel:gpt-4o",
        "Echip:h20",
        "Ecompany:scale",
        "Eterm:chip",
        "Eterm:llm",
        "Ecompany:alibaba",
        "Emodel:claude",
        "Emodel:llama",
        "Emodel:gpt-4",
        "Eterm:ai",
        "Eterm:ai-chip",
        "Epublication:reuters",
        "Epublication:the-information",
        "Epublication:mit-technology-review"};
    if (below(4) == 0) {
      return single(std::string(kEntities[below(std::size(kEntities))]));
    }
    TokenStream stream;
    do {
      analyzer().analyze(below(4) == 0 ? cjk_run() : std::string(word()), lang,
                         stream);
    } while (stream.tokens().empty());
    const Token& token = stream.tokens()[below(stream.tokens().size())];
    MatchPattern made = single(std::string(stream.term(token)));
    if (below(6) == 0 && token.layer != Layer::kStem) {
      made.is_prefix = true;
    } else if (below(3) == 0) {
      for (std::size_t i = below(5) + 1; i > 0; --i) {
        add_next(stream, token.layer, token.position, made);
      }
    }
    return made;
  }

 private:
  // The next term of the layer that `pattern` is from.
  static void add_next(const TokenStream& stream, Layer layer,
                       std::uint32_t first, MatchPattern& pattern) {
    for (const Token& next : stream.tokens()) {
      if (next.position == first + pattern.terms.size() &&
          next.layer == layer) {
        pattern.terms.emplace_back(stream.term(next));
        return;
      }
    }
  }

  std::mt19937 random_;
};

std::string shown(const std::vector<Match>& matches) {
  std::string out;
  for (const Match& match : matches) {
    out += std::to_string(match.span.begin) + "-" +
           std::to_string(match.span.end) + ":" + std::to_string(match.group) +
           " ";
  }
  return out;
}

TEST(TextSieve, LosesNoMatchAndMakesNone) {
  Maker maker(20'260);
  std::size_t found = 0;
  for (int round = 0; round < 600; ++round) {
    const std::string_view lang = round % 5 == 0 ? "fr" : "en";
    MatchPatterns patterns;
    for (std::size_t i = maker.below(3) + 1; i > 0; --i) {
      patterns.push_back(maker.pattern(lang));
      patterns.back().group = i;
      patterns.back().quoted = maker.below(20) == 0;
    }
    MatchFinder sieved(patterns, lexicon(), analyzer());
    MatchFinder whole(patterns, lexicon(), analyzer(), false);
    for (const std::size_t words : {300UL, 5UL, 40UL}) {
      const std::string text = maker.text(words);
      const std::vector<Match> all = whole.find(text, lang, "text");
      found += all.size();
      ASSERT_EQ(shown(sieved.find(text, lang, "text")), shown(all))
          << "round " << round << ": " << patterns[0].terms[0] << " in\n"
          << text;
    }
  }
  EXPECT_GT(found, 2'000U);
}

}  // namespace
}  // namespace lede
