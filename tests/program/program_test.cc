// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each row runs a whole program in a child process, so that exit statuses,
// stdout and stderr are what a shell would see.

#include "common/program/program.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <initializer_list>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using Body = std::function<Result<int>(const CommonOptions&, int limit)>;
using Environment = std::map<std::string, std::string>;

struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

// A program with an own option, --limit, and a subcommand with --jobs.
int demo_program(const std::vector<std::string>& arguments, const Body& body) {
  CLI::App app("A program", "lede-demo");
  CommonOptions options;
  int limit = 10;
  add_common_options(app, options, true);
  app.add_option("--limit", limit);
  int jobs = 1;
  CLI::App* add = app.add_subcommand("add", "Adds");
  add->add_option("--jobs", jobs);
  std::vector<std::string> sources;
  add->add_option("source", sources);
  std::vector<const char*> argv = {"lede-demo"};
  for (const std::string& argument : arguments) {
    argv.push_back(argument.c_str());
  }
  return run_program(app, options, static_cast<int>(argv.size()), argv.data(),
                     [&] { return body(options, limit + jobs - 1); });
}

std::string contents(const std::filesystem::path& file) {
  std::ifstream input(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), {}};
}

// Runs the program with stdout in a file, or in `stdout_descriptor`.
Outcome run(const std::vector<std::string>& arguments, const Body& body,
            const Environment& environment = {},
            std::optional<int> stdout_descriptor = std::nullopt) {
  const testing::TempDir folder;
  const std::string out = folder.path() / "out";
  const std::string err = folder.path() / "err";
  const pid_t child = fork();
  if (child == 0) {
    unsetenv("LEDE_INDEX");
    unsetenv("LEDE_CONFIG");
    for (const auto& [name, value] : environment) {
      setenv(name.c_str(), value.c_str(), 1);
    }
    const int mode = O_WRONLY | O_CREAT | O_TRUNC;
    dup2(stdout_descriptor ? *stdout_descriptor : open(out.c_str(), mode, 0600),
         STDOUT_FILENO);
    dup2(open(err.c_str(), mode, 0600), STDERR_FILENO);
    const int status = demo_program(arguments, body);
    std::cerr.flush();
    _exit(status);
  }
  int wait_status = 0;
  waitpid(child, &wait_status, 0);
  Outcome outcome;
  if (WIFEXITED(wait_status)) outcome.status = WEXITSTATUS(wait_status);
  outcome.out = contents(out);
  outcome.err = contents(err);
  return outcome;
}

Result<int> print_options(const CommonOptions& options, int limit) {
  for (const std::string& index : options.indexes) std::cout << index << ' ';
  std::cout << "from " << options.index_source << ", " << limit << ", "
            << options.time_zone << '\n';
  return kDone;
}

TEST(Program, TheDefaultIndexIsLedeDbInTheWorkingFolder) {
  EXPECT_EQ(run({}, print_options).out,
            "./lede.db from the default, 10, UTC\n");
}

TEST(Program, AFlagBeatsTheEnvironmentThatBeatsTheConfigFile) {
  const testing::TempDir folder;
  const std::string config = folder.write(
      "lede.toml",
      "index = 'from-config'\nlimit = 3\ntimezone = 'Asia/Shanghai'\n");
  EXPECT_EQ(run({"--config", config}, print_options).out,
            "from-config from the config file, 3, Asia/Shanghai\n");
  const Environment environment = {{"LEDE_INDEX", "from-environment"},
                                   {"LEDE_LIMIT", "4"}};
  EXPECT_EQ(run({"--config", config}, print_options, environment).out,
            "from-environment from $LEDE_INDEX, 4, Asia/Shanghai\n");
  EXPECT_EQ(
      run({"--config", config, "--limit", "5", "--index", "a", "--index=b"},
          print_options, environment)
          .out,
      "a b from --index, 5, Asia/Shanghai\n");
}

TEST(Program, TheEnvironmentCanNameTheConfigFile) {
  const testing::TempDir folder;
  const std::string config = folder.write("lede.toml", "limit = 3\n");
  EXPECT_EQ(run({}, print_options, {{"LEDE_CONFIG", config}}).out,
            "./lede.db from the default, 3, UTC\n");
}

TEST(Program, AConfigTableSetsTheOptionsOfItsSubcommand) {
  const testing::TempDir folder;
  const std::string config = folder.write("lede.toml", "[add]\njobs = 7\n");
  EXPECT_EQ(run({"--config", config, "add"}, print_options).out,
            "./lede.db from the default, 16, UTC\n");
}

TEST(Program, ACommonOptionMayStandBehindTheSubcommand) {
  EXPECT_EQ(run({"add", "--index", "x", "a.jsonl"}, print_options).out,
            "x from --index, 10, UTC\n");
}

TEST(Program, AnIndexOptionTakesOneFolderOnly) {
  EXPECT_EQ(run({"--index", "x", "add", "y"}, print_options).out,
            "x from --index, 10, UTC\n");
}

TEST(Program, WrongUsageIsOneLineThatPointsToTheHelp) {
  const testing::TempDir folder;
  const std::string broken = folder.write("broken.toml", "limit = = 3\n");
  const std::string unknown = folder.write("unknown.toml", "limmit = 3\n");
  const std::vector<std::vector<std::string>> rows = {
      {"--nonsense"},
      {"--limit", "many"},
      {"--color", "sometimes"},
      {"--quiet", "--verbose"},
      {"--config", "/nonexistent/lede.toml"},
      {"--config", broken},
      {"--config", unknown},
      {"surprise"}};
  for (const auto& row : rows) {
    const Outcome outcome = run(row, print_options);
    EXPECT_EQ(outcome.status, kWrongUsage) << row[0];
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(outcome.err.starts_with("lede-demo: ")) << outcome.err;
    EXPECT_TRUE(outcome.err.ends_with("(see lede-demo --help)\n"))
        << outcome.err;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  }
  EXPECT_NE(run({"--config", broken}, print_options).err.find("line 1"),
            std::string::npos);
  EXPECT_NE(run({"--config", unknown}, print_options).err.find("limmit"),
            std::string::npos);
}

TEST(Program, HelpAndVersionGoToStdout) {
  const Outcome help = run({"--help"}, print_options);
  EXPECT_EQ(help.status, kDone);
  EXPECT_NE(help.out.find("--timezone"), std::string::npos);
  const Outcome sub = run({"add", "--help"}, print_options);
  EXPECT_EQ(sub.status, kDone);
  EXPECT_NE(sub.out.find("--jobs"), std::string::npos);
  const Outcome version = run({"--version"}, print_options);
  EXPECT_EQ(version.status, kDone);
  EXPECT_TRUE(version.out.starts_with("lede-demo 0.")) << version.out;
}

TEST(Program, EveryErrorHasItsExitStatus) {
  const std::map<ErrorCode, int> rows = {{ErrorCode::kInvalidArgument, 2},
                                         {ErrorCode::kNotFound, 1},
                                         {ErrorCode::kMissingIndex, 3},
                                         {ErrorCode::kVersionMismatch, 3},
                                         {ErrorCode::kCorrupt, 3},
                                         {ErrorCode::kBusy, 75},
                                         {ErrorCode::kUnavailable, 75},
                                         {ErrorCode::kDeadlineExceeded, 75},
                                         {ErrorCode::kIo, 74},
                                         {ErrorCode::kInternal, 70}};
  for (const auto& [code, status] : rows) {
    const Outcome outcome =
        run({}, [code = code](const CommonOptions&, int) -> Result<int> {
          return Error{code, "it went wrong"};
        });
    EXPECT_EQ(outcome.status, status);
    EXPECT_TRUE(outcome.err.starts_with("lede-demo: it went wrong"))
        << outcome.err;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  }
}

TEST(Program, AMissingIndexIsNamedWithItsSourceAndItsRemedy) {
  const Outcome outcome =
      run({},
          [](const CommonOptions&, int) -> Result<int> {
            return Error{ErrorCode::kMissingIndex, "there is no index"};
          },
          {{"LEDE_INDEX", "/nowhere/a.db"}});
  EXPECT_EQ(outcome.err,
            "lede-demo: there is no index (/nowhere/a.db, from $LEDE_INDEX; "
            "lede-index add --index /nowhere/a.db SOURCE... makes one)\n");
}

TEST(Program, ARemedyTheMessageNamesIsNotNamedTwice) {
  const Outcome outcome =
      run({},
          [](const CommonOptions&, int) -> Result<int> {
            return Error{ErrorCode::kCorrupt,
                         "/a.db is broken; run: lede-index check --repair"};
          },
          {{"LEDE_INDEX", "/a.db"}});
  EXPECT_EQ(outcome.err,
            "lede-demo: /a.db is broken; run: lede-index check --repair (from "
            "$LEDE_INDEX)\n");
}

TEST(Program, AClosedPipeEndsItQuietly) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  const Outcome outcome = run(
      {},
      [](const CommonOptions&, int) -> Result<int> {
        for (int i = 0; i < 1000000; ++i) std::cout << "a line of output\n";
        std::cerr << "went on printing\n";
        return kNothingFound;
      },
      {}, ends[1]);
  close(ends[1]);
  EXPECT_EQ(outcome.status, kDone);
  EXPECT_EQ(outcome.err, "");
}

TEST(Program, AFullDiskIsAnInputOutputFailure) {
  const int full = open("/dev/full", O_WRONLY);
  ASSERT_GE(full, 0);
  const Outcome outcome = run({}, print_options, {}, full);
  close(full);
  EXPECT_EQ(outcome.status, kInputOutputFailed);
  EXPECT_EQ(outcome.err,
            "lede-demo: writing to standard output: No space left on device\n");
}

TEST(Program, AnUnexpectedExceptionIsReportedAsABug) {
  const Outcome outcome = run({}, [](const CommonOptions&, int) -> Result<int> {
    throw std::runtime_error("the impossible");
  });
  EXPECT_EQ(outcome.status, kBug);
  EXPECT_EQ(outcome.err, "lede-demo: the impossible\n");
}

TEST(Program, ColorFollowsTheFlag) {
  CommonOptions options;
  options.color = ColorMode::kAlways;
  EXPECT_TRUE(use_color(options, STDOUT_FILENO));
  options.color = ColorMode::kNever;
  EXPECT_FALSE(use_color(options, STDOUT_FILENO));
}

TEST(Program, TheFirstInterruptSetsTheFlagOnly) {
  const std::atomic<bool>& interrupted = interrupt_flag();
  EXPECT_FALSE(interrupted);
  raise(SIGINT);
  EXPECT_TRUE(interrupted);
  EXPECT_EXIT(raise(SIGINT), ::testing::KilledBySignal(SIGINT), "");
}

}  // namespace
}  // namespace lede
