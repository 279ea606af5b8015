// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules on trees made up to break them: a rule that cannot fail guards
// nothing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/house/function_scanner.h"
#include "tests/house/include_rules.h"
#include "tests/house/layout_rules.h"
#include "tests/house/name_rules.h"

namespace lede::house {
namespace {

using ::testing::HasSubstr;

std::string broken_by(const SourceFile& file,
                      const std::vector<Door>& doors = {}) {
  std::vector<SourceFile> files = {
      {"common/schema.h", ""},
      {"common/include/lede/article.h", ""},
      {"common/lexicon/internal/trie.h", ""},
      {"indexer/index_writer.h", ""},
      {"searcher/include/lede/searcher.h", ""},
      {"searcher/snippet.h", ""},
      {"tests/support/temp_dir.h", ""},
  };
  files.push_back(file);
  return to_text(check_includes(files, doors));
}

TEST(Arrows, RunFromCommonOutwards) {
  const std::string schema = "#include \"common/schema.h\"\n";
  const std::string writer = "#include \"indexer/index_writer.h\"\n";
  const std::string snippet = "#include \"searcher/snippet.h\"\n";
  const std::string support = "#include \"tests/support/temp_dir.h\"\n";
  EXPECT_EQ(broken_by({"indexer/stories.cc", schema + writer}), "");
  EXPECT_EQ(broken_by({"server/main.cc", schema + snippet}), "");
  EXPECT_EQ(broken_by({"tests/x/x_test.cc", support + writer + snippet}), "");
  EXPECT_EQ(broken_by({"common/date.cc", "\n" + writer}),
            "common/date.cc:2: common may not include indexer\n");
  EXPECT_EQ(broken_by({"searcher/searcher.cc", writer}),
            "searcher/searcher.cc:1: searcher may not include indexer\n");
  EXPECT_EQ(broken_by({"server/main.cc", writer}),
            "server/main.cc:1: server may not include indexer\n");
  EXPECT_EQ(broken_by({"server/main.cc", support}),
            "server/main.cc:1: server may not include tests\n");
}

TEST(Arrows, OnlyTheIndexProgramSeesThePublicSearcher) {
  const std::string searcher = "#include <lede/searcher.h>\n";
  EXPECT_EQ(broken_by({"indexer/main.cc", searcher}), "");
  EXPECT_EQ(broken_by({"indexer/pipeline.cc", searcher}),
            "indexer/pipeline.cc:1: indexer may not include searcher\n");
  EXPECT_THAT(
      broken_by({"indexer/main.cc", "#include \"searcher/snippet.h\"\n"}),
      HasSubstr("may not include searcher"));
}

TEST(Arrows, InternalHeadersStayInTheirFolder) {
  const std::string trie = "#include \"common/lexicon/internal/trie.h\"\n";
  EXPECT_EQ(broken_by({"common/lexicon/lexicon.cc", trie}), "");
  EXPECT_EQ(broken_by({"tests/lexicon/trie_test.cc", trie}), "");
  EXPECT_THAT(broken_by({"common/schema.cc", trie}),
              HasSubstr("is internal to common/lexicon"));
}

TEST(Arrows, AnIncludeNamesAFileThatIsThere) {
  EXPECT_THAT(broken_by({"common/date.cc", "#include \"common/dates.h\"\n"}),
              HasSubstr("there is no common/dates.h"));
}

TEST(Doors, LetALibraryInWhereTheTableSays) {
  const std::vector<Door> doors = parse_doors(
      "# a comment\n"
      "unicode/: common/analysis/   # ICU\n"
      "zstd.h: common/document_data.cc\n"
      "zstd.h: indexer/readers/\n");
  const std::string icu = "#include <unicode/brkiter.h>\n";
  const std::string zstd = "#include <zstd.h>\n";
  EXPECT_EQ(broken_by({"common/analysis/words.cc", icu}, doors), "");
  EXPECT_EQ(broken_by({"indexer/readers/zstd.cc", zstd}, doors), "");
  EXPECT_EQ(broken_by({"common/document_data.cc", zstd}, doors), "");
  EXPECT_THAT(broken_by({"searcher/snippet.cc", icu}, doors),
              HasSubstr("comes in elsewhere than by its doors"));
  EXPECT_THAT(broken_by({"searcher/x.cc", "#include <boost/any.hpp>\n"}, doors),
              HasSubstr("no line in doors.txt"));
  EXPECT_EQ(broken_by({"searcher/x.cc", "#include <vector>\n"}, doors), "");
}

TEST(Doors, APublicHeaderIncludesStandardAndPublicHeadersOnly) {
  const std::vector<Door> doors = parse_doors("xapian.h: searcher/\n");
  const std::string path = "searcher/include/lede/request.h";
  EXPECT_EQ(broken_by({path, "#include <vector>\n#include <lede/article.h>\n"}),
            "");
  EXPECT_THAT(broken_by({path, "#include <xapian.h>\n"}, doors),
              HasSubstr("standard headers only"));
  EXPECT_THAT(broken_by({path, "#include \"common/schema.h\"\n"}),
              HasSubstr("public headers only"));
}

std::vector<std::size_t> lines_of_functions(std::string_view source) {
  std::vector<std::size_t> lines;
  for (const FunctionSize& function : function_sizes(source)) {
    lines.push_back(function.lines);
  }
  return lines;
}

TEST(Functions, AreFoundInNamespacesAndClasses) {
  EXPECT_THAT(lines_of_functions("namespace lede {\n"
                                 "struct Table {\n"
                                 "  int size() const { return size_; }\n"
                                 "  int size_ = 0;\n"
                                 "};\n"
                                 "int sum(int a,\n"
                                 "        int b) {\n"
                                 "  if (a) {\n"
                                 "    return b;\n"
                                 "  }\n"
                                 "  return [](int c) { return c; }(a);\n"
                                 "}\n"
                                 "}  // namespace lede\n"),
              ::testing::ElementsAre(1, 6));
}

TEST(Functions, ABraceOfAMemberIsNotTheBody) {
  EXPECT_THAT(lines_of_functions("Lexer::Lexer(Text text)\n"
                                 "    : text_{text},\n"
                                 "      at_(0) {\n"
                                 "  run();\n"
                                 "}\n"),
              ::testing::ElementsAre(3));
}

TEST(Functions, TablesAreNone) {
  EXPECT_THAT(lines_of_functions("constexpr Row kRows[] = {\n"
                                 "    {1, f(2)},\n"
                                 "};\n"
                                 "const auto kAll = make({\n"
                                 "    1,\n"
                                 "});\n"
                                 "enum class Color { kRed };\n"),
              ::testing::IsEmpty());
}

TEST(Functions, BracesInCommentsAndLiteralsCountForNothing) {
  EXPECT_THAT(lines_of_functions("#define OPEN {\n"
                                 "int f() {\n"
                                 "  // {\n"
                                 "  /* {\n"
                                 "   */\n"
                                 "  auto a = R\"x(\"{)x\";\n"
                                 "  return '{' + U'{' + 1'000 + \"\\\"{\"[0];\n"
                                 "}\n"),
              ::testing::ElementsAre(7));
}

std::string function_of(std::size_t lines) {
  std::string text = "void f() {\n";
  for (std::size_t i = 2; i < lines; ++i) text += "  g();\n";
  return text + "}\n";
}

TEST(Sizes, AFunctionHasAtMostSixtyLines) {
  EXPECT_THAT(to_text(check_sizes({{"common/a.cc", function_of(61)}})),
              HasSubstr("61 lines in a function"));
  EXPECT_THAT(to_text(check_sizes({{"common/a.cc", function_of(60)}})),
              ::testing::Not(HasSubstr("in a function")));
}

TEST(Sizes, RowsOfATableDoNotCount) {
  std::string table = function_of(50);
  for (int i = 0; i < 30; ++i) table.insert(11, "      {\"in\", \"out\"},\n");
  EXPECT_THAT(to_text(check_sizes({{"common/a.cc", table}})),
              ::testing::Not(HasSubstr("in a function")));
}

TEST(Sizes, TheTailIsHeldToo) {
  std::string text;
  for (int i = 0; i < 8; ++i) text += function_of(5);
  for (int i = 0; i < 2; ++i) text += function_of(31);
  EXPECT_EQ(to_text(check_sizes({{"common/a.cc", text}})),
            "functions: 90th percentile is 31 lines, allowed 30\n");
  EXPECT_EQ(percentile_90({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), 9U);
  EXPECT_EQ(percentile_90({7}), 7U);
}

TEST(Sizes, FilesAndPublicHeadersHaveTheirLimits) {
  EXPECT_THAT(to_text(check_sizes({{"common/a.cc", std::string(401, '\n')}})),
              HasSubstr("401 lines in a file"));
  EXPECT_THAT(to_text(check_sizes(
                  {{"common/include/lede/a.h", std::string(151, '\n')}})),
              HasSubstr("151 lines in a public header"));
  EXPECT_EQ(
      to_text(check_sizes({{"common/a_data.cc", std::string(999, '\n')}})), "");
}

TEST(Comments, LicenceAndPurposeStandAtTheTop) {
  const std::string licence = "// SPDX-License-Identifier: GPL-3.0-or-later\n";
  EXPECT_EQ(to_text(check_comments({{"common/a.h", licence + "//\n// What.\n"},
                                    {"common/a.cc", licence + "\nint a;\n"}})),
            "");
  EXPECT_EQ(to_text(check_comments({{"common/a.h", licence + "#pragma once\n"},
                                    {"bench/run.sh", "#!/bin/sh\n"}})),
            "common/a.h:1: does not open with what it is for\n"
            "bench/run.sh:1: no SPDX line\n");
}

TEST(Comments, HoldNoBannersAndNoNotes) {
  const std::string licence = "// SPDX-License-Identifier: GPL-3.0-or-later\n";
  const std::string note = std::string("// TO") + "DO: later\n";
  const std::string banner = "// --- Fields " + std::string(10, '-') + "\n";
  const std::string drawing = "//   ^   " + std::string(10, '-') + ">\n";
  EXPECT_EQ(to_text(check_comments(
                {{"common/a.cc", licence + note + banner + drawing}})),
            "common/a.cc:2: note to do\n"
            "common/a.cc:3: banner\n");
}

TEST(Names, OfTypesStandOnceInTheirNamespace) {
  const std::string entry =
      "namespace lede::internal {\nstruct Entry {\n};\n"
      "}  // namespace lede::internal\n";
  const std::string other =
      "namespace lede {\nstruct Entry {\n  struct Inner {\n  };\n};\n"
      "struct Told;\n}  // namespace lede\n";
  EXPECT_EQ(to_text(check_type_names({{"common/a.h", entry},
                                      {"common/b.h", other},
                                      {"common/c.cc", entry},
                                      {"indexer/d.h", entry}})),
            "indexer/d.h:2: lede::internal::Entry is defined in common/a.h "
            "too\n");
}

TEST(TopLevel, HoldsNothingStray) {
  EXPECT_EQ(to_text(check_top_level({"README.md", "common", "notes.txt"})),
            "notes.txt: the top level is closed\n");
}

}  // namespace
}  // namespace lede::house
