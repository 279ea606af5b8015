// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/analysis/pinyin.h"

#include <gtest/gtest.h>

namespace lede {
namespace {

TEST(Pinyin, WritesEachCodePointWithoutItsTone) {
  EXPECT_EQ(pinyin_of("华为").syllables, "huawei");
  EXPECT_EQ(pinyin_of("智谱").syllables, "zhipu");
  EXPECT_EQ(pinyin_of("智譜").syllables, "zhipu");
  EXPECT_EQ(pinyin_of("人工智能").syllables, "rengongzhineng");
  EXPECT_EQ(pinyin_of("人工智能").initials, "rgzn");
  EXPECT_EQ(pinyin_of("绿").syllables, "lu");
}

TEST(Pinyin, IsEmptyForAllThatIsNotHanThroughout) {
  for (const char* text : {"", "chip", "AI芯片", "芯片 ", "アリババ", "🙂"}) {
    EXPECT_EQ(pinyin_of(text).syllables, "") << text;
    EXPECT_EQ(pinyin_of(text).initials, "") << text;
  }
}

}  // namespace
}  // namespace lede
