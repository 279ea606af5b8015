// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parts completing is made of, each by itself.

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/suggest/block_maxima.h"
#include "searcher/suggest/headline_phrases.h"
#include "searcher/suggest/mix.h"
#include "searcher/suggest/segment_words.h"
#include "searcher/suggest/typed_text.h"
#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(BlockMaxima, FindWhatSortingFinds) {
  std::mt19937 random(7);
  std::vector<std::uint32_t> counts(5000);
  for (std::uint32_t& count : counts) {
    count = static_cast<std::uint32_t>(random() % 50);
  }
  const auto count_of = [&](std::uint32_t i) { return counts[i]; };
  const auto keep = [](std::uint32_t i) { return i % 3 != 0; };
  const BlockMaxima maxima(5000, count_of);
  for (const auto& [begin, end] : {std::pair{0U, 5000U},
                                   {100U, 101U},
                                   {255U, 257U},
                                   {1000U, 4000U},
                                   {40U, 40U}}) {
    std::vector<std::pair<std::int64_t, std::uint32_t>> all;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (keep(i) && counts[i] > 0)
        all.emplace_back(-std::int64_t{counts[i]}, i);
    }
    std::ranges::sort(all);
    all.resize(std::min<std::size_t>(all.size(), 9));
    std::vector<std::pair<std::int64_t, std::uint32_t>> found;
    for (const auto& each : maxima.top(begin, end, 9, count_of, keep)) {
      found.emplace_back(-std::int64_t{each.count}, each.index);
    }
    EXPECT_EQ(found, all) << begin << ".." << end;
  }
}

TEST(SortedTexts, TellWhereTheTextsOfABeginningStand) {
  SortedTexts texts;
  for (const char* text : {"a", "ab", "abc", "b", "芯", "芯片"})
    texts.add(text);
  const auto range = [&](std::string_view beginning) {
    const TextRange found = texts.starting_with(beginning);
    return std::pair(found.begin, found.end);
  };
  EXPECT_EQ(range(""), std::pair(0U, 6U));
  EXPECT_EQ(range("ab"), std::pair(1U, 3U));
  EXPECT_EQ(range("芯"), std::pair(4U, 6U));
  EXPECT_EQ(range("abcd"), std::pair(3U, 3U));
  EXPECT_EQ(range("z").first, range("z").second);
  EXPECT_EQ(texts.text(5), "芯片");
}

// An index of these headlines, and what is made of its one segment.
class Headlines {
 public:
  explicit Headlines(const std::vector<std::string>& titles) {
    std::vector<Article> articles;
    for (const std::string& title : titles) {
      articles.push_back(news("n" + std::to_string(articles.size()), title,
                              "Nothing to see.", "2025-09-11"));
    }
    index_.write(std::move(articles));
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(index_.path()) / "segments")) {
      file = *PostingsFile::open(entry.path());
      words = SegmentWords::read(entry.path());
    }
  }

  std::shared_ptr<const PostingsFile> file;
  std::shared_ptr<const SegmentWords> words;

 private:
  TestIndex index_;
};

std::vector<std::string> texts_of(const std::vector<HeadlinePhrase>& phrases) {
  std::vector<std::string> texts;
  for (const auto& phrase : phrases) {
    texts.push_back(phrase.text + " " + std::to_string(phrase.documents));
  }
  return texts;
}

TEST(HeadlinePhrases, StandInSeveralHeadlines) {
  const Headlines headlines({"Custom training chips for the cloud",
                             "Training chips are scarce, training chips sell",
                             "Custom ovens, training chips", "A cloud of dust",
                             "Dust and custom ovens"});
  EXPECT_THAT(texts_of(headline_phrases(*headlines.file, 100)),
              ElementsAre("custom ovens 2", "training chips 3"));
  EXPECT_THAT(texts_of(headline_phrases(*headlines.file, 1)),
              ElementsAre("training chips 3"));
}

TEST(HeadlinePhrases, OfChineseAreWholeWords) {
  const Headlines headlines({"人工智能改变世界", "人工智能的未来", "谈人工智能",
                             "工智能", "AI芯片来了", "AI芯片走了"});
  const auto phrases = headline_phrases(*headlines.file, 100);
  EXPECT_THAT(texts_of(phrases),
              ElementsAre("ai 芯片 2", "人工智能 3", "芯片 2"));
  EXPECT_TRUE(phrases.back().cjk);
  EXPECT_FALSE(phrases.front().cjk);
}

TEST(HeadlinePhrases, EndWithNoHalfOfAWord) {
  const Headlines headlines({"苹果手机降价", "苹果手表涨价", "买苹果手机",
                             "苹果手表坏了", "李开复谈", "见李开复"});
  const auto phrases = texts_of(headline_phrases(*headlines.file, 100));
  EXPECT_THAT(phrases, Contains("苹果手机 2"));
  EXPECT_THAT(phrases, Not(Contains("苹果手 4")));
  EXPECT_THAT(phrases, Contains("李开复 2")) << "unknown to the dictionary";
}

TEST(HeadlinePhrases, ReachOverNoHeadlinesEnd) {
  const Headlines headlines(
      {"fast chips", "slow chips", "fast chips", "slow chips"});
  EXPECT_THAT(texts_of(headline_phrases(*headlines.file, 100)),
              ElementsAre("fast chips 2", "slow chips 2"));
  EXPECT_THAT(headline_phrases(*Headlines({""}).file, 100), IsEmpty());
}

std::vector<std::string> texts_of(const std::vector<CountedText>& found) {
  std::vector<std::string> texts;
  for (const CountedText& each : found) texts.push_back(each.text);
  return texts;
}

TEST(SegmentWords, AreFoundByBeginningSoundAndMistake) {
  const Headlines headlines({"Nvidia ships chips", "Chips chipped", "Chips",
                             "芯片禁令升级", "芯片禁令放宽", "The chip"});
  const SegmentWords& words = *headlines.words;
  std::vector<CountedText> found;
  words.append_words(*headlines.file, "", "chi", 2, found);
  EXPECT_THAT(texts_of(found), ElementsAre("chips", "chip"));
  EXPECT_EQ(found.front().documents, 3U);

  found.clear();
  words.append_words(*headlines.file, "", "chips", 9, found);
  EXPECT_THAT(found, IsEmpty()) << "nothing new";
  words.append_words(*headlines.file, "", "the", 9, found);
  words.append_words(*headlines.file, "", "t", 9, found);
  EXPECT_THAT(texts_of(found), Not(Contains("the")));

  found.clear();
  words.append_sounding("xinpian", 9, found);
  EXPECT_THAT(texts_of(found), ElementsAre("芯片禁令"));
  found.clear();
  words.append_sounding("xpjl", 9, found);
  EXPECT_THAT(texts_of(found), ElementsAre("芯片禁令"));

  found.clear();
  EditDistance distance(code_points("mvidi"));
  words.append_similar(*headlines.file, distance, 1, 9, found);
  EXPECT_THAT(texts_of(found), ElementsAre("nvidia"));
}

TEST(SegmentWords, LeaveOutPairsThatAreNoWords) {
  const Headlines headlines({"芯片的未来", "芯片的价格", "片面"});
  std::vector<CountedText> found;
  headlines.words->append_words(*headlines.file, "", "片", 9, found);
  EXPECT_THAT(texts_of(found), ElementsAre("片面"));
}

TypedText typed(const std::string& text) {
  Analyzer analyzer;
  return read_typed_text(text, analyzer);
}

std::vector<std::string> beginnings(const std::string& text) {
  std::vector<std::string> found;
  for (const TypedTail& tail : typed(text).tails) {
    found.push_back(tail.beginning);
  }
  return found;
}

TEST(TypedText, IsCompletedFromItsLastWords) {
  EXPECT_THAT(beginnings("Custom AI chi"),
              ElementsAre("custom ai chi", "ai chi", "chi"));
  EXPECT_THAT(beginnings("chips "), ElementsAre("chips "));
  EXPECT_THAT(beginnings("gpt-"), ElementsAre("gpt "));
  EXPECT_THAT(beginnings("new gpt-4"), ElementsAre("new gpt 4", "gpt 4"));
  EXPECT_THAT(beginnings("x/ch"), ElementsAre("x ch"));
  EXPECT_THAT(beginnings("芯AI"), ElementsAre("芯 ai", "ai"));
  EXPECT_THAT(beginnings("AI芯"), ElementsAre("ai 芯", "芯"));
  EXPECT_THAT(beginnings("人工智"), ElementsAre("人工智", "工智", "智"));
  EXPECT_THAT(beginnings("a b c d e f g h"), ::testing::SizeIs(6));
  EXPECT_THAT(beginnings("done!"), IsEmpty());
  EXPECT_THAT(beginnings(""), IsEmpty());
  EXPECT_THAT(beginnings("🙂"), IsEmpty());
}

TEST(TypedText, ReachesOverNoSyntax) {
  EXPECT_THAT(beginnings("chips \"custom ai"), ElementsAre("custom ai", "ai"));
  EXPECT_THAT(beginnings("chips (ai"), ElementsAre("ai"));
  EXPECT_THAT(beginnings("title:ai"), ElementsAre("ai"));
  EXPECT_THAT(beginnings("chips -nv").back(), "nv");
  EXPECT_TRUE(typed("chips -nv").tails.back().alone);
  EXPECT_TRUE(typed("title:nv").tails.back().alone);
  EXPECT_FALSE(typed("title:\"nv").tails.back().alone);
  EXPECT_FALSE(typed("nv").tails.back().alone);
  EXPECT_TRUE(typed("chips \"custom ai").quoted);
  EXPECT_FALSE(typed("\"custom\" ai").quoted);
}

TEST(TypedText, KnowsTheFieldItEndsIn) {
  EXPECT_EQ(typed("chips company:al").field->name, "company");
  EXPECT_EQ(typed("chips company:al").field->value, "al");
  EXPECT_EQ(typed("-Source:\"example wi").field->value, "example wi");
  EXPECT_EQ(typed("(since:").field->value, "");
  EXPECT_FALSE(typed("company:alibaba ").field);
  EXPECT_FALSE(typed("source:\"example wire\" ").field);
  EXPECT_FALSE(typed("source:\"example wire\"").field);
  EXPECT_FALSE(typed("nofield:al").field);
  EXPECT_FALSE(typed("https://a").field);
  EXPECT_FALSE(typed("\"company:al").field);
}

Candidates candidates(CompletionKind kind, std::vector<std::string> texts,
                      Closeness closeness = Closeness::kBeginning) {
  Candidates made;
  for (std::string& text : texts) {
    Candidate& each = made.emplace_back();
    each.shown.kind = kind;
    each.shown.text = std::move(text);
    each.closeness = closeness;
  }
  return made;
}

std::vector<std::string> mixed(CandidateKinds kinds, std::size_t limit) {
  std::vector<std::string> texts;
  for (const Completion& shown : mix(std::move(kinds), limit)) {
    texts.push_back(shown.text);
  }
  return texts;
}

TEST(Mix, ShowsOfEveryKindItsShare) {
  CandidateKinds kinds;
  kinds.names = candidates(CompletionKind::kEntity, {"n1", "n2", "n3", "n4"});
  kinds.words = candidates(CompletionKind::kWord, {"w1", "w2", "w3", "w4"});
  kinds.phrases = candidates(CompletionKind::kPhrase, {"p1", "p2", "p3"});
  kinds.headlines = candidates(CompletionKind::kHeadline, {"h1", "h2", "h3"});
  kinds.fields = candidates(CompletionKind::kField, {"f1", "f2"});
  kinds.mistyped = candidates(CompletionKind::kWord, {"m1"});
  EXPECT_THAT(mixed(kinds, 8),
              ElementsAre("n1", "n2", "f1", "w1", "w2", "p1", "h1", "h2"));
  EXPECT_THAT(mixed(kinds, 20).back(), "m1");
  EXPECT_EQ(mixed(kinds, 20).size(), 17U);
  EXPECT_THAT(mixed(kinds, 1), ElementsAre("n1"));
  EXPECT_THAT(mixed(kinds, 0), IsEmpty());
}

TEST(Mix, PutsWholeNamesFirstAndMistakesLast) {
  CandidateKinds kinds;
  kinds.names = candidates(CompletionKind::kEntity, {"NVIDIA H20"});
  auto whole =
      candidates(CompletionKind::kEntity, {"NVIDIA"}, Closeness::kWhole);
  kinds.names.push_back(std::move(whole.front()));
  kinds.words = candidates(CompletionKind::kWord, {"nvidia", "nvidias"});
  kinds.mistyped = candidates(CompletionKind::kEntity, {"Nvidea"});
  EXPECT_THAT(mixed(kinds, 8),
              ElementsAre("NVIDIA", "NVIDIA H20", "nvidias", "Nvidea"))
      << "no text twice";
}

}  // namespace
}  // namespace lede::testing
