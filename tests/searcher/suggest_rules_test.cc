// SPDX-License-Identifier: GPL-3.0-or-later
//
// What holds of completing whatever is typed, and whatever happens to the
// index.

#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/analysis/text.h"
#include "tests/searcher/typing.h"

namespace lede::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::IsEmpty;

TEST(Suggest, FollowsTheIndex) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  EXPECT_THAT(lines(searcher, "quant"), IsEmpty());
  index.write({news("8", "Quantum leap", "Quantum chips.", "2025-12-31"),
               news("9", "Quantum leap again", "Cheap.", "2025-12-31")});
  EXPECT_THAT(
      lines(searcher, "quant"),
      AllOf(Contains("word quantum 2"), Contains("phrase quantum leap 2"),
            Contains("headline Quantum leap again")));
  index.remove("9");
  EXPECT_THAT(lines(searcher, "quant"), Contains("word quantum 1"));
  // Of what is gone from a segment that stays nothing is left.
  index.write({news("10", "Zebras", "y"), news("11", "Leptons", "y")});
  EXPECT_THAT(lines(searcher, "zebr"), Contains("word zebras 1"));
  index.remove("10");
  EXPECT_THAT(lines(searcher, "zebr"), IsEmpty());
  index.remove("8");
  EXPECT_THAT(lines(searcher, "quant"), IsEmpty());
}

constexpr const char* kTyped[] = {"c",
                                  "ch",
                                  "chi",
                                  "m",
                                  "mo",
                                  "p",
                                  "tr",
                                  "e",
                                  "al",
                                  "nv",
                                  "op",
                                  "芯",
                                  "人",
                                  "中国",
                                  "训",
                                  "budget po",
                                  "training ",
                                  "-chips mo",
                                  "company:",
                                  "source:",
                                  "topic:",
                                  "lang:",
                                  "date:2025",
                                  "since:",
                                  "title:",
                                  "title:ch",
                                  "quote:ch",
                                  "company:nvidia tr",
                                  "\"training ch",
                                  "(price OR la",
                                  "chips -me",
                                  "body:tr",
                                  "before:",
                                  "nvidai",
                                  "cluser",
                                  "qua",
                                  "wha",
                                  "xinpian",
                                  "points:",
                                  "company:openai \"training ch",
                                  "me芯",
                                  "包芯",
                                  "我想找芯",
                                  "Travis-c",
                                  "x/ch",
                                  "a.ch"};

// Nothing that is offered leads nowhere, whatever stands before it.
TEST(Suggest, OffersNothingThatFindsNothing) {
  const TestIndex index(small_archive());
  index.write(newsroom());
  const Searcher searcher = index.open();
  std::size_t offered = 0;
  for (const char* text : kTyped) {
    for (const Completion& each : complete(searcher, text, 20).suggestions) {
      if (each.kind == CompletionKind::kField) continue;
      SearchRequest request = request_for(each.text);
      request.spelling = SpellingMode::kOff;
      EXPECT_GT(answer(searcher, request).documents, 0U)
          << text << " -> " << each.text;
      ++offered;
    }
  }
  EXPECT_GT(offered, 150U);
}

TEST(Suggest, IsSafeFromWhateverIsTyped) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  std::mt19937 random(11);
  const std::string pieces[] = {
      "chi",    "\"",   ":",    "company:", "(",
      ")",      "-",    "\xff", "\xe9",     "芯",
      "阿",     " ",    "\x01", "=",        "OR",
      "since:", "🙂", "'",    "e\u0301",  std::string(1, '\0')};
  for (int i = 0; i < 400; ++i) {
    std::string text;
    for (std::size_t n = random() % 9; n > 0; --n) {
      text += pieces[random() % std::size(pieces)];
    }
    const SuggestResponse response = complete(searcher, text);
    EXPECT_TRUE(is_valid_utf8(response.query));
    for (const Completion& each : response.suggestions) {
      EXPECT_TRUE(is_valid_utf8(each.text));
      std::size_t end = 0;
      for (const Span& span : each.highlights) {
        EXPECT_LE(end, span.begin) << text;
        EXPECT_LT(span.begin, span.end) << text;
        EXPECT_LE(span.end, each.text.size()) << text;
        EXPECT_EQ(code_point_floor(each.text, span.begin), span.begin) << text;
        EXPECT_EQ(code_point_floor(each.text, span.end), span.end) << text;
        end = span.end;
      }
    }
  }
}

TEST(Suggest, CutsWhatIsTooLong) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  std::string text(1999, 'x');
  text += "芯片";
  EXPECT_EQ(complete(searcher, text).query, std::string(1999, 'x'));
  EXPECT_LE(complete(searcher, std::string(5000, '\xff')).query.size(), 2000U);
  std::string words;
  while (words.size() < 2000) words += "chips ";
  EXPECT_LE(complete(searcher, words).query.size(), 2000U);
}

TEST(Suggest, AnswersSeveralThreadsWhileTheIndexChanges) {
  const TestIndex index(newsroom());
  const Searcher searcher = index.open();
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 20; ++j) {
        EXPECT_THAT(lines(searcher, "nvid"),
                    Contains(::testing::StartsWith("entity NVIDIA")));
      }
    });
  }
  for (int i = 0; i < 5; ++i) {
    index.write({news("t" + std::to_string(i), "More Nvidia chips", "Chips.",
                      "2025-12-31")});
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace lede::testing
