// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/answer_csv.h"

#include <gtest/gtest.h>

namespace lede {
namespace {

const std::string kHeader =
    "key,id,published,source,lang,title,url,score,story,story_documents\r\n";

TEST(AnswerCsv, HasARowAHit) {
  EXPECT_EQ(hits_to_csv({}), kHeader);
  Hit hit;
  hit.key = "-123456789abcdef";
  hit.id = "wire/1";
  hit.published = "2025-09";
  hit.source = "Wire";
  hit.lang = "zh";
  hit.title = "=芯片, \"自研\"";
  hit.score = 4.5;
  hit.story.id = "fedcba9876543210";
  hit.story.documents = 3;
  Hit bare;
  bare.key = "0123456789abcdef";
  bare.id = "b";
  bare.story.id = bare.key;
  EXPECT_EQ(hits_to_csv({hit, bare}),
            kHeader +
                "\"'-123456789abcdef\",\"wire/1\",\"2025-09\",\"Wire\",\"zh\","
                "\"'=芯片, \"\"自研\"\"\",\"\",4.5,\"fedcba9876543210\",3\r\n"
                "\"0123456789abcdef\",\"b\",\"\",\"\",\"\",\"\",\"\",0.0,"
                "\"0123456789abcdef\",1\r\n");
}

TEST(AnswerCsv, HasARowABucketAndOneForUndated) {
  Timeline timeline;
  timeline.buckets = {{"2025-08-01", 3}, {"2025-09-01", 0}};
  EXPECT_EQ(timeline_to_csv(timeline),
            "start,documents\r\n2025-08-01,3\r\n2025-09-01,0\r\n");
  timeline.undated = 2;
  EXPECT_EQ(timeline_to_csv(timeline),
            "start,documents\r\n2025-08-01,3\r\n2025-09-01,0\r\n,2\r\n");
}

}  // namespace
}  // namespace lede
