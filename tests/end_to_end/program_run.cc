// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/end_to_end/program_run.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/permissions.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

constexpr int kNotStarted = 127;

int shell_status(int wait_status) {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status)
                                : 128 + WTERMSIG(wait_status);
}

void replace_descriptor(const char* path, int flags, int descriptor) {
  const int file = open(path, flags, 0666);
  if (file < 0) _exit(kNotStarted);
  dup2(file, descriptor);
  close(file);
}

// In the child: becomes the program; one with a path is none of ours.
[[noreturn]] void become(const std::string& program,
                         const std::vector<std::string>& arguments) {
  const std::string path =
      (std::filesystem::path(LEDE_PROGRAM_DIR) / program).string();
  for (const char* name : {"LEDE_INDEX", "LEDE_CONFIG", "LEDE_LEXICON"}) {
    unsetenv(name);
  }
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  execv(path.c_str(), argv.data());
  _exit(kNotStarted);
}

}  // namespace

std::string read_file(const std::filesystem::path& file) {
  std::ifstream input(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), {}};
}

ProgramRun run_program(const std::string& program,
                       const std::vector<std::string>& arguments,
                       const RunOptions& options) {
  const TempDir folder;
  const std::string in = folder.write("in", options.input);
  const std::string out = options.output.empty()
                              ? folder.write("out", "").string()
                              : options.output;
  const std::string err = folder.write("err", "");
  const pid_t child = fork();
  if (child == 0) {
    alarm(options.alarm_seconds);
    replace_descriptor(in.c_str(), O_RDONLY, STDIN_FILENO);
    replace_descriptor(out.c_str(), O_WRONLY, STDOUT_FILENO);
    replace_descriptor(err.c_str(), O_WRONLY, STDERR_FILENO);
    std::optional<BoundByPermissions> bound;
    if (options.bound_by_permissions) {
      bound.emplace();
      BoundByPermissions::bind_programs();
    }
    become(program, arguments);
  }
  int wait_status = 0;
  waitpid(child, &wait_status, 0);
  ProgramRun run{shell_status(wait_status),
                 options.output.empty() ? read_file(out) : "", read_file(err)};
  if (run.status == kNotStarted) {
    throw std::runtime_error("cannot run " + program);
  }
  return run;
}

Background::Background(const std::string& program,
                       const std::vector<std::string>& arguments,
                       const std::string& errors)
    : child_(fork()) {
  if (child_ != 0) return;
  replace_descriptor("/dev/null", O_RDONLY, STDIN_FILENO);
  replace_descriptor("/dev/null", O_WRONLY, STDOUT_FILENO);
  replace_descriptor(errors.c_str(), O_WRONLY, STDERR_FILENO);
  become(program, arguments);
}

Background::~Background() {
  if (child_ > 0) end(SIGKILL);
}

int Background::end(int signal_number) {
  if (child_ > 0) {
    int wait_status = 0;
    kill(child_, signal_number);
    waitpid(child_, &wait_status, 0);
    status_ = shell_status(wait_status);
    child_ = -1;
  }
  return status_;
}

void Background::signal(int signal_number) const {
  if (child_ > 0) kill(child_, signal_number);
}

bool Background::running() {
  int wait_status = 0;
  if (child_ > 0 && waitpid(child_, &wait_status, WNOHANG) == child_) {
    status_ = shell_status(wait_status);
    child_ = -1;
  }
  return child_ > 0;
}

}  // namespace lede::testing
