// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/index_run.h"

#include <array>
#include <chrono>
#include <filesystem>
#include <iomanip>
#include <iterator>
#include <spawn.h>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "bench/scratch_folder.h"

namespace lede::bench {
namespace {

namespace fs = std::filesystem;

struct ChildResult {
  int status = -1;
  std::string output;
  rusage usage{};
};

// Reads all that comes out of the pipe.
std::string drain(int descriptor) {
  std::string output;
  std::array<char, 4096> bytes{};
  for (;;) {
    const ssize_t size = read(descriptor, bytes.data(), bytes.size());
    if (size <= 0) return output;
    output.append(bytes.data(), static_cast<std::size_t>(size));
  }
}

// Runs a program, its stdout in a pipe.
Result<ChildResult> run_child(std::vector<std::string> arguments) {
  const Error failed{ErrorCode::kIo, "cannot run " + arguments[0]};
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return failed;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  const int spawned =
      posix_spawn(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  ChildResult result;
  if (spawned == 0) {
    result.output = drain(ends[0]);
    wait4(child, &result.status, 0, &result.usage);
  }
  close(ends[0]);
  if (spawned != 0) return failed;
  return result;
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_usec) / 1e6;
}

std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

std::string program_beside_this_one() {
  std::error_code failed;
  return fs::read_symlink("/proc/self/exe", failed).parent_path() /
         "lede-index";
}

Result<void> read_report(const std::string& json, IndexRun& run) {
  const auto report = nlohmann::json::parse(json, nullptr, false);
  const auto number = [&](const char* name) -> std::uint64_t {
    return report.is_object() && report.contains(name) &&
                   report[name].is_number_unsigned()
               ? report[name].get<std::uint64_t>()
               : 0;
  };
  run.articles = number("read");
  run.corpus_bytes = number("input_bytes");
  if (run.articles == 0 || run.corpus_bytes == 0) {
    return Error{ErrorCode::kIo, "lede-index read no articles"};
  }
  return {};
}

}  // namespace

Result<IndexRun> run_indexing(const IndexRunOptions& options) {
  const ScratchFolder folder;
  if (folder.path().empty()) {
    return Error{ErrorCode::kIo, "cannot make a temporary folder"};
  }
  const fs::path index = folder.path() / "bench.db";
  std::vector<std::string> arguments = {
      options.program.empty() ? program_beside_this_one() : options.program,
      "add",
      "--index",
      index.string(),
      "--json",
      "--max-rejects",
      "any"};
  if (options.jobs > 0) {
    arguments.insert(arguments.end(), {"--jobs", std::to_string(options.jobs)});
  }
  if (!options.stories) arguments.emplace_back("--no-stories");
  arguments.push_back(options.corpus);
  const auto start = std::chrono::steady_clock::now();
  const auto child = run_child(std::move(arguments));
  if (!child) return child.error();
  IndexRun run;
  run.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
          .count();
  if (!WIFEXITED(child->status) || WEXITSTATUS(child->status) != 0) {
    return Error{ErrorCode::kIo, "lede-index failed"};
  }
  if (auto read = read_report(child->output, run); !read) return read.error();
  run.cpu_seconds =
      seconds_of(child->usage.ru_utime) + seconds_of(child->usage.ru_stime);
  run.peak_bytes = static_cast<std::uint64_t>(child->usage.ru_maxrss) * 1024;
  run.index_bytes = bytes_below(index);
  return run;
}

std::string print_index_run(const IndexRun& run) {
  constexpr double kMegabyte = 1e6;
  const auto bytes = static_cast<double>(run.corpus_bytes);
  std::ostringstream text;
  text << std::fixed << std::setprecision(1) << "articles        "
       << run.articles << '\n'
       << "corpus MB       " << bytes / kMegabyte << '\n'
       << "seconds         " << run.seconds << " (" << run.cpu_seconds
       << " of CPU)\n"
       << "articles/s      " << static_cast<double>(run.articles) / run.seconds
       << '\n'
       << "MB/s            " << std::setprecision(2)
       << bytes / kMegabyte / run.seconds << '\n'
       << "peak memory MB  " << std::setprecision(0)
       << static_cast<double>(run.peak_bytes) / kMegabyte << '\n'
       << "index/corpus    " << std::setprecision(2)
       << static_cast<double>(run.index_bytes) / bytes << " bytes per byte\n";
  return text.str();
}

}  // namespace lede::bench
