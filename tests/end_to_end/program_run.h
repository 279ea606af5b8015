// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs the built programs as a shell would and tells what came of it.

#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace lede::testing {

struct ProgramRun {
  // The exit status, or 128 and the signal that ended it.
  int status = -1;
  std::string out;
  std::string err;
};

struct RunOptions {
  std::string input;                  // for stdin
  std::string output;                 // file for stdout; empty: ProgramRun::out
  bool bound_by_permissions = false;  // also if it is root who runs it
  unsigned alarm_seconds = 100;       // killed by then
};

// Runs "lede-index" and the like with the arguments, LEDE_* unset. Throws if
// the program cannot be started.
ProgramRun run_program(const std::string& program,
                       const std::vector<std::string>& arguments,
                       const RunOptions& options = {});

// The bytes of a file; empty if it cannot be read.
std::string read_file(const std::filesystem::path& file);

// A program left running, its output dropped, or stderr in a file if one is
// given; killed at the end.
class Background {
 public:
  Background(const std::string& program,
             const std::vector<std::string>& arguments,
             const std::string& errors = "/dev/null");
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // Sends the signal and waits; returns the status as ProgramRun has it.
  int end(int signal_number);
  // Sends the signal alone.
  void signal(int signal_number) const;
  [[nodiscard]] bool running();

 private:
  pid_t child_ = -1;
  int status_ = -1;
};

}  // namespace lede::testing
