// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every program by its outside: help, version, exit statuses, one line for what
// went wrong.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/articles.h"
#include "tests/end_to_end/program_run.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kPrograms[] = {"lede-index", "lede-search", "lede-server",
                                     "lede-bench"};

std::ptrdiff_t lines(const std::string& text) {
  return std::ranges::count(text, '\n');
}

TEST(Usage, EveryProgramHasHelpAndVersion) {
  for (const char* program : kPrograms) {
    const ProgramRun help = run_program(program, {"--help"});
    EXPECT_EQ(help.status, 0) << program;
    EXPECT_THAT(help.out, HasSubstr("--index")) << program;
    EXPECT_EQ(help.err, "") << program;
    const ProgramRun version = run_program(program, {"--version"});
    EXPECT_EQ(version.status, 0) << program;
    EXPECT_THAT(version.out, StartsWith(std::string(program) + " 0."));
  }
}

TEST(Usage, TheSubcommandsOfTheIndexerHaveHelp) {
  for (const char* command :
       {"add", "rebuild", "remove", "stats", "check", "compact", "export"}) {
    const ProgramRun help = run_program("lede-index", {command, "--help"});
    EXPECT_EQ(help.status, 0) << command;
    EXPECT_NE(help.out, "") << command;
  }
}

TEST(Usage, WrongUsageIsStatusTwoAndOneLine) {
  for (const char* program : kPrograms) {
    const ProgramRun run = run_program(program, {"--no-such-option"});
    EXPECT_EQ(run.status, 2) << program;
    EXPECT_THAT(run.err, StartsWith(std::string(program) + ": "));
    EXPECT_EQ(lines(run.err), 1) << run.err;
    EXPECT_EQ(run.out, "") << program;
  }
}

TEST(Usage, AMissingIndexIsStatusThreeWithPathSourceAndRemedy) {
  const TempDir folder;
  const std::string index = folder.path() / "none.db";
  const std::vector<std::pair<const char*, std::vector<std::string>>> rows = {
      {"lede-search", {"--index", index, "chips"}},
      {"lede-index", {"stats", "--index", index}},
      {"lede-index", {"check", "--index", index}},
      {"lede-index", {"export", "--index", index}},
      {"lede-index", {"remove", "--index", index, "x"}},
      {"lede-bench", {"answer", "--index", index}}};
  for (const auto& [program, arguments] : rows) {
    const ProgramRun run = run_program(program, arguments);
    EXPECT_EQ(run.status, 3) << program << ' ' << arguments[0];
    EXPECT_THAT(run.err, HasSubstr(index));
    EXPECT_THAT(run.err, HasSubstr("--index"));
    EXPECT_THAT(run.err, HasSubstr("lede-index add"));
    EXPECT_EQ(lines(run.err), 1) << run.err;
  }
}

TEST(Usage, AnIndexThatIsATextFileIsCorrupt) {
  const TempDir folder;
  const std::string index = folder.write("lede.db", "dear diary\n");
  const std::string articles = folder.write("a.jsonl", three_articles());
  for (const auto& [program, arguments] :
       {std::pair<const char*, std::vector<std::string>>{
            "lede-search", {"--index", index, "chips"}},
        {"lede-index", {"stats", "--index", index}},
        {"lede-index", {"add", "--index", index, articles}},
        {"lede-server", {"--index", index, "--listen", "127.0.0.1:0"}}}) {
    const ProgramRun run = run_program(program, arguments);
    EXPECT_EQ(run.status, 3) << program << ' ' << arguments[0] << run.err;
    EXPECT_THAT(run.err, HasSubstr(index));
    EXPECT_EQ(lines(run.err), 1) << run.err;
  }
}

TEST(Usage, AnIndexOfAnotherVersionNamesTheWayOut) {
  const TempDir folder;
  const std::string index = folder.path() / "lede.db";
  const std::string articles = folder.write("a.jsonl", three_articles());
  ASSERT_EQ(
      run_program("lede-index", {"add", "--index", index, articles}).status, 0);
  const ProgramRun aged = run_program(
      "lede-search", {"--index", index, "--format", "ids", "chips"});
  ASSERT_EQ(aged.status, 0) << aged.err;
  std::string manifest = read_file(folder.path() / "lede.db/manifest.json");
  const std::string::size_type at = manifest.find("\"format_version\"");
  ASSERT_NE(at, std::string::npos) << manifest;
  const std::string::size_type digit = manifest.find_first_of("0123456789", at);
  manifest.replace(digit, 1, "9");
  folder.write("lede.db/manifest.json", manifest);
  for (const auto& [program, arguments] :
       {std::pair<const char*, std::vector<std::string>>{
            "lede-search", {"--index", index, "chips"}},
        {"lede-index", {"add", "--index", index, articles}},
        {"lede-server", {"--index", index, "--listen", "127.0.0.1:0"}}}) {
    const ProgramRun run = run_program(program, arguments);
    EXPECT_EQ(run.status, 3) << program << run.err;
    EXPECT_THAT(run.err, HasSubstr("rebuild"));
    EXPECT_EQ(lines(run.err), 1) << run.err;
  }
}

TEST(Usage, NothingFoundIsStatusOne) {
  const TempDir folder;
  const std::string index = folder.path() / "lede.db";
  const std::string articles = folder.write("a.jsonl", three_articles());
  ASSERT_EQ(
      run_program("lede-index", {"add", "--index", index, articles}).status, 0);
  EXPECT_EQ(
      run_program("lede-search", {"--index", index, "zeppelinwurst"}).status,
      1);
  EXPECT_EQ(
      run_program("lede-index", {"remove", "--index", index, "no-such"}).status,
      1);
}

TEST(Usage, OutputToAFullDiskIsStatus74) {
  const TempDir folder;
  const std::string index = folder.path() / "lede.db";
  const std::string articles = folder.write("a.jsonl", three_articles());
  ASSERT_EQ(
      run_program("lede-index", {"add", "--index", index, articles}).status, 0);
  RunOptions options;
  options.output = "/dev/full";
  EXPECT_EQ(
      run_program("lede-index", {"export", "--index", index}, options).status,
      74);
  EXPECT_EQ(
      run_program("lede-search", {"--index", index, "chips"}, options).status,
      74);
}

}  // namespace
}  // namespace lede::testing
