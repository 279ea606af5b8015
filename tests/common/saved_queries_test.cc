// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/saved_queries.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using testing::TempDir;

TEST(SavedQueries, NamesAreLettersOfAnyScriptDigitsAndTwoMarks) {
  for (const char* name : {"chips", "my-name", "a_b", "2025-q3", "芯片", "Élan",
                           "e\u0301lan", "हिन्दी", "チップ", "ข่าว", "7"}) {
    EXPECT_TRUE(is_saved_name(name)) << name;
  }
  for (const char* name :
       {"", "my name", "-x", "_x", "a.b", "c++", "a/b", "a^2", "a*", "🙂",
        "“a”", "a\tb", "\xff", "a\u200b", "，"}) {
    EXPECT_FALSE(is_saved_name(name)) << name;
  }
  EXPECT_TRUE(is_saved_name(std::string(64, 'a')));
  EXPECT_FALSE(is_saved_name(std::string(65, 'a')));
}

TEST(SavedQueries, AreFoundByAnySpellingOfTheirName) {
  SavedQueries queries;
  EXPECT_FALSE(queries.put("Élan-晶片", "chips"));
  EXPECT_NE(queries.find("elan-晶片"), nullptr);
  EXPECT_NE(queries.find("ＥＬＡＮ－晶片"), nullptr);
  EXPECT_EQ(queries.find("elan"), nullptr);
  EXPECT_TRUE(queries.put("ELAN-晶片", "gpus"));
  ASSERT_EQ(queries.all().size(), 1U);
  EXPECT_EQ(queries.all()[0].query, "gpus");
  EXPECT_TRUE(queries.remove("élan-晶片"));
  EXPECT_FALSE(queries.remove("élan-晶片"));
}

TEST(SavedQueries, KeepWhatOthersWroteBesideThem) {
  const auto read = SavedQueries::from_json(
      R"({"version":2,"saved":[{"name":"a","query":"x","seen":[1,2]}]})");
  ASSERT_TRUE(read) << read.error().message;
  SavedQueries queries = *read;
  queries.put("a", "y");
  queries.put("b", "z");
  const auto again = SavedQueries::from_json(queries.to_json());
  ASSERT_TRUE(again) << again.error().message;
  ASSERT_EQ(again->all().size(), 2U);
  EXPECT_EQ(again->all()[0].query, "y");
  EXPECT_EQ(again->all()[0].more, R"({"seen":[1,2]})");
  EXPECT_THAT(again->to_json(), HasSubstr("\"version\": 2"));
}

TEST(SavedQueries, ReadBackAsTheyWereSaved) {
  const TempDir dir;
  const auto none = load_saved_queries(dir.path());
  ASSERT_TRUE(none) << none.error().message;
  EXPECT_TRUE(none->all().empty());
  SavedQueries queries;
  queries.put("芯片", "“自研 芯片” OR chip* company:阿里 🙂");
  ASSERT_TRUE(save_saved_queries(dir.path(), queries));
  const auto loaded = load_saved_queries(dir.path());
  ASSERT_TRUE(loaded) << loaded.error().message;
  ASSERT_EQ(loaded->all().size(), 1U);
  EXPECT_EQ(loaded->all()[0].name, "芯片");
  EXPECT_EQ(loaded->all()[0].query,
            "“自研 芯片” OR chip* company:阿里 🙂");
}

TEST(SavedQueries, AFileThatDoesNotReadIsToldWithItsPathAndFault) {
  const TempDir dir;
  for (const char* text :
       {"", "{", "[]", "{}", R"({"saved":{}})", R"({"saved":[1]})",
        R"({"saved":[{"name":"a b","query":"x"}]})",
        R"({"saved":[{"name":"a","query":""}]})",
        R"({"saved":[{"query":"x"}]})", "{\"saved\":[\"\xff\"]}"}) {
    std::ofstream(saved_queries_path(dir.path())) << text;
    const auto loaded = load_saved_queries(dir.path());
    ASSERT_FALSE(loaded) << text;
    EXPECT_EQ(loaded.error().code, ErrorCode::kInvalidArgument) << text;
    EXPECT_THAT(loaded.error().message,
                HasSubstr(saved_queries_path(dir.path()).string()));
  }
}

TEST(SavedQueries, OfSeveralIndexesTheFirstOfANameCounts) {
  SavedQueries first;
  first.put("a", "x");
  SavedQueries second;
  second.put("A", "y");
  second.put("b", "z");
  first.add_missing(second);
  ASSERT_EQ(first.all().size(), 2U);
  EXPECT_EQ(first.find("a")->query, "x");
  EXPECT_EQ(first.find("b")->query, "z");
}

}  // namespace
}  // namespace lede
