// SPDX-License-Identifier: GPL-3.0-or-later

#include <fstream>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/lexicon/lexicon_support.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class UserLexicon : public ::testing::Test {
 protected:
  Result<std::shared_ptr<const Lexicon>> load(std::string_view json) {
    std::ofstream(file_) << json;
    return Lexicon::load(file_);
  }

  // The message of the error `json` is refused with; empty if it is not.
  std::string refusal(std::string_view json) {
    const auto lexicon = load(json);
    if (lexicon) return "";
    EXPECT_EQ(lexicon.error().code, ErrorCode::kInvalidArgument);
    return lexicon.error().message;
  }

  testing::TempDir dir_;
  std::filesystem::path file_ = dir_.path() / "lexicon.json";
};

TEST_F(UserLexicon, ThatDoesNotExistIsTheBuiltInOne) {
  const auto lexicon = Lexicon::load(file_);
  ASSERT_TRUE(lexicon);
  EXPECT_EQ((*lexicon)->version(), Lexicon::built_in()->version());
}

TEST_F(UserLexicon, AddsEntitiesOfItsOwn) {
  const auto lexicon = load(R"([
    {"id": "company:quillon", "name": "Quillon Labs", "aliases": ["奎隆"]},
    {"id": "term:ribbon-memory", "name": "ribbon memory"}])");
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  EXPECT_THAT(
      found_in(**lexicon, "奎隆 and Quillon Labs"),
      ElementsAre("company:quillon=奎隆", "company:quillon=Quillon Labs"));
  EXPECT_THAT(found_in(**lexicon, "ribbon memories", false, true),
              ElementsAre("term:ribbon-memory=ribbon memories"));
  EXPECT_FALSE((*lexicon)->find("company:quillon")->built_in);
  EXPECT_NE((*lexicon)->find("company:openai"), nullptr);
}

TEST_F(UserLexicon, AddsAliasesToAKnownEntity) {
  const auto lexicon = load(R"({"entities": [
    {"id": "company:alibaba", "aliases": ["Ali Holdings"],
     "not": ["Ali Holdings Museum"]}]})");
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  const Entity* alibaba = (*lexicon)->find("company:alibaba");
  EXPECT_EQ(alibaba->name, "Alibaba");
  EXPECT_FALSE(alibaba->built_in);
  EXPECT_THAT(
      found_in(**lexicon, "Ali Holdings, 阿里巴巴"),
      ElementsAre("company:alibaba=Ali Holdings", "company:alibaba=阿里巴巴"));
  EXPECT_THAT(found_in(**lexicon, "Ali Holdings Museum"), IsEmpty());
}

TEST_F(UserLexicon, ReplacesAnEntityIfItSaysSo) {
  const auto lexicon = load(R"([{"id": "company:alibaba", "name": "Ali",
    "case_sensitive": ["Ali"], "replace": true}])");
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  EXPECT_THAT(found_in(**lexicon, "Ali, ali, 阿里巴巴"),
              ElementsAre("company:alibaba=Ali"));
}

TEST_F(UserLexicon, WinsWhereItsAliasIsAlsoABuiltInOne) {
  const auto lexicon =
      load(R"([{"id": "company:arm-wrestling", "name": "Arm"}])");
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  EXPECT_THAT(found_in(**lexicon, "Arm"),
              ElementsAre("company:arm-wrestling=Arm"));
  EXPECT_EQ((*lexicon)->named(EntityKind::kCompany, "arm").front()->id,
            "company:arm");  // an id names better than an alias
}

TEST_F(UserLexicon, SaysWhatItsAmbiguousNamesNeed) {
  const auto lexicon = load(R"([
    {"cues": "pottery", "words": ["kiln", "陶"]},
    {"id": "company:clay", "name": "Clay Works", "ambiguous": ["Clay"],
     "needs": ["@pottery", "person:*", "loan"], "within": 4}])");
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  for (const std::string_view text :
       {"Clay bought two kilns", "Clay, a loan, a sale", "Clay 与陶器",
        "Clay hired Sam Altman"}) {
    EXPECT_THAT(found_in(**lexicon, text),
                ::testing::Contains("company:clay=Clay"))
        << text;
  }
  EXPECT_THAT(found_in(**lexicon, "Clay is sticky"), IsEmpty());
  EXPECT_THAT(found_in(**lexicon, "Clay and four or five words, a loan"),
              IsEmpty());
}

TEST_F(UserLexicon, ChangesTheVersionButNotTheBuiltInOne) {
  const auto lexicon = load(R"([{"id": "company:q", "name": "Quillon"}])");
  ASSERT_TRUE(lexicon);
  EXPECT_EQ((*lexicon)->built_in_version(),
            Lexicon::built_in()->built_in_version());
  EXPECT_NE((*lexicon)->version(), (*lexicon)->built_in_version());
  const auto spaced = load(R"([ {"name":"Quillon","id":"company:q"} ])");
  ASSERT_TRUE(spaced);
  EXPECT_EQ((*spaced)->version(), (*lexicon)->version());
}

TEST_F(UserLexicon, IsRefusedWithFileAndEntryNamed) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"[", "not JSON"},
      {"", "not JSON"},
      {"{}", "neither a list"},
      {"[1]", "entry 1: not an object"},
      {R"([{"name": "X"}])", "entry 1: \"id\" is missing"},
      {R"([{"id": "firm:x", "name": "X"}])",
       "entry 1 (firm:x): \"id\" does not begin with"},
      {R"([{"id": "company:A B", "name": "X"}])", "\"id\" is not a kind"},
      {R"([{"id": "company:x", "name": 5}])",
       "entry 1 (company:x): \"name\" holds what is no string"},
      {R"([{"id": "company:x", "name": "X", "aliases": "Y"}])",
       "entry 1 (company:x): \"aliases\" is not a list"},
      {R"([{"id": "company:x", "name": "X", "aliases": [" "]}])",
       "\"aliases\" holds an empty text"},
      {R"([{"id": "company:x", "name": "X", "alias": ["Y"]}])",
       "\"alias\" is not known"},
      {R"([{"id": "company:x", "name": "X", "replace": "yes"}])",
       "\"replace\" is not a boolean"},
      {R"([{"id": "company:x", "aliases": ["Xyz"]}])",
       "entry company:x: \"name\" is missing"},
      {R"([{"id": "company:x", "name": "X", "ambiguous": ["X"],
            "needs": ["@nothing"]}])",
       "entry company:x: it needs \"@nothing\", which is no set of cues"},
      {R"([{"id": "company:x", "name": "X", "needs": ["company:yyy"]}])",
       "entry company:x: it needs \"company:yyy\", which is no entity"},
      {R"([{"id": "company:x", "name": "X", "needs": ["--"]}])",
       "entry company:x: it needs \"--\", which holds no word"},
      {R"([{"id": "company:x", "name": "X", "within": 0}])",
       "entry 1 (company:x): \"within\" is not a number from 1 to 1000"},
      {R"([{"id": "model:x", "name": "X", "family": "model:yyy"}])",
       "entry model:x: its family \"model:yyy\" is no other entity"},
      {R"([{"id": "model:x", "name": "X", "family": "model:x"}])",
       "entry model:x: its family \"model:x\" is no other entity"},
      {R"([{"id": "model:x", "name": "X", "family": "company:openai"}])",
       "is no other entity of its kind"},
      {R"([{"cues": "x", "word": ["a"]}])",
       "entry 1: a set of cues has \"cues\", its name, and \"words\""},
      {R"([{"cues": "x", "words": "a"}])",
       "entry 1 (@x): \"words\" is not a list"},
      {R"([{"id": "company:x", "name": "X", "aliases": ["--"]}])",
       "entry company:x: \"--\" holds no word"},
  };
  for (const auto& [json, message] : rows) {
    EXPECT_THAT(refusal(json),
                AllOf(HasSubstr("lexicon " + file_.string() + ": "),
                      HasSubstr(std::string(message)), Not(HasSubstr("\n"))))
        << json;
  }
}

TEST_F(UserLexicon, ThatIsNestedDeeplyIsRefusedLikeAnyOther) {
  EXPECT_THAT(refusal(std::string(100000, '[')), HasSubstr("nested"));
  EXPECT_THAT(refusal(std::string(100000, '[') + std::string(100000, ']')),
              HasSubstr("nested"));
}

TEST_F(UserLexicon, ThatIsAFolderIsAnInputError) {
  const auto lexicon = Lexicon::load(dir_.path());
  ASSERT_FALSE(lexicon);
  EXPECT_EQ(lexicon.error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace lede
