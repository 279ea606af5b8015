// SPDX-License-Identifier: GPL-3.0-or-later

#include <gtest/gtest.h>

#include "bench/stories/perturb.h"
#include "bench/stories/truth.h"

namespace lede::bench {
namespace {

TEST(StoriesTruth, ReadsPairsAndSaysWhichLineDoesNotRead) {
  const auto pairs = parse_judged_pairs("s\ta b\tc\tsame-event\t2.5\n");
  ASSERT_TRUE(pairs);
  ASSERT_EQ(pairs->size(), 1U);
  EXPECT_EQ(pairs->front().a, "a b");
  EXPECT_EQ(pairs->front().verdict, Verdict::kSameEvent);
  EXPECT_EQ(pairs->front().weight, 2.5);
  for (const char* wrong : {"s\ta\tb\tcopy\t1\ns\ta\tb\tperhaps\t1\n",
                            "s\ta\tb\tcopy\t1\ns\ta\tb\tcopy\n",
                            "s\ta\tb\tcopy\t1\ns\ta\tb\tcopy\t0\n"}) {
    const auto read = parse_judged_pairs(wrong);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message, "line 2 does not read");
  }
}

TEST(StoriesTruth, ReadsWindows) {
  const auto windows = parse_clusters("s\ta\t1\ns\tb\t1\nt\ta\t7\n");
  ASSERT_TRUE(windows);
  EXPECT_EQ(windows->at("s"), (Clusters{{"a", "1"}, {"b", "1"}}));
  EXPECT_EQ(windows->at("t"), (Clusters{{"a", "7"}}));
  EXPECT_FALSE(parse_clusters("s\ta\n"));
}

TEST(BCubed, AveragesOverArticles) {
  const Clusters truth = {{"a", "1"}, {"b", "1"}, {"c", "2"}, {"d", "3"}};
  EXPECT_EQ(b_cubed(truth, truth).f1(), 1.0);
  const Clusters one = {{"a", "x"}, {"b", "x"}, {"c", "x"}, {"d", "x"}};
  EXPECT_EQ(b_cubed(truth, one).recall, 1.0);
  EXPECT_EQ(b_cubed(truth, one).precision, 0.375);
  const Clusters none = {{"a", "w"}, {"b", "x"}, {"c", "y"}, {"d", "z"}};
  EXPECT_EQ(b_cubed(truth, none).precision, 1.0);
  EXPECT_EQ(b_cubed(truth, none).recall, 0.75);
}

TEST(Tally, WeighsDecisions) {
  Tally tally;
  tally.add(true, true, 3);
  tally.add(false, true, 1);
  tally.add(true, false, 1);
  tally.add(false, false, 9);
  EXPECT_EQ(tally.agreement().precision, 0.75);
  EXPECT_EQ(tally.agreement().recall, 0.75);
}

Article article() {
  Article made;
  made.id = "a";
  made.lang = "zh";
  made.title = "标题";
  made.published = Date{1'757'548'800, DatePrecision::kSecond};
  for (int i = 0; i < 12; ++i) {
    made.text += "阿里巴巴今天说第" + std::to_string(i) + "件事，很重要。";
  }
  return made;
}

TEST(CopyMaker, MakesTheSameCopyAgain) {
  const auto lexicon = Lexicon::built_in();
  CopyMaker one(*lexicon, 5);
  CopyMaker other(*lexicon, 5);
  (void)other.copy_of(article(), 9);
  EXPECT_EQ(one.copy_of(article(), 1), other.copy_of(article(), 1));
  EXPECT_EQ(one.copy_of(article(), 1).id, "a#1");
}

TEST(CopyMaker, ChangesTextStyleNamesAndTime) {
  const auto lexicon = Lexicon::built_in();
  CopyMaker maker(*lexicon, 1);
  bool translated = false;
  bool signed_by = false;
  bool restyled = false;
  bool shorter = false;
  bool headline = false;
  for (unsigned i = 0; i < 30; ++i) {
    const Article copy = maker.copy_of(article(), i);
    translated |= copy.text.find("Alibaba") != std::string::npos;
    signed_by |= copy.text.starts_with("示例社电");
    restyled |= copy.text.find("，") == std::string::npos;
    shorter |= copy.text.size() < article().text.size();
    headline |= copy.title != article().title;
    EXPECT_GE(copy.published->seconds, article().published->seconds);
    EXPECT_LT(copy.published->seconds, article().published->seconds + 86400);
  }
  EXPECT_TRUE(translated && signed_by && restyled && shorter && headline);
}

}  // namespace
}  // namespace lede::bench
